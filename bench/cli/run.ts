import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Command, ratios, works } from './measure.ts';
import { ours, type Program, peers } from './programs.ts';
import { writeProject } from './projects.ts';

/**
 * `npm run bench -- [rounds]`: the command line and its peers, in turn, as ratios to `node -e 0`; then their sizes.
 * Rounds: 21 unless said otherwise.
 */
function main(rounds: number): void {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  try {
    const cli = ours(scratch);
    const programs = [cli, ...peers(scratch)];
    const commands = [...programs.flatMap((program) => creating(program, scratch)), ...adding(cli, scratch)];
    const measured = ratios(commands.filter(works), rounds);
    console.log(`Node ${process.versions.node}, ${rounds} rounds, medians of the ratio to \`node -e 0\`\n`);
    const rows = commands.map(({ name }) => {
      const found = measured.get(name);
      return [name, found ? found.cpu.toFixed(2) : 'failed', found ? found.wall.toFixed(2) : 'failed'];
    });
    table(['command', 'CPU', 'wall'], rows);
    const kilobytes = (size: number): string => `${Math.round(size)} kB`;
    const sizes = programs.map(({ name, tarball, installed, packages }) => {
      return [name, kilobytes(tarball), kilobytes(installed), String(packages)];
    });
    table(['package', 'tarball', 'installed', 'packages'], sizes);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function creating({ name, bin, start, scaffold }: Program, scratch: string): Command[] {
  const cwd = path.join(scratch, 'work', name);
  mkdirSync(cwd, { recursive: true });
  const app = path.join(cwd, 'app');
  const reset = (): void => rmSync(app, { recursive: true, force: true });
  const starts = start.map((args) => ({ name: `${name} ${args.join(' ')}`, argv: [bin, ...args], cwd }));
  return [
    ...starts,
    { name: `${name} (a new app)`, argv: [bin, ...scaffold], cwd, reset, makes: path.join(app, 'package.json') },
  ];
}

function adding({ name, bin }: Program, scratch: string): Command[] {
  return [0, 19_998].flatMap((others) => {
    const cwd = path.join(scratch, `project-${others}`);
    writeProject(cwd, others);
    const argv = [bin, 'add', '--yes', '--dry-run'];
    return { name: `${name} add --dry-run (${(others + 2).toLocaleString('en')} files)`, argv, cwd };
  });
}

function table(head: string[], rows: string[][]): void {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  console.log([line(head), rule, ...rows.map(line), ''].join('\n'));
}

main(Number(process.argv[2] ?? 21));
