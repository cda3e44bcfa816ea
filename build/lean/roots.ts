import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = fileURLToPath(new URL('../../src', import.meta.url));
const require = createRequire(import.meta.url);

const EDITS = ['appendLeft', 'appendRight', 'overwrite', 'prependLeft', 'remove', 'slice', 'toString', 'update'];

/** The methods that are called from outside, of the classes whose other methods are dropped. */
export const METHODS: Record<string, () => string[]> = {
  'magic-string/dist/index.mjs': () => checked('magic-string', EDITS),
};

/** @param file below src */
export const ourSource = (file: string): string => readFileSync(path.join(SOURCES, file), 'utf8');

/** Every word in our sources: what a syntax tree says to us cannot have another name. */
export const ourWords = (): Set<string> =>
  new Set(
    readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => readFileSync(path.join(SOURCES, file), 'utf8').match(/\w+/g) ?? []),
  );

/** @throws Error when a file that imports the library calls what is not in the list. */
export function checked(library: string, roots: string[]): string[] {
  const native = new Set([String, Array].flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype)));
  const own = require(library);
  const { prototype } = own.Command ?? own.default;
  for (const file of readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const text = readFileSync(path.join(SOURCES, file), 'utf8');
    if (!text.includes(`from '${library}'`)) continue;
    const calls = [...text.matchAll(/\.(\w+)\(/g)].map(([, name = '']) => name);
    const missing = calls.find((name) => name in prototype && !roots.includes(name) && !native.has(name));
    if (missing !== undefined) throw new Error(`${file} calls ${missing}, which build/lean leaves out of ${library}`);
  }
  return roots;
}
