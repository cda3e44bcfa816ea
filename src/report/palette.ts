import { isTerminal } from '../terminal.ts';

const COLOURS = ['bold', 'dim', 'red', 'green', 'yellow', 'blue', 'cyan'] as const;

/** What a report paints with. */
export type Ink = Record<(typeof COLOURS)[number], (text: string) => string>;

const plain = (text: string): string => text;
const PLAIN: Ink = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain, blue: plain, cyan: plain };

/**
 * Colours for a person: NO_COLOR wins over what the terminal can do, FORCE_COLOR over both (chalk reads that one).
 * Where there can be none, chalk is not even loaded.
 */
export async function palette(env: NodeJS.ProcessEnv): Promise<Ink> {
  const forced = Boolean(env['FORCE_COLOR']);
  const possible = isTerminal(1) || env['TF_BUILD'] !== undefined;
  if (!forced && (env['NO_COLOR'] || !possible)) return PLAIN;
  const { Chalk } = await import('chalk');
  return new Chalk();
}
