import { fillings, text } from 'virtual:templates';
import { type Layers, layersIn, type RenderedFile, renderFrom } from './compiled.ts';
import type { RenderContext } from './context.ts';

export const layersOfApp = (): Layers => layersIn(text());

/**
 * Writes the templates of the named layers, sorted by path. A template of which no line is left gives no file.
 * Throws when a layer does not exist or when two layers hold the same file: both are bugs of ours.
 */
export function renderLayers(names: readonly string[], context: RenderContext): RenderedFile[] {
  return renderFrom(layersOfApp(), names, context, fillings(context));
}
