import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** What goes wrong at the n-th change of the disk, counted from 1; nothing does at 0. */
export interface Fault {
  at: number;
  kind: 'SIGKILL' | 'SIGINT' | 'SIGTERM' | 'foreign-write';
  /** The file that somebody else writes to. */
  file?: string;
}

const CHANGES = [
  'openSync',
  'writeFileSync',
  'fsyncSync',
  'renameSync',
  'linkSync',
  'copyFileSync',
  'mkdirSync',
  'rmSync',
  'rmdirSync',
  'unlinkSync',
  'chmodSync',
  'fchmodSync',
  'chownSync',
  'utimesSync',
  'futimesSync',
] as const;

/**
 * Makes the fault strike this process; to be called before anything imports fs.
 * @returns the functions that have changed the disk, in order.
 */
export function arm(fault: Fault): readonly string[] {
  const changes: string[] = [];
  const { appendFileSync, writeFileSync } = fs;
  for (const name of CHANGES) {
    const real = fs[name] as (...args: unknown[]) => unknown;
    const counting = (...args: unknown[]): unknown => {
      if (name === 'openSync' && (args[1] ?? 'r') === 'r') return real(...args);
      changes.push(name);
      if (changes.length !== fault.at) return real(...args);
      if (fault.kind === 'foreign-write') appendFileSync(fault.file ?? '', '// mine\n');
      else {
        // The worst moment for a write is in its middle.
        const [target, text] = args;
        const torn = fault.kind === 'SIGKILL' && name === 'writeFileSync' && typeof text === 'string';
        if (torn) writeFileSync(target as number, text.slice(0, text.length / 2));
        process.kill(process.pid, fault.kind);
      }
      return real(...args);
    };
    Object.assign(fs, { [name]: counting });
  }
  syncBuiltinESMExports();
  return changes;
}
