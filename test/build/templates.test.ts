import { posix } from 'node:path';
import { parse } from '@babel/parser';
import { describe, expect, it, test } from 'vitest';
import { loadTemplates } from '../../src/plan/create/render.ts';
import { answersOf, rows } from '../e2e/pairs.ts';
import { contextOf, filesOf } from './sample.ts';

const LANGUAGES = ['ts', 'js'];
const MODULES = ['esm', 'cjs'];
const PACKAGE_MANAGERS = ['npm', 'pnpm', 'yarn', 'bun'];

/** Every pair of options, in every language and module system. */
const APPS = rows.flatMap((row, index) =>
  LANGUAGES.flatMap((language) =>
    MODULES.map((module) => ({ ...row, language, module, pm: PACKAGE_MANAGERS[index % 4] ?? 'npm' })),
  ),
);

const written = new Set<string>();

const LEFTOVER = /\{%|%\}|\bTAG_\d/;
const ESM = /^(?:import|export)\b|\bimport\.meta\b/m;
const COMMONJS = /\brequire\(|\bmodule\.exports\b|\b__dirname\b/;

describe.each(APPS.map((row) => [Object.values(row).join(' '), row] as const))(
  'the app with %s',
  async (_, { pm, ...row }) => {
    const context = await contextOf({ pm, ...answersOf(row) });
    const files = await filesOf(context);
    for (const { path } of files) written.add(path);
    const modules = new Map(
      files.filter(({ path }) => /^(?!public).*\.[jt]s$/.test(path)).map(({ path, content }) => [path, content]),
    );

    it('is made of whole files without a trace of the templates', () => {
      for (const { path, content } of files) {
        expect(content, path).toMatch(/^\S[\s\S]*\S\n$/);
        expect(content, path).not.toMatch(LEFTOVER);
        expect(content, path).not.toMatch(/\n\n\n|[ \t]\n/);
        if (path.endsWith('.json')) JSON.parse(content);
      }
    });

    it('is in its own language and module system', () => {
      for (const [path, code] of modules) {
        parse(code, { sourceType: 'unambiguous', plugins: context.ts ? ['typescript'] : [] });
        if (context.esm) expect(code, path).not.toMatch(COMMONJS);
        else expect(code, path).not.toMatch(context.ts ? /\bimport\.meta\b/ : ESM);
        expect(path).toMatch(context.ts ? /\.ts$/ : /\.js$/);
      }
    });

    it('imports only files that it has, and in no circle, which CommonJS could not load', () => {
      const imports = new Map([...modules].map(([path, code]) => [path, localImports(path, code, context.ext)]));
      expect(imports.get(`src/app.${context.ext}`)).not.toHaveLength(0);
      const visit = (path: string, trail: string[]): void => {
        expect([...modules.keys()]).toContain(path);
        expect(trail).not.toContain(path);
        for (const target of imports.get(path) ?? []) visit(target, [...trail, path]);
      };
      for (const path of imports.keys()) visit(path, []);
    });
  },
);

test('every template is in some app', async () => {
  const layers = (await loadTemplates())(await contextOf(), String);
  for (const path of Object.values(layers).flatMap((layer) => Object.keys(layer))) expect(written).toContain(path);
});

/** Paths of the project's own modules that a module loads. */
function localImports(path: string, code: string, extension: string): string[] {
  const found = code.matchAll(/^(?!import type)(?:import|export|const|require)\b[^;]*?['"](\.{1,2}\/[^'"]+)\.js['"]/gm);
  return [...found].map(([, target = '']) => `${posix.join(posix.dirname(path), target)}.${extension}`);
}
