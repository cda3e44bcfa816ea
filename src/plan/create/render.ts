import { toCommonJs } from './commonjs.ts';
import type { RenderContext } from './context.ts';
import { literal } from './literal.ts';

/** The templates of each layer by their paths in the new app, compiled by build/templates.ts. */
export type Templates = (
  context: RenderContext,
  escapeFn: (value: unknown) => string,
) => Record<string, Record<string, () => string>>;

export interface RenderedFile {
  /** Relative to the new project, with forward slashes. */
  path: string;
  content: string;
}

export async function loadTemplates(): Promise<Templates> {
  return (await import('virtual:templates')).default;
}

/**
 * Renders the named layers, sorted by path. A template that renders to nothing creates no file.
 * Throws if a layer does not exist or two layers contain the same file; both are bugs in this tool.
 */
export function renderLayers(templates: Templates, names: readonly string[], context: RenderContext): RenderedFile[] {
  const layers = templates(context, literal);
  const files = new Map<string, string>();
  for (const name of names) {
    const layer = layers[name];
    if (!layer) throw new Error(`No template layer named ${name}`);
    for (const [template, render] of Object.entries(layer)) {
      const path = context.js ? template.replace(/\.ts$/, '.js') : template;
      const content = closeGaps(render());
      if (content === '\n') continue;
      if (files.has(path)) throw new Error(`Two template layers write ${path}`);
      files.set(path, context.cjs && /\.[jt]s$/.test(path) ? toCommonJs(path, content) : content);
    }
  }
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, content]) => ({ path, content }));
}

/** Removes the blank lines that an omitted block leaves: one of two, and those next to a bracket or at either end. */
function closeGaps(text: string): string {
  const closed = text
    .replace(/\n{3,}/g, '\n\n')
    .replace(/([([{]\n)\n/g, '$1')
    .replace(/\n(\n *[)\]}])/g, '$1');
  return `${closed.trim()}\n`;
}
