import { layers, type Template } from 'virtual:templates';
import { closeGaps } from './blankLines.ts';
import type { RenderContext } from './context.ts';

export interface RenderedFile {
  /** Relative to the new project, with forward slashes. */
  path: string;
  content: string;
}

/**
 * Writes the templates of the named layers, sorted by path. A template of which no line is left gives no file.
 * Throws when a layer does not exist or when two layers hold the same file: both are bugs of ours.
 */
export function renderLayers(names: readonly string[], context: RenderContext): RenderedFile[] {
  return renderFrom(layers, names, context);
}

/** The same for any set of compiled layers. */
export function renderFrom(
  source: Readonly<Record<string, readonly Template[]>>,
  names: readonly string[],
  context: RenderContext,
): RenderedFile[] {
  const files = new Map<string, string>();
  for (const name of names) {
    const templates = source[name];
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
