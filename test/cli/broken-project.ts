import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { packedCli, scratchFolder } from '../real/packed.ts';
import { run } from '../real/spawn.ts';
import { asNobody, NOBODY } from '../real/unprivileged.ts';

export const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

export const MANIFEST = {
  name: 'shop',
  workspaces: ['packages/*'],
  scripts: { start: 'tsx src/app.ts' },
  dependencies: { dotenv: '^16.0.0', express: '^4.21.2', mongoose: '^8.0.0' },
  devDependencies: { typescript: '^5.0.0' },
};

/** A TypeScript app with every kind of file that `add` reads. */
export const PROJECT: Record<string, string> = {
  'package.json': json(MANIFEST),
  'src/app.ts': `import 'dotenv/config';
import express from 'express';
import routes from './routes';

// caf\u00e9
const app = express();
app.use(routes);
app.listen(3000);
`,
  'src/routes.ts': "import { Router } from 'express';\n\n// caf\u00e9\nexport default Router();\n",
  'tsconfig.json': json({ extends: './tsconfig.base.json', compilerOptions: { strict: true } }),
  'tsconfig.base.json': json({ compilerOptions: { module: 'commonjs', esModuleInterop: true } }),
  'nodemon.json': json({ watch: ['src'], exec: 'tsx src/app.ts' }),
  'ecosystem.config.js': "module.exports = { apps: [{ script: 'src/app.ts' }] };\n",
  'package-lock.json': json({ lockfileVersion: 3, packages: { 'node_modules/mongoose': { version: '8.9.0' } } }),
  'packages/util/package.json': json({ name: 'util', main: 'index.js' }),
  'packages/util/index.js': 'module.exports = {};\n',
  'node_modules/express/package.json': json({ name: 'express', version: '4.21.2' }),
  'node_modules/mongoose/package.json': json({ name: 'mongoose', version: '8.9.0' }),
  Procfile: 'web: tsx src/app.ts\n',
  Dockerfile: 'FROM node:22\n',
  '.nvmrc': '22\n',
  '.node-version': '22\n',
  '.tool-versions': 'nodejs 22.0.0\n',
  '.env': 'PORT=3000\n',
  '.env.example': 'PORT=3000\n',
  '.gitignore': 'node_modules\n',
};

/** The files of a project, moved to a subfolder. */
export function below(folder: string, files = PROJECT): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text]));
}

/** Invalid JSON files, and the line of the error; 1 for JSON that is not an object. */
export const BROKEN_JSON: Record<string, [text: string, line: number]> = {
  'with a merge conflict': ['{\n  "a": 1,\n<<<<<<< HEAD\n  "b": 2\n=======\n  "b": 3\n>>>>>>> main\n}\n', 3],
  'that is empty': ['', 1],
  'that holds a list': ['[]\n', 1],
  'that is cut off': ['{\n  "a": 1,\n  "b": {\n', 4],
  'with a missing comma': ['{\n  "a": 1\n  "b": 2\n}\n', 3],
  'with single quotes': ["{\n  // a comment\n  'a': 1\n}\n", 3],
  'with a missing value': ['{\n  "a": [1,, 2]\n}\n', 2],
  'with a name without quotes': ['{\n  "a": 1,\n  b: 2,\n}\n', 3],
  'that holds a text': ['"a"\n', 1],
  'that holds null': ['null\n', 1],
};

/** Things that can replace a regular file. */
const REPLACEMENTS: Record<string, (file: string) => void> = {
  'as a directory': (file) => mkdirSync(file),
  'as a symbolic link that leads nowhere': (file) => symlinkSync('nowhere', file),
  'as a symbolic link to itself': (file) => symlinkSync(path.basename(file), file),
  'as a named pipe': (file) => execFileSync('mkfifo', [file]),
  'in UTF-16': (file) => writeFileSync(file, Buffer.from('\uFEFF{}\n', 'utf16le')),
};
export const REPLACED = Object.keys(REPLACEMENTS);

interface Note {
  severity: string;
  message: string;
  file?: string;
  line?: number;
}

interface Result {
  code: number | undefined;
  notes: Note[];
  error: string;
}

/** A project in a scratch folder whose files can be broken. */
export class BrokenProject {
  readonly folder = scratchFolder();
  private as: string[] = [];

  constructor(files: Record<string, string | Uint8Array> = {}) {
    chmodSync(this.folder, 0o755);
    this.write({ ...PROJECT, ...files });
  }

  path(file: string): string {
    return path.join(this.folder, file);
  }

  write(files: Record<string, string | Uint8Array>): void {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(path.dirname(this.path(file)), { recursive: true });
      writeFileSync(this.path(file), content);
    }
  }

  remove(file: string): void {
    rmSync(this.path(file), { recursive: true, force: true });
  }

  replace(file: string, how: string): void {
    this.remove(file);
    REPLACEMENTS[how]?.(this.path(file));
  }

  /** Runs `add` as an unprivileged user who owns the project but cannot read this file. */
  lock(file: string): void {
    this.as = asNobody;
    if (asNobody.length > 0) for (const name of ['', ...this.entries()]) lchownSync(this.path(name), NOBODY, NOBODY);
    chmodSync(this.path(file), 0);
  }

  /**
   * Runs `add --yes --no-install`, first as a dry run, then with --json. Fails unless both exit with the same code and
   * without a stack trace, and a refused run writes nothing.
   */
  async add(...args: string[]): Promise<Result> {
    const before = this.tree();
    const cli = (...flags: string[]) => {
      const [program = '', ...words] = [...this.as, process.execPath, packedCli(), 'add', '--yes', '--no-install'];
      return run(program, [...words, ...flags, ...args], { cwd: this.folder });
    };
    const dry = await cli('--dry-run');
    expect(dry.stdout + dry.stderr).not.toMatch(/internal error|^\s+at /im);
    expect(this.tree()).toEqual(before);
    const ran = await cli('--json');
    expect(ran).toMatchObject({ code: dry.code, stderr: '' });
    if (ran.code !== 0) expect(this.tree()).toEqual(before);
    const { status, notes, error } = JSON.parse(ran.stdout);
    expect(status).toBe(ran.code === 0 ? 'done' : 'refused');
    return { code: ran.code, notes, error: error?.message ?? '' };
  }

  private entries(folder = ''): string[] {
    return readdirSync(this.path(folder), { withFileTypes: true }).flatMap((entry) => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? [file, ...this.entries(file)] : [file];
    });
  }

  /** All files with their content, permissions and symbolic links. */
  private tree(): Record<string, string> {
    return Object.fromEntries(
      this.entries().map((file) => {
        const stat = lstatSync(this.path(file));
        const link = stat.isSymbolicLink() ? readlinkSync(this.path(file)) : '';
        const text = stat.isFile() ? readFileSync(this.path(file), 'latin1') : '';
        return [file, `${stat.mode.toString(8)} ${link}${text}`];
      }),
    );
  }
}

export function expectRefusal({ code, notes, error }: Result, file: string, line?: number): void {
  expect(error).toContain(line === undefined ? file : `${file}:${line} `);
  expect(notes).toContainEqual(expect.objectContaining({ severity: 'error', file, ...(line && { line }) }));
  expect(code).toBe(3);
}

export function expectWarning({ code, notes, error }: Result, file: string, line?: number): void {
  expect({ code, error }).toEqual({ code: 0, error: '' });
  expect(notes).toContainEqual(expect.objectContaining({ severity: 'warning', file, ...(line && { line }) }));
}

/** The 1-based line of the first occurrence of `part`. */
export function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length;
}
