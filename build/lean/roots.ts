import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = fileURLToPath(new URL('../../src', import.meta.url));
const require = createRequire(import.meta.url);

const EDITS = ['appendLeft', 'appendRight', 'overwrite', 'prependLeft', 'remove', 'slice', 'toString', 'update'];

const PROGRAM = [
  ...['action', 'addHelpText', 'addOption', 'argument', 'configureOutput', 'description', 'exitOverride', 'helpOption'],
  ...['option', 'parse', 'usage', 'version'],
];

/** The methods that are called from outside, of the classes whose other methods are dropped. */
export const METHODS: Record<string, () => string[]> = {
  'magic-string/dist/index.mjs': () => checked('magic-string', EDITS),
  'commander/lib/command.js': () => [...checked('commander', PROGRAM), ...commanderNames()],
};

/** Every word in our sources: what a syntax tree says to us cannot have another name. */
export const ourWords = (): Set<string> =>
  new Set(
    readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => readFileSync(path.join(SOURCES, file), 'utf8').match(/\w+/g) ?? []),
  );

/** What commander's other files call of a command. */
function commanderNames(): string[] {
  const { prototype } = require('commander').Command;
  const folder = path.join(path.dirname(require.resolve('commander')), 'lib');
  const text = ['help.js', 'option.js', 'argument.js'].map((file) => readFileSync(path.join(folder, file), 'utf8'));
  return [...text.join('').matchAll(/\.(\w+)/g)]
    .map(([, name = '']) => name)
    .filter((name) => Object.hasOwn(prototype, name));
}

/** @throws Error when a file that imports the library calls what is not in the list. */
function checked(library: string, roots: string[]): string[] {
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
