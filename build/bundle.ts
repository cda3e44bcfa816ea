import { isBuiltin } from 'node:module';
import { type OutputChunk, rolldown } from 'rolldown';
import { lean } from './lean/plugin.ts';
import { templates } from './templates/plugin.ts';

/** Chunks with a name of their own, so that a command reads no more than it needs. */
const CHUNKS: [name: string, test: RegExp][] = [
  // What every chunk needs: else it lands in the first that asks for it.
  ['core', /[\\/]src[\\/](terminal|errors|report[\\/]palette|questions[\\/]\w+)\.ts$/],
  // What every command runs through, and what only a new app needs, each read in one go.
  [
    'run',
    /[\\/]src[\\/](carry-out|apply[\\/](apply|files|random)|ask[\\/]resolve|plan[\\/](secrets|shell)|report[\\/](human|repeat)|inspect[\\/]package-manager)\.ts$/,
  ],
  ['create', /virtual:templates|[\\/]src[\\/](flow|inspect[\\/]target|plan[\\/](collisions|create[\\/][\w-]+))\.ts$/],
  ['parser', /node_modules[\\/](@babel[\\/]parser|magic-string|@jridgewell)[\\/]/],
  ['chalk', /node_modules[\\/]chalk[\\/]/],
  ['signalExit', /node_modules[\\/]signal-exit[\\/]/],
];

/** Bundles the entries into CommonJS chunks in `dir`; each `import()` becomes a `require` at the time of use. */
export async function bundle(entries: Record<string, string>, dir: string): Promise<OutputChunk[]> {
  const build = await rolldown({ input: entries, platform: 'node', plugins: [templates({ beside: true }), lean()] });
  const { output } = await build.write({
    dir,
    format: 'cjs',
    minify: true,
    comments: false,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    codeSplitting: { groups: CHUNKS.map(([name, test]) => ({ name, test })) },
  });
  await build.close();
  const chunks = output.filter((file) => file.type === 'chunk');
  for (const { fileName, imports, dynamicImports } of chunks) {
    const known = new Set(chunks.map((chunk) => chunk.fileName));
    const missing = [...imports, ...dynamicImports].filter((id) => !known.has(id) && !isBuiltin(id));
    if (missing.length > 0) throw new Error(`${fileName} would need ${missing.join(', ')} at run time`);
  }
  return chunks;
}

/** Files whose code is in the chunks; what tree-shaking left out does not count. */
export const bundledModules = (chunks: OutputChunk[]): string[] =>
  chunks.flatMap(({ modules }) => Object.keys(modules).filter((id) => (modules[id]?.renderedLength ?? 0) > 0));
