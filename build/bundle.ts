import { type OutputChunk, rolldown } from 'rolldown';
import { templates } from './templates.ts';

/** Bundles the entries into CommonJS chunks in `dir`. Each `import()` becomes a chunk that is loaded when it is reached. */
export async function bundle(entries: Record<string, string>, dir: string): Promise<OutputChunk[]> {
  const build = await rolldown({
    input: entries,
    platform: 'node',
    // fs-extra asks for a file system that retries when too many files are open; we open one at a time.
    resolve: { alias: { 'graceful-fs': 'node:fs' } },
    plugins: [templates()],
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

/** Paths of the modules whose code is in the chunks, without those that tree-shaking removed completely. */
export const bundledModules = (chunks: readonly OutputChunk[]): string[] =>
  chunks.flatMap(({ modules }) => Object.keys(modules).filter((id) => (modules[id]?.renderedLength ?? 0) > 0));
