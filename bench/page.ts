import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url));

/** Puts a text between the marks of a section of docs/benchmarks.md. */
export function writeSection(section: string, text: string): void {
  const page = readFileSync(PAGE, 'utf8');
  const marks = new RegExp(`(<!-- ${section} -->\\n)[\\s\\S]*(\\n<!-- /${section} -->)`);
  if (!marks.test(page)) throw new Error(`docs/benchmarks.md has no marks for ${section}`);
  writeFileSync(
    PAGE,
    page.replace(marks, (_, open: string, close: string) => `${open}\n${text.trim()}\n${close}`),
  );
}

/** What it was measured on. */
export const machine = (): string =>
  `${os.cpus().length} cores of ${os.cpus()[0]?.model.trim()}; Node ${process.version}`;
