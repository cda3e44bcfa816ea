import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rolldown';

const TERMINAL = fileURLToPath(new URL('../src/terminal.ts', import.meta.url));
const TTY = '\0lean:tty';

/**
 * Leaves out what libraries bring along and we never reach: parts of Node that take 3 to 4 ms to load, and dialects
 * of JavaScript.
 */
export function lean(): Plugin {
  return {
    name: 'lean',
    resolveId: (id, importer) => (id === 'node:tty' && importer?.includes('supports-color') ? TTY : null),
    load: (id) =>
      id === TTY
        ? `import { isTerminal } from ${JSON.stringify(TERMINAL)};\nexport default { isatty: isTerminal };`
        : null,
    transform(code, id) {
      const cuts = CUTS.filter(([file]) => file.test(id));
      return cuts.length > 0 ? cuts.reduce((text, [, from, to]) => cut(text, from, to), code) : null;
    },
  };
}

const COMMANDER = /commander[\\/]lib[\\/]command\.js$/;
const PARSER = /@babel[\\/]parser[\\/]lib[\\/]index\.js$/;

/** What goes from which file: the text that must be there, and what takes its place. */
const CUTS: [file: RegExp, from: string, to: string][] = [
  // Only commands in files of their own are spawned, and we have none.
  [COMMANDER, "const childProcess = require('node:child_process');", ''],
  [COMMANDER, 'childProcess.spawn', "require('node:child_process').spawn"],
  // Trees of another shape, placeholders and V8's intrinsics are for tools that build tools.
  [PARSER, '  estree,\n', ''],
  [PARSER, '  v8intrinsic,\n  placeholders\n', ''],
  [PARSER, 'ParseErrorEnum`placeholders`(', '('],
];

function cut(code: string, from: string, to: string): string {
  if (!code.includes(from)) throw new Error(`A library has changed: nothing to cut at ${JSON.stringify(from)}`);
  return code.replaceAll(from, to);
}
