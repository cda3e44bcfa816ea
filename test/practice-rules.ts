import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../src/errors.ts';
import { inspectProject } from '../src/inspect/inspect-project.ts';
import { lineOfNode } from '../src/inspect/syntax/source-file.ts';
import { RULES } from '../src/rules/rules.ts';

// Runs every rule over a folder of checkouts: `tsx test/practice-rules.ts DIR [NAME...]`. Prints one line for each finding:
// severity, rule, checkout/file:line, message. DIR/apps.tsv says which folder of a checkout is meant: `name<TAB>folder`.

function folders(root: string): Map<string, string> {
  try {
    const lines = readFileSync(join(root, 'apps.tsv'), 'utf8').trim().split('\n');
    return new Map(lines.map((line) => line.split('\t') as [string, string]));
  } catch {
    return new Map();
  }
}

const [root = '.', ...wanted] = process.argv.slice(2);
const apps = folders(root);
const counts = new Map<string, number>();
for (const name of readdirSync(root)) {
  if (name === 'apps.tsv' || (wanted.length > 0 && !wanted.some((part) => name.includes(part)))) continue;
  try {
    const project = inspectProject(join(root, name, apps.get(name) ?? '.'));
    if ('problem' in project) {
      console.log(`-\t${project.problem}\t${name}`);
      continue;
    }
    console.log(`-\tinspected\t${name}\t${project.sessions.length} sessions`);
    for (const { id, severity, check } of RULES)
      for (const { place, message } of check(project)) {
        const at =
          'file' in place ? `${place.file.path}:${lineOfNode(place.file, place.node)}` : `${place.path}:${place.line}`;
        console.log(`${severity}\t${id}\t${name}/${at}\t${message}`);
        counts.set(`${severity} ${id}`, (counts.get(`${severity} ${id}`) ?? 0) + 1);
      }
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    console.log(`-\t${error.message}\t${name}`);
  }
}
for (const [rule, count] of [...counts].sort()) console.log(`${String(count).padStart(4)} ${rule}`);
