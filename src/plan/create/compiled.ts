import { closeGaps } from './blank-lines.ts';
import type { RenderContext } from './context.ts';

/** Path on output, 1 for a file with types alone, and the function that writes it. */
export type Template = readonly [path: string, typesOnly: 0 | 1, render: (context: RenderContext) => string];

export type Layers = Readonly<Record<string, readonly Template[]>>;

export interface RenderedFile {
  /** Relative to the new project, with forward slashes. */
  path: string;
  content: string;
}

/** Renders some of the layers, see render.ts. */
export function renderFrom(layers: Layers, names: readonly string[], context: RenderContext): RenderedFile[] {
  const files = new Map<string, string>();
  for (const name of names) {
    const templates = layers[name];
    if (!templates) throw new Error(`No template layer named ${name}`);
    for (const [template, typesOnly, render] of templates) {
      const content = typesOnly && context.js ? '' : closeGaps(render(context));
      if (content === '') continue;
      const path = context.js ? template.replace(/\.(m?)ts$/, '.$1js') : template;
      if (files.has(path)) throw new Error(`Two template layers write ${path}`);
      files.set(path, content);
    }
  }
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, content]) => ({ path, content }));
}
