import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Program {
  name: string;
  bin: string;
  /** Arguments that print its version or help, and arguments that create `app` without prompts and install. */
  start: string[][];
  scaffold: string[];
  /** The tarball of `npm pack`, and the package.json in it. */
  file: string;
  manifest: object;
  /** Sizes in kB, of the tarball and of node_modules after the install. */
  tarball: number;
  installed: number;
  packages: number;
}

type Recipe = Pick<Program, 'start' | 'scaffold'> & { bin: string };

const START = [['--version'], ['--help']];

const PEERS: Record<string, Recipe> = {
  'create-vite': {
    bin: 'create-vite',
    start: [['--help']],
    scaffold: ['app', '--template', 'vanilla-ts', '--no-interactive'],
  },
  'express-generator': { bin: 'express', start: START, scaffold: ['--view=ejs', 'app'] },
  'create-hono': { bin: 'create-hono', start: START, scaffold: ['app', '--template', 'nodejs'] },
  sv: {
    bin: 'sv',
    start: START,
    scaffold: ['create', 'app', '--template', 'minimal', '--types', 'ts', '--no-add-ons', '--no-install'],
  },
};

const OWN: Recipe = {
  bin: 'create-mongo-session-app',
  start: START,
  scaffold: ['app', '--yes', '--no-install', '--no-git'],
};

/** Packs this package and installs the tarball. */
export function ownProgram(scratch: string): Program {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'pipe' });
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch];
  const [packed] = JSON.parse(execFileSync('npm', pack, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' }));
  return install('create-mongo-session-app', packed, OWN, scratch);
}

/** Installs the peers; skips those that cannot be installed. */
export function peers(scratch: string): Program[] {
  return Object.entries(PEERS).flatMap(([name, recipe]) => {
    try {
      const view = ['pack', name, '--json', '--ignore-scripts', '--pack-destination', scratch];
      const [packed] = JSON.parse(execFileSync('npm', view, { cwd: scratch, encoding: 'utf8', stdio: 'pipe' }));
      return [install(name, packed, recipe, scratch)];
    } catch {
      console.error(`Skipped ${name}: it cannot be installed`);
      return [];
    }
  });
}

interface Packed {
  filename: string;
  /** Bytes. */
  size: number;
}

function install(name: string, { filename, size: tarball }: Packed, recipe: Recipe, scratch: string): Program {
  const file = path.join(scratch, filename);
  const folder = path.join(scratch, name);
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  const argv = ['install', '--no-audit', '--no-fund', '--ignore-scripts', file];
  execFileSync('npm', argv, { cwd: folder, stdio: 'pipe' });
  const modules = path.join(folder, 'node_modules');
  const entries = readdirSync(modules, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = entries.map((entry) => statSync(path.join(entry.parentPath, entry.name)).size);
  const lock = execFileSync('npm', ['ls', '--all', '--parseable'], { cwd: folder, encoding: 'utf8' });
  return {
    name,
    ...recipe,
    bin: path.join(modules, '.bin', recipe.bin),
    file,
    manifest: JSON.parse(readFileSync(path.join(modules, name, 'package.json'), 'utf8')),
    tarball: tarball / 1000,
    installed: bytes.reduce((sum, size) => sum + size, 0) / 1000,
    packages: lock.trim().split('\n').length - 1,
  };
}
