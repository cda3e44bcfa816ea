import { compileTemplate } from '../../build/templates/compile.ts';
import { encode } from '../../build/templates/encode.ts';
import { contextNames } from '../../build/templates/names.ts';
import { fillingsSource } from '../../build/templates/plugin.ts';
import { layersIn, type RenderedFile, renderFrom } from '../../src/plan/create/compiled.ts';
import type { RenderContext } from '../../src/plan/create/context.ts';
import type { Fillings } from '../../src/plan/create/filling.ts';
import { literal } from '../../src/plan/create/literal.ts';
import { managerFields } from '../../src/plan/create/package-manager.ts';

const NAMES = contextNames(new URL('../../src/plan/create/context.ts', import.meta.url));

export type Form = 'ts' | 'js' | 'cjs';

/** The answers of a default run, in one of the three forms. */
export function contextFor(form: Form, changes: Partial<RenderContext> = {}): RenderContext {
  const ts = form === 'ts';
  const cjs = form === 'cjs';
  return {
    name: 'my-app',
    title: 'My App',
    slug: 'my-app',
    language: ts ? 'ts' : 'js',
    ts,
    js: !ts,
    ext: ts ? 'ts' : 'js',
    module: cjs ? 'cjs' : 'esm',
    esm: !cjs,
    cjs,
    store: 'mongo',
    mongo: true,
    redis: false,
    memory: false,
    connection: 'client',
    viaClient: true,
    viaUrl: false,
    viaMongoose: false,
    urlEnv: 'DATABASE_URL',
    secretEnv: 'SESSION_SECRET',
    maxAgeMs: 1_209_600_000,
    maxAge: '14 * 24 * 60 * 60 * 1000',
    maxAgeText: '2 weeks',
    rolling: true,
    touchAfterS: 3600,
    touchAfter: '60 * 60',
    touchAfterText: '1 hour',
    collection: 'sessions',
    secret: 'env',
    secretEnvSource: true,
    secretFile: false,
    secretAws: false,
    encrypt: false,
    auth: true,
    flash: true,
    devices: true,
    batching: false,
    ownReads: Boolean(changes.batching || changes.encrypt),
    hardened: false,
    dbName: '',
    database: 'embedded',
    embedded: true,
    compose: false,
    external: false,
    docker: true,
    kubernetes: false,
    ...managerFields(changes.pm ?? 'npm', changes.pmVersion),
    ...changes,
  };
}

/** Compiles templates, given by layer as path to text; renders some of the layers. */
export function templatesOf(layers: Record<string, Record<string, string>>) {
  const encoded = encode(
    Object.entries(layers).flatMap(([layer, files]) =>
      Object.entries(files).map(([file, text]) => ({ layer, template: compileTemplate(file, text, NAMES) })),
    ),
  );
  const fillings: (context: RenderContext) => Fillings = new Function('literal', `return ${fillingsSource(encoded)}`)(
    literal,
  );
  return (names: string[], context: RenderContext): RenderedFile[] =>
    renderFrom(layersIn(encoded.text), names, context, fillings(context));
}

/** Compiles and renders one template; undefined when it gives no file. */
export function rendered(path: string, text: string, context = contextFor('ts')): string | undefined {
  return templatesOf({ base: { [path]: text } })(['base'], context)[0]?.content;
}
