import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('../docs/benchmarks.md', import.meta.url));

/** Replaces the text between the markers of a section of docs/benchmarks.md. */
export function writeSection(section: string, text: string): void {
  const page = readFileSync(PAGE, 'utf8');
  const markers = new RegExp(`(<!-- ${section} -->\\n)[\\s\\S]*(\\n<!-- /${section} -->)`);
  if (!markers.test(page)) throw new Error(`docs/benchmarks.md has no markers for ${section}`);
  writeFileSync(
    PAGE,
    page.replace(markers, (_, open: string, close: string) => `${open}\n${text.trim()}\n${close}`),
  );
}

/** The CPU and Node version of the measurement. */
export const machine = (): string =>
  `${os.cpus().length} cores of ${os.cpus()[0]?.model.trim()}; Node ${process.version}`;
