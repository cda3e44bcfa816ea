import { isTerminal } from '../terminal.ts';

const COLOURS = ['bold', 'dim', 'red', 'green', 'yellow', 'blue', 'cyan'] as const;

/** Functions that colour text. */
export type Ink = Record<(typeof COLOURS)[number], (text: string) => string> & { isColoured: boolean };

const plain = (text: string): string => text;
const PLAIN = { ...Object.fromEntries(COLOURS.map((name) => [name, plain])), isColoured: false } as Ink;

/**
 * The colours to use: NO_COLOR takes precedence over the terminal, and FORCE_COLOR, which chalk reads, over both.
 * Without colours, chalk is not loaded.
 */
export async function palette(env: NodeJS.ProcessEnv): Promise<Ink> {
  const forced = Boolean(env['FORCE_COLOR']);
  const supported = isTerminal(1) || env['TF_BUILD'] !== undefined;
  if (!forced && (env['NO_COLOR'] || !supported)) return PLAIN;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk();
  return Object.assign(chalk, { isColoured: chalk.level > 0 });
}
