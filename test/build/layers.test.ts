import { describe, expect, it } from 'vitest';
import { contextFor, rendered, templatesOf } from './sample.ts';

const render = templatesOf({
  base: {
    'src/app.ts': "import type { A } from './a.js';\nexport const app = (a: A) => import.meta.dirname;\n",
    'src/a.ts': 'export interface A {}\n',
    'src/session.d.ts': "import 'express-session';\n\ndeclare module 'express-session' {}\n",
    'vitest.config.mts': "import { defineConfig } from 'vitest/config';\n\nexport default defineConfig({});\n",
    'public/page.js': 'go();\n',
    '_github/workflows/__x.yaml': 'a: 1\n',
    'README.md.tpl': '# <%= title %>\n',
  },
  extra: { 'src/app.js.tpl': 'app\n', 'a.md': 'a\n' },
});

const files = (form: 'ts' | 'js' | 'cjs') =>
  Object.fromEntries(render(['base'], contextFor(form)).map(({ path, content }) => [path, content]));

describe('renderFrom', () => {
  it('names files as they land, sorted', () => {
    const common = ['.github/workflows/__x.yaml', 'README.md', 'public/page.js'];
    expect(Object.keys(files('ts'))).toEqual([
      ...common,
      'src/a.ts',
      'src/app.ts',
      'src/session.d.ts',
      'vitest.config.mts',
    ]);
    expect(Object.keys(files('js'))).toEqual([...common, 'src/app.js', 'vitest.config.mjs']);
    expect(Object.keys(files('cjs'))).toEqual(Object.keys(files('js')));
  });

  it('writes each form of a template', () => {
    expect(files('js')['src/app.js']).toBe('export const app = (a) => import.meta.dirname;\n');
    expect(files('cjs')['src/app.js']).toBe(
      "'use strict';\n\nconst app = (a) => __dirname;\n\nmodule.exports = { app };\n",
    );
    expect(files('cjs')['vitest.config.mjs']).toContain('import { defineConfig }');
    expect(files('cjs')['public/page.js']).toBe('go();\n');
  });

  it('compiles TypeScript for a CommonJS project', () => {
    const context = contextFor('ts', { esm: false, cjs: true, module: 'cjs' });
    expect(rendered('a.ts', 'a(import.meta.dirname as string);\n', context)).toBe('a(__dirname as string);\n');
  });

  it('throws when two layers write one file', () => {
    expect(render(['base', 'extra'], contextFor('ts'))).toHaveLength(9);
    expect(() => render(['base', 'extra'], contextFor('js'))).toThrow('Two template layers write src/app.js');
  });

  it('throws for a layer that does not exist', () => {
    expect(() => render(['bsae'], contextFor('ts'))).toThrow('No template layer named bsae');
  });
});
