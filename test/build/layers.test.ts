import { describe, expect, it } from 'vitest';
import { renderLayers } from '../../src/plan/create/render.ts';
import { compiled, contextOf, FORMS, type Form, rendered } from './sample.ts';

const TEMPLATES = {
  base: {
    'src/app.ts': "import type { A } from './a.js';\nexport const app = (a: A) => import.meta.dirname;\n",
    'src/session.d.ts': "import 'express-session';\n\ndeclare module 'express-session' {}\n",
    'eslint.config.mjs': "import js from '@eslint/js';\n\nexport default [js.configs.recommended];\n",
    '_github/workflows/x.yaml': 'a: 1\n',
    'README.md': '# {%- title %}\n',
  },
  extra: { 'src/app.js': 'app\n', 'a.md': 'a\n' },
};

async function render(form: Form, ...names: string[]): Promise<Map<string, string>> {
  const context = await contextOf(FORMS[form]);
  const files = renderLayers(await compiled(TEMPLATES), names, context);
  return new Map(files.map(({ path, content }) => [path, content]));
}

describe('renderLayers', () => {
  it('names files as they land, sorted', async () => {
    const common = ['.github/workflows/x.yaml', 'README.md', 'eslint.config.mjs'];
    expect([...(await render('ts', 'base')).keys()]).toEqual([...common, 'src/app.ts', 'src/session.d.ts']);
    expect([...(await render('js', 'base')).keys()]).toEqual([...common, 'src/app.js']);
    expect([...(await render('cjs', 'base')).keys()]).toEqual([...common, 'src/app.js']);
  });

  it('writes a module in each language and module system', async () => {
    expect((await render('ts', 'base')).get('src/app.ts')).toBe(TEMPLATES.base['src/app.ts']);
    expect((await render('js', 'base')).get('src/app.js')).toBe('export const app = (a) => import.meta.dirname;\n');
    expect((await render('cjs', 'base')).get('src/app.js')).toBe(
      "'use strict';\n\nconst app = (a) => __dirname;\n\nmodule.exports = { app };\n",
    );
    expect((await render('cjs', 'base')).get('eslint.config.mjs')).toBe(TEMPLATES.base['eslint.config.mjs']);
  });

  it('leaves TypeScript to its compiler, but for the folder of the module', async () => {
    const code = "import a from 'a';\n\na(import.meta.dirname as string);\n";
    expect(await rendered('a.ts', code, { language: 'ts', module: 'cjs' })).toBe(
      "import a from 'a';\n\na(__dirname as string);\n",
    );
  });

  it('throws when two layers write one file', async () => {
    expect(await render('ts', 'base', 'extra')).toHaveProperty('size', 7);
    await expect(render('js', 'base', 'extra')).rejects.toThrow('Two template layers write src/app.js');
  });

  it('throws for a layer that does not exist', async () => {
    await expect(render('ts', 'bsae')).rejects.toThrow('No template layer named bsae');
  });
});
