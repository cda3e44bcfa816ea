import type { Answers } from '../../questions/values.ts';
import type { RenderedFile } from './compiled.ts';
import { renderContext } from './context.ts';
import { renderLayers } from './render.ts';

/**
 * The sources of the session store for an app of other hands, by their paths in a new app.
 * @param dbName source text of the database's name; empty when the URL names it
 */
export function storeFiles(answers: Answers, dbName: string): RenderedFile[] {
  return renderLayers(['store-mongo', 'connection-driver'], { ...renderContext('app', answers), dbName });
}
