import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { machine, writeSection } from '../page.ts';
import { type Command, ratios, succeeds } from './measure.ts';
import { ownProgram, type Program, peers } from './programs.ts';
import { restoreProject, writeProject } from './projects.ts';
import { startRegistry } from './registry.ts';

/** In memory where possible, as the time to create a file varies several times with the load of the disk. */
const SCRATCH = existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir();
const YARDSTICK = 'create-vite';
/** The script of npm, as its executable differs between systems. */
const NPM = process.env['npm_execpath'] ?? '';

/**
 * `npm run bench`: compares the CLI with its peers, by times as ratios to `node -e 0` and by sizes.
 * `--rounds 5` takes less time, `--write` writes the tables to docs/benchmarks.md.
 */
async function main(rounds: number, write: boolean): Promise<void> {
  const scratch = mkdtempSync(path.join(SCRATCH, 'bench-'));
  try {
    const cli = ownProgram(scratch);
    const programs = [cli, ...peers(scratch)];
    const creations = programs.flatMap((program) => createCommands(program, scratch));
    const measured = measureAfterSync(creations, rounds);
    // Write these projects after new apps are timed, as they keep the disk busy.
    const additions = addCommands(cli, scratch);
    for (const [name, ratio] of measureAfterSync(additions, rounds)) measured.set(name, ratio);
    const commands = [...creations, ...additions];
    const cold = await coldInstalls(programs, scratch, Math.ceil(rounds / 3));
    const about = `Medians of ${rounds} rounds of the ratio to \`node -e 0\`. ${machine()}.`;
    const rows = commands.map(({ name }) => {
      const ratio = measured.get(name);
      return [name, ratio ? ratio.cpu.toFixed(2) : 'failed', ratio ? ratio.wall.toFixed(2) : 'failed'];
    });
    const kilobytes = (size: number): string => `${Math.round(size)} kB`;
    const sizes = programs.map(({ name, tarball, installed, packages }) => {
      return [name, kilobytes(tarball), kilobytes(installed), String(packages), cold.get(name)?.toFixed(2) ?? '-'];
    });
    const text = [
      about,
      table(['command', 'CPU', 'wall'], rows),
      table(['package', 'tarball', 'installed', 'packages', 'cold npx'], sizes),
      'Cold npx: wall time with an empty cache and a local registry, as a ratio to create-vite.',
    ].join('\n\n');
    console.log(text);
    if (write) writeSection('cli', text);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Measures commands after pending writes are flushed to disk. */
function measureAfterSync(commands: Command[], rounds: number): ReturnType<typeof ratios> {
  execFileSync('sync');
  return ratios(commands.filter(succeeds), rounds);
}

function createCommands({ name, bin, start, scaffold }: Program, scratch: string): Command[] {
  const cwd = path.join(scratch, 'work', name);
  mkdirSync(cwd, { recursive: true });
  const app = path.join(cwd, 'app');
  const reset = (): void => rmSync(app, { recursive: true, force: true });
  const starts = start.map((args) => ({ name: `${name} ${args.join(' ')}`, argv: [bin, ...args], cwd }));
  return [
    ...starts,
    { name: `${name} (a new app)`, argv: [bin, ...scaffold], cwd, reset, creates: path.join(app, 'package.json') },
  ];
}

function addCommands({ name, bin }: Program, scratch: string): Command[] {
  return [0, 19_998].flatMap((others) => {
    const cwd = path.join(scratch, `project-${others}`);
    writeProject(cwd, others);
    const argv = [bin, 'add', '--yes', '--no-install'];
    const reset = (): void => restoreProject(cwd);
    return { name: `${name} add (${(others + 2).toLocaleString('en')} files)`, argv, cwd, reset };
  });
}

/** The wall time of `npx NAME` with an empty cache, as ratios to create-vite, for packages without dependencies. */
async function coldInstalls(programs: Program[], scratch: string, rounds: number): Promise<Map<string, number>> {
  const standalone = programs.filter(({ packages }) => packages === 1);
  if (!standalone.some(({ name }) => name === YARDSTICK)) return new Map();
  const registry = await startRegistry(standalone);
  try {
    const cwd = path.join(scratch, 'cold');
    const cache = path.join(cwd, 'cache');
    mkdirSync(cwd);
    const npx = standalone.map(({ name, start }) => ({
      name,
      argv: [NPM, 'exec', '--yes', '--cache', cache, '--registry', registry.url, '--', name, ...(start.at(-1) ?? [])],
      cwd,
      reset: (): void => rmSync(cache, { recursive: true, force: true }),
    }));
    const measured = ratios(npx, rounds);
    const baseline = measured.get(YARDSTICK)?.wall ?? Number.NaN;
    return new Map([...measured].map(([name, { wall }]) => [name, wall / baseline]));
  } finally {
    registry.stop();
  }
}

function table(head: string[], rows: string[][]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '21' }, write: { type: 'boolean' } } });
await main(Number(values.rounds), values.write === true);
