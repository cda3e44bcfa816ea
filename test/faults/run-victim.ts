import { execFile } from 'node:child_process';
import path from 'node:path';
import { build } from 'rolldown';
import type { Fault } from './faults.ts';
import type { RunReport } from './victim.ts';

const none: Fault = { at: 0, kind: 'SIGKILL' };

/** Returns the command line of a victim process. */
export type Victim = (root: string, fault?: Fault, action?: 'apply' | 'recover') => string[];

/** Bundles the victim, as it is started hundreds of times and takes longer to compile than to run. */
export async function buildVictim(folder: string): Promise<Victim> {
  const script = path.join(folder, 'victim.cjs');
  const input = path.join(import.meta.dirname, 'victim.ts');
  await build({
    input,
    platform: 'node',
    output: { dir: folder, format: 'cjs', entryFileNames: 'victim.cjs', chunkFileNames: '[name]-[hash].cjs' },
    logLevel: 'warn',
  });
  return (root, fault = none, action = 'apply') => [process.execPath, script, action, root, JSON.stringify(fault)];
}

/** Runs a victim. @returns undefined when the fault killed it @throws Error when it crashed for another reason */
export function runVictim(command: string[]): Promise<RunReport | undefined> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    execFile(program, args, (error, stdout, stderr) => {
      if (error?.signal === 'SIGKILL') resolve(undefined);
      else if (error) reject(new Error(stderr || error.message));
      else resolve(JSON.parse(stdout) as RunReport);
    });
  });
}

/** Runs `each` for 1 to `count`, two at a time. */
export async function forEachOf(count: number, each: (n: number) => Promise<void>): Promise<void> {
  let next = 1;
  const work = async (): Promise<void> => {
    while (next <= count) await each(next++);
  };
  await Promise.all([work(), work()]);
}
