import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every fixture as `subject/name`: a folder with `input`, `answers.json` and, unless it is refused, `output`. */
export const FIXTURES: readonly string[] = folders(import.meta.dirname).flatMap((subject) =>
  folders(join(import.meta.dirname, subject)).map((name) => `${subject}/${name}`),
);

function folders(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
