import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rolldown';

const TERMINAL = fileURLToPath(new URL('../src/terminal.ts', import.meta.url));
const TTY = '\0lean:tty';
const SPAWNER = "const childProcess = require('node:child_process');";

/** Keeps libraries from loading parts of Node that they rarely use; each costs a run 3 to 4 ms. */
export function lean(): Plugin {
  return {
    name: 'lean',
    resolveId: (id, importer) => (id === 'node:tty' && importer?.includes('supports-color') ? TTY : null),
    load: (id) =>
      id === TTY
        ? `import { isTerminal } from ${JSON.stringify(TERMINAL)};\nexport default { isatty: isTerminal };`
        : null,
    transform(code, id) {
      if (!/commander[\\/]lib[\\/]command\.js$/.test(id)) return null;
      // Only commands in files of their own are spawned, and we have none.
      if (!code.includes(SPAWNER)) throw new Error('commander no longer reads child_process as it did');
      return code.replace(SPAWNER, '').replaceAll('childProcess.', "require('node:child_process').");
    },
  };
}
