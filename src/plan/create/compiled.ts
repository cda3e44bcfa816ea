import type { RenderContext } from './context.ts';
import { CONTROL, type Fillings, fill } from './filling.ts';
import { asRequires } from './requires.ts';

/** Path on output, whether the file holds types alone, and the text that `fill` reads. */
type Template = readonly [path: string, typesOnly: boolean, body: string];

export type Layers = ReadonlyMap<string, readonly Template[]>;

export interface RenderedFile {
  /** Relative to the new project, with forward slashes. */
  path: string;
  content: string;
}

/** The templates of each layer, from the text that holds all. */
export function layersIn(text: string): Layers {
  const layers = new Map<string, Template[]>();
  for (const file of text.split(CONTROL.file)) {
    const [layer = '', path = '', kind, body = ''] = file.split(CONTROL.field);
    const templates = layers.get(layer) ?? [];
    layers.set(layer, templates);
    templates.push([path, kind === 'types', body]);
  }
  return layers;
}

/** Renders some of the layers, see render.ts. */
export function renderFrom(
  layers: Layers,
  names: readonly string[],
  context: RenderContext,
  fillings: Fillings,
): RenderedFile[] {
  const files = new Map<string, string>();
  for (const name of names) {
    const templates = layers.get(name);
    if (!templates) throw new Error(`No template layer named ${name}`);
    for (const [template, typesOnly, body] of templates) {
      const written = typesOnly && context.js ? '' : fill(body, fillings);
      if (written === '') continue;
      const content = context.js && context.cjs && /\.ts$/.test(template) ? asRequires(written) : written;
      const path = context.js ? template.replace(/\.(m?)ts$/, '.$1js') : template;
      if (files.has(path)) throw new Error(`Two template layers write ${path}`);
      files.set(path, content);
    }
  }
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, content]) => ({ path, content }));
}
