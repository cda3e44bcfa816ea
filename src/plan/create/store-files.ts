import type { Answers } from '../../questions/values.ts';
import { renderContext } from './context.ts';
import { loadTemplates, type RenderedFile, renderLayers } from './render.ts';

/** The sources of the session store for an existing app, with the paths that they have in a new one. */
type StoreFiles = (answers: Answers, dbName: string) => RenderedFile[];

/**
 * Loads the templates of the session store's sources.
 * `dbName` is source text, empty if the URL contains the database's name.
 */
export async function loadStoreFiles(): Promise<StoreFiles> {
  const templates = await loadTemplates();
  return (answers, dbName) => {
    const context = { ...renderContext('app', answers), dbName };
    return renderLayers(templates, ['hardened', 'store-server', 'store-mongo', 'connection-driver'], context);
  };
}
