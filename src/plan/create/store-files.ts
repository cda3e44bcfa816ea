import type { Answers } from '../../questions/values.ts';
import { renderContext } from './context.ts';
import { loadTemplates, type RenderedFile, renderLayers } from './render.ts';

/** The sources of the session store for an app of other hands, by their paths in a new app. */
type StoreFiles = (answers: Answers, dbName: string) => RenderedFile[];

/**
 * Loads what writes the session store's sources, in the language of whichever file asks for them.
 * Their `dbName` is source text, and empty when the URL names the database.
 */
export async function loadStoreFiles(): Promise<StoreFiles> {
  const templates = await loadTemplates();
  return (answers, dbName) => {
    const context = { ...renderContext('app', answers), dbName };
    return renderLayers(templates, ['store-mongo', 'connection-driver'], context);
  };
}
