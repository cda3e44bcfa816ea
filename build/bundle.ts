import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { templates } from './templates.ts';

/** commander loads child_process for subcommands in separate files, which are not used here: 8 % of the time of `create`. */
const commanderWithoutChildProcess: Plugin = {
  name: 'commander-without-child-process',
  resolveId: (id, importer) =>
    id === 'node:child_process' && /[\\/]commander[\\/]/.test(importer ?? '') ? EMPTY : null,
  load: (id) => (id === EMPTY ? 'export default {};' : null),
};
const EMPTY = '\0empty';

/**
 * V8 parses the contents of an arrow function twice. So the functions that rolldown puts around CommonJS modules become
 * ordinary ones: 8 % of the time of `add`, most of it for the parser.
 */
const commonJsInFunctions: Plugin = {
  name: 'commonjs-in-functions',
  renderChunk: (code) => code.replaceAll(/\(\(\((exports(?:, module)?)\) => \{/g, '((function ($1) {'),
};

/** Bundles the entries into CommonJS chunks in `dir`. Each `import()` becomes a chunk that is loaded on demand. */
export async function bundle(entries: Record<string, string>, dir: string): Promise<OutputChunk[]> {
  const build = await rolldown({
    input: entries,
    platform: 'node',
    // No library that is bundled has an effect when it is only imported, or when a property or a global is read.
    treeshake: { moduleSideEffects: false, propertyReadSideEffects: false, unknownGlobalSideEffects: false },
    // fs-extra prefers a file system that retries when too many files are open. Here, only one is open at a time.
    resolve: { alias: { 'graceful-fs': 'node:fs' } },
    plugins: [templates(), commanderWithoutChildProcess, commonJsInFunctions],
    checks: { pluginTimings: false },
  });
  const { output } = await build.write({
    dir,
    format: 'cjs',
    minify: true,
    comments: false,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
  });
  await build.close();
  return output.filter((file) => file.type === 'chunk');
}

/** Paths of the modules in the chunks, except those that tree shaking removed entirely. */
export const bundledModules = (chunks: readonly OutputChunk[]): string[] =>
  chunks.flatMap(({ modules }) => Object.keys(modules).filter((id) => (modules[id]?.renderedLength ?? 0) > 0));
