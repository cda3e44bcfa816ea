import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** A fault at the n-th disk change, counted from 1; 0 for none. */
export interface Fault {
  at: number;
  kind: 'SIGKILL' | 'SIGINT' | 'SIGTERM' | 'foreign-write';
  /** The file that another process writes to. */
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
 * Injects the fault into this process; must be called before anything else imports fs.
 * @returns the functions that have changed the disk, in order; it grows with each change.
 */
export function injectFault(fault: Fault): readonly string[] {
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
        // Kill the process in the middle of a write.
        const [target, text] = args;
        const isPartial = fault.kind === 'SIGKILL' && name === 'writeFileSync' && typeof text === 'string';
        if (isPartial) writeFileSync(target as number, text.slice(0, text.length / 2));
        process.kill(process.pid, fault.kind);
      }
      return real(...args);
    };
    Object.assign(fs, { [name]: counting });
  }
  syncBuiltinESMExports();
  return changes;
}
