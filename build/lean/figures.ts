import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const FIGURES = '@inquirer/figures/dist/index.js';

/** The table of symbols without those that no prompt draws. @param id where the table is, beside the prompts */
export function usedFigures(code: string, id: string): string {
  const prompts = path.join(path.dirname(id), '../..');
  const sources = readdirSync(prompts, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /dist.*\.js$/.test(file),
  );
  const used = new Set(sources.flatMap((file) => figuresIn(readFileSync(path.join(prompts, file), 'utf8'))));
  if (used.size === 0) throw new Error('A library has changed: no prompt asks for a figure');
  return code.replaceAll(/^ {4}(\w+): ['"].*['"],\n/gm, (line, name: string) => (used.has(name) ? line : ''));
}

const figuresIn = (code: string): string[] => [...code.matchAll(/\bfigures\.(\w+)/g)].map(([, name = '']) => name);
