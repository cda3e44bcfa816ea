import { isBuiltin } from 'node:module';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { minify } from 'terser';
import { lean } from './lean/plugin.ts';
import { isStandIn } from './lean/stand-ins.ts';
import { templates } from './templates.ts';

/** Two minifiers see more than one: what is inlined and folded here, rolldown folds further, and gives it short names. */
const compressed: Plugin = {
  name: 'compressed',
  async renderChunk(code) {
    const { code: smaller = code } = await minify(code, { ecma: 2020, toplevel: true, mangle: false });
    return smaller;
  },
};

/** Bundles the entries into CommonJS chunks in `dir`; each `import()` becomes a `require` at the time of use. */
export async function bundle(entries: Record<string, string>, dir: string): Promise<OutputChunk[]> {
  const build = await rolldown({
    input: entries,
    platform: 'node',
    plugins: [templates(), lean(), compressed],
    // Ours take time: that is known.
    checks: { pluginTimings: false },
    // What the chunks share with an entry stays in it: one file less to read.
    preserveEntrySignatures: 'allow-extension',
  });
  const { output } = await build.write({
    dir,
    format: 'cjs',
    minify: true,
    comments: false,
    entryFileNames: '[name].cjs',
    chunkFileNames: ({ name, moduleIds }) => `${packageIn(moduleIds.at(-1) ?? '') ?? name}.cjs`,
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

/** The package that a file of node_modules is of. */
const packageIn = (file: string): string | undefined => /.*[\\/]node_modules[\\/]([\w-]+)/.exec(file)?.[1];

/** Files whose code is in the chunks; what tree-shaking left out or a stand-in replaces does not count. */
export const bundledModules = (chunks: OutputChunk[]): string[] =>
  chunks
    .flatMap(({ modules }) => Object.keys(modules).filter((id) => (modules[id]?.renderedLength ?? 0) > 0))
    .filter((id) => !isStandIn(id));
