import { EXECA } from './execa.ts';

const nothing = '() => {}';

/**
 * Modules of which we reach nothing, or next to nothing: what takes their place, by path in node_modules.
 * A stand-in has to export all that is imported from it (else the bundler complains) and nothing that the original
 * does not export.
 */
export const STAND_INS: Record<string, string> = {
  ...EXECA,
  // One way to remove and to look: with Node's own file system, since none of them is asynchronous here.
  'fs-extra/lib/esm.mjs': `
import remove from './remove/index.js';
import pathExists from './path-exists/index.js';
export const removeSync = remove.removeSync;
export const pathExistsSync = pathExists.pathExistsSync;`,
  'fs-extra/lib/fs/index.js': `module.exports = require('node:fs');`,
  'graceful-fs/graceful-fs.js': `module.exports = require('node:fs');`,
  'semver/internal/debug.js': `module.exports = ${nothing};`,
  // This is done by hand there since regular expressions are slow on ranges of many thousand digits: nobody has those.
  'semver/internal/trim-comparator-whitespace.js': `
const { safeRe, t, comparatorTrimReplace } = require('./re');
module.exports = (range) => range.replace(safeRe[t.COMPARATORTRIM], comparatorTrimReplace);`,
  // Source maps are for code that is run; what we edit is saved.
  '@jridgewell/sourcemap-codec/dist/sourcemap-codec.mjs': `export const encode = ${nothing};\nexport const encodeRangeMappings = ${nothing};`,
};

/** Whether nothing of a file is left but its name. @param id its path */
export const isStandIn = (id: string): boolean =>
  (id.replaceAll('\\', '/').split('/node_modules/').pop() ?? '') in STAND_INS;

const EXPORTED = /^export (?:const|class|(?:async )?function\*?) (\w+)|^\s*export (?:const )?\{([^}]*)\}/gm;

/** @throws Error when the original does not export what its stand-in does: the library has changed. */
export function standIn(file: string, original: string, replacement: string): string {
  const present = exportsOf(original);
  const gone = [...exportsOf(replacement)].filter((name) => !present.has(name));
  if (gone.length > 0) throw new Error(`A library has changed: ${file} has no ${gone.join(', ')}`);
  return replacement;
}

function exportsOf(code: string): Set<string> {
  const names = [...code.matchAll(EXPORTED)].flatMap(([, name, list]) =>
    name
      ? [name]
      : (list ?? '')
          .replaceAll(/\/\/.*/g, '')
          .split(',')
          .map(
            (entry) =>
              entry
                .trim()
                .split(/\s+as\s+/)
                .pop() ?? '',
          ),
  );
  return new Set(names.filter(Boolean));
}
