import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rolldown';
import { COMMANDER, leanCommander } from './commander.ts';
import { cutAll, leanParser } from './cuts.ts';
import { PARSER } from './dialects.ts';
import { FIGURES, usedFigures } from './figures.ts';
import { reachable } from './methods.ts';
import { asModule, isMadeModule } from './modules.ts';
import { METHODS } from './roots.ts';
import { leanSemver } from './semver.ts';
import { STAND_INS, standIn } from './stand-ins.ts';

const TERMINAL = fileURLToPath(new URL('../../src/terminal.ts', import.meta.url));
const TTY = '\0lean:tty';

/**
 * Leaves out what libraries bring along and we never reach: parts of Node that take 3 to 4 ms to load, dialects of
 * JavaScript, whole features. The build fails when a library is no longer what we cut.
 */
export function lean(): Plugin {
  const seen = new Set<string>();
  return {
    name: 'lean',
    resolveId: (id, importer) => (id === 'node:tty' && importer?.includes('supports-color') ? TTY : null),
    load: (id) =>
      id === TTY
        ? `import { isTerminal } from ${JSON.stringify(TERMINAL)};\nexport default { isatty: isTerminal };`
        : null,
    transform(code, id) {
      const file = id.replaceAll('\\', '/').split('/node_modules/').pop() ?? '';
      seen.add(file);
      const replacement = STAND_INS[file];
      if (replacement !== undefined) return standIn(file, code, replacement);
      const leaner = lessOf(file, code, id);
      if (isMadeModule(file)) return { code: asModule(leaner), moduleType: 'js' };
      // Each kind of diff makes an object when it is loaded; we want that of lines alone.
      if (file.startsWith('diff/')) return { code: leaner, moduleSideEffects: false };
      return leaner === code ? null : leaner;
    },
    buildEnd(error) {
      if (error) return;
      const packages = new Set([...seen].map(packageOf));
      const gone = Object.keys(STAND_INS).filter((file) => packages.has(packageOf(file)) && !seen.has(file));
      if (gone.length > 0) throw new Error(`A library has changed: nothing asks for ${gone.join(', ')}`);
    },
  };
}

function lessOf(file: string, code: string, id: string): string {
  if (file === COMMANDER) return leanCommander(id);
  if (file === PARSER) return leanParser(code);
  if (file.startsWith('semver/')) return leanSemver(file, code, id);
  if (file === FIGURES) return usedFigures(code, id);
  const roots = METHODS[file];
  const cut = cutAll(file, code);
  return roots ? reachable(cut, roots()) : cut;
}

const packageOf = (file: string): string => /^(@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? file;
