import { posix } from 'node:path';
import { fillings } from 'virtual:templates';
import { describe, expect, it } from 'vitest';
import { parseModule } from '../../build/templates/syntax.ts';
import { renderFrom } from '../../src/plan/create/compiled.ts';
import type { RenderContext } from '../../src/plan/create/context.ts';
import { layers } from '../../src/plan/create/layers.ts';
import { layersOfApp, renderLayers } from '../../src/plan/create/render.ts';
import { contextFor, type Form } from './sample.ts';

const NONE = { auth: false, flash: false, devices: false, docker: false, embedded: false } as const;

const CONTEXTS: [string, Partial<RenderContext>][] = [
  ['the defaults', {}],
  ['nothing chosen', { ...NONE, database: 'external', external: true }],
  ['auth alone', { flash: false, devices: false, touchAfterS: 0 }],
  ['flash alone', { auth: false, devices: false }],
  ['everything chosen', { encrypt: true, batching: true, kubernetes: true, embedded: false, compose: true }],
  ['redis', { ...NONE, store: 'redis', redis: true, mongo: false, viaClient: false, urlEnv: 'REDIS_URL' }],
  ['memory', { ...NONE, store: 'memory', memory: true, mongo: false, viaClient: false }],
  [
    'mongoose',
    { connection: 'mongoose', viaMongoose: true, viaClient: false, secretAws: true, secretEnvSource: false },
  ],
];

const FORMS: Form[] = ['ts', 'js', 'cjs'];
const CASES = CONTEXTS.flatMap(([name, changes]) =>
  FORMS.map((form) => [form, name, contextFor(form, changes)] as const),
);

const LEFTOVER = /\/\/\? |(?:^|\s)#\? |<!--\? |\/\*[?=-] |\0|\uE000|\uE001/;
const ESM = /^(?:import|export)\b|\bimport\.meta\b/m;
const COMMONJS = /\brequire\(|\bmodule\.exports\b|\b__dirname\b/;

describe.each(CASES)('every template as %s with %s', (form, _, context) => {
  const layers = layersOfApp();
  const files = [...layers.keys()].flatMap((layer) => renderFrom(layers, [layer], context, fillings(context)));

  it.each(files.map(({ path, content }) => [path, content]))('%s', (path, content) => {
    expect(content).toMatch(/[^\n]\n$/);
    expect(content).not.toMatch(LEFTOVER);
    if (!path.endsWith('.css')) expect(content).not.toMatch(/\n\n\n|[ \t]\n/);
    if (path.endsWith('.json')) JSON.parse(content);
    if (!/\.m?[jt]s$/.test(path)) return;
    parseModule(content, { typescript: form === 'ts' });
    if (!path.startsWith('public/'))
      expect(content).not.toMatch(form === 'cjs' && !path.endsWith('.mjs') ? ESM : COMMONJS);
  });
});

describe.each(CASES)('the app as %s with %s', (_, __, context) => {
  const files = renderLayers(layers(context), context);
  const imports = new Map(files.map(({ path, content }) => [path, localImports(path, content)]));

  it('imports only files that it has', () => {
    expect(imports.get(`src/app.${context.ext}`)).not.toHaveLength(0);
    for (const [path, targets] of imports) {
      for (const target of targets) expect([...imports.keys()], path).toContain(target.replace(/js$/, context.ext));
    }
  });

  it('has no circle of imports, which CommonJS could not load', () => {
    const visit = (path: string, trail: string[]): void => {
      expect(trail).not.toContain(path);
      for (const target of imports.get(path) ?? []) visit(target, [...trail, path]);
    };
    if (context.js) for (const path of imports.keys()) visit(path, []);
  });
});

/** Paths of the project's own modules that a file imports or requires when it is loaded. */
function localImports(path: string, content: string): string[] {
  if (!/\.m?[jt]s$/.test(path)) return [];
  const found = content.matchAll(/^(?!import type)(?:import|export|const|require)\b[^;]*?['"](\.{1,2}\/[^'"]+)['"]/gm);
  return [...found].map(([, target = '']) => posix.join(posix.dirname(path), target));
}
