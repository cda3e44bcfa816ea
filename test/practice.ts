import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { CliError, RefusedError } from '../src/errors.ts';
import { inspectProject } from '../src/inspect/inspect-project.ts';
import { parseSource } from '../src/inspect/syntax/parse.ts';
import { addAnswers, detected } from '../src/plan/add/detect.ts';
import { planAdd } from '../src/plan/add/plan-add.ts';
import { requireEditable } from '../src/plan/add/preconditions.ts';
import type { Plan } from '../src/types.ts';

// Runs `add` over a folder of checkouts without installing anything: `tsx test/practice.ts DIR [--diff] [NAME...]`.
// Each line of the optional file DIR/apps.tsv says which folder of a checkout is meant: `name<TAB>folder`.

interface Row {
  name: string;
  outcome: 'wired' | 'unchanged' | 'refused' | 'CRASH' | 'BROKEN' | 'UNSTABLE';
  added: number;
  removed: number;
  reason: string;
}

const SOURCE = /\.([cm]?[jt]sx?|json)$/;
let showDiff = false;

function plan(dir: string): Plan {
  const facts = requireEditable(inspectProject(dir));
  return planAdd(facts, addAnswers(facts, { ...detected(facts), store: { value: 'mongo', from: 'flag' } }));
}

function write(dir: string, { steps }: Plan): void {
  for (const step of steps) {
    if (step.kind === 'run') continue;
    const path = join(dir, step.path);
    mkdirSync(dirname(path), { recursive: true });
    if (step.kind === 'edit' && readFileSync(path, 'utf8') !== step.before)
      throw new Error(`${step.path}: not what was planned for`);
    writeFileSync(path, step.kind === 'edit' ? step.after : step.content);
  }
}

function broken({ steps }: Plan): string | undefined {
  for (const step of steps) {
    if (step.kind === 'run' || !SOURCE.test(step.path)) continue;
    const text = step.kind === 'edit' ? step.after : step.content;
    // A tsconfig.json may have comments.
    if (step.path.endsWith('package.json')) JSON.parse(text.replace(/^\uFEFF/, ''));
    else if (!step.path.endsWith('.json')) {
      const parsed = parseSource(step.path, text);
      if ('unparsed' in parsed) return `${step.path}:${parsed.unparsed.line ?? 0} ${parsed.unparsed.message}`;
    }
  }
  return undefined;
}

function patches({ steps }: Plan): { path: string; patch: string }[] {
  return steps.flatMap((step) =>
    step.kind === 'run'
      ? []
      : [
          {
            path: step.path,
            patch: createTwoFilesPatch(
              step.path,
              step.path,
              step.kind === 'edit' ? step.before : '',
              step.kind === 'edit' ? step.after : step.content,
              '',
              '',
              { context: 2 },
            ),
          },
        ],
  );
}

function run(source: string, name: string): Row {
  const row: Row = { name, outcome: 'CRASH', added: 0, removed: 0, reason: '' };
  const scratch = mkdtempSync(join(tmpdir(), 'practice-'));
  const dir = join(scratch, basename(source));
  try {
    const first = plan(source);
    for (const { path, patch } of patches(first)) {
      if (showDiff) console.log(patch);
      if (!/\.[cm]?[jt]sx?$/.test(path)) continue;
      row.added += patch.match(/^\+(?!\+\+ )/gm)?.length ?? 0;
      row.removed += patch.match(/^-(?!-- )/gm)?.length ?? 0;
    }
    if (showDiff)
      for (const { code, severity, message, file, line } of first.notes)
        console.log(`${severity} ${code} ${file ?? ''}:${line ?? ''} ${message}`);
    row.outcome = first.steps.length === 0 ? 'unchanged' : 'wired';
    const problem = broken(first);
    if (problem) return { ...row, outcome: 'BROKEN', reason: problem };
    cpSync(source, dir, { recursive: true, filter: (path) => !/\/(node_modules|\.git)(\/|$)/.test(path) });
    write(dir, first);
    const second = plan(dir);
    if (second.steps.length > 0) {
      if (showDiff) for (const { patch } of patches(second)) console.log(`AGAIN ${patch}`);
      return {
        ...row,
        outcome: 'UNSTABLE',
        reason: second.steps.map((step) => (step.kind === 'run' ? step.id : step.path)).join(' '),
      };
    }
    return {
      ...row,
      reason: first.notes
        .filter(({ severity }) => severity !== 'info')
        .map(({ code }) => code)
        .join(' '),
    };
  } catch (error) {
    if (!(error instanceof CliError))
      return {
        ...row,
        outcome: row.outcome === 'wired' ? 'UNSTABLE' : 'CRASH',
        reason: error instanceof Error ? (error.stack ?? '') : String(error),
      };
    if (row.outcome === 'wired') return { ...row, outcome: 'UNSTABLE', reason: `second run: ${error.message}` };
    const codes = error instanceof RefusedError ? [...new Set(error.notes.map(({ code }) => code))].join(' ') : '';
    return { ...row, outcome: 'refused', reason: `${codes}: ${error.message}` };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function folders(root: string): Map<string, string> {
  try {
    return new Map(
      readFileSync(join(root, 'apps.tsv'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split('\t') as [string, string]),
    );
  } catch {
    return new Map();
  }
}

const words = process.argv.slice(2).filter((word) => word !== '--diff');
showDiff = process.argv.includes('--diff');
const [root = '.', ...wanted] = words;
const apps = folders(root);
const rows: Row[] = [];
for (const name of readdirSync(root).filter(
  (name) => name !== 'apps.tsv' && (wanted.length === 0 || wanted.some((part) => name.includes(part))),
)) {
  const row = run(join(root, name, apps.get(name) ?? '.'), name);
  rows.push(row);
  console.log(
    `${row.outcome.padEnd(9)} +${String(row.added).padEnd(3)} -${String(row.removed).padEnd(3)} ${name}  ${row.reason}`,
  );
}
const counts = new Map<string, number>();
for (const { outcome } of rows) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
console.log([...counts].map(([outcome, count]) => `${outcome} ${count}`).join(', '));
