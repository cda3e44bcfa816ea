import { join, resolve } from 'node:path';
import type { Disk } from './disk.ts';
import { asString } from './json.ts';
import { readManifest } from './manifest.ts';

const COMPILED: Record<string, string[]> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
  '.jsx': ['.tsx'],
};

const EXTENSIONS = ['.js', '.ts', '.mjs', '.cjs', '.tsx', '.mts', '.cts', '.jsx', '.coffee', '.json'];
const TS_FIRST = ['.ts', '.tsx', '.mts', '.cts', ...EXTENSIONS];

/** Resolves a path to a file: without an extension, with that of the compiled output, or a folder with an index. */
export function resolveFile(disk: Disk, path: string, fromTypeScript = false): string | undefined {
  if (disk.isFile(path)) return path;
  const extension = /\.[cm]?jsx?$/.exec(path)?.[0];
  for (const source of (extension && COMPILED[extension]) || []) {
    const candidate = path.slice(0, -(extension ?? '').length) + source;
    if (disk.isFile(candidate)) return candidate;
  }
  const order = fromTypeScript ? TS_FIRST : EXTENSIONS;
  for (const candidate of order) if (disk.isFile(path + candidate)) return path + candidate;
  if (disk.kind(path) !== 'directory') return undefined;
  const main = asString(readManifest(disk, path).main);
  if (main && resolve(path, main) !== path) {
    const found = resolveFile(disk, resolve(path, main), fromTypeScript);
    if (found) return found;
  }
  for (const candidate of order)
    if (disk.isFile(join(path, `index${candidate}`))) return join(path, `index${candidate}`);
  return undefined;
}
