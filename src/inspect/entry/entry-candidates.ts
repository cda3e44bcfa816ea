import { join, relative, resolve, sep } from 'node:path';
import { gitFacts } from '../environment/gitignore.ts';
import type { Disk } from '../project/disk.ts';
import { asObject } from '../project/json.ts';
import type { PackageFacts } from '../project/manifest.ts';
import { resolveFile } from '../project/resolve-file.ts';
import type { CompilerFacts } from '../project/tsconfig.ts';
import { words } from '../project/words.ts';
import { filesRunByNode, wordsThatMayBeFiles } from './command-line.ts';

/** A file that may start the app, and where it is named. */
export interface EntryCandidate {
  /** Absolute path. */
  path: string;
  from: string;
}

const STARTS = words(`
  start dev start:dev develop serve server start:server start-server nodemon watch start:prod prod production debug
  local backend
`);
const NAMES = words(`
  app server index main bin/www src/index src/server src/app src/main server/index server/server server/app
  backend/server backend/index backend/app api/index lib/index app/index app/server app/app src/bin/www
  functions/index src/server/index src/index.server
`);
const COMPILED_DIRS = ['dist', 'build', 'lib', 'out', 'output'];

const OTHER_WORK =
  /test|spec\b|e2e|cypress|bench|seed|migrat|fixture|mock|lint|format|prettier|build|compile|bundle|webpack|gulp|grunt|rollup|vite|import|export|generat|clean|deploy|docs?\b|client|front|(^|[/:-])(pre|post)|scripts?\/|tools?\//i;

/** The files that may start the app, the most likely first: scripts, `main`, process managers, then common names. */
export function entryCandidates(disk: Disk, pkg: PackageFacts, compiler: CompilerFacts | undefined): EntryCandidate[] {
  const found = new Map<string, EntryCandidate>();
  const offer = (token: string, from: string): void => {
    const path = sourceOf(disk, pkg, compiler, token);
    if (path && !found.has(path) && !path.includes('/node_modules/')) found.set(path, { path, from });
  };
  const names = [
    ...STARTS,
    ...Object.keys(pkg.scripts).filter(
      (name) => !STARTS.includes(name) && /start|dev|serve/.test(name) && !/^(pre|post)|client|front|test/.test(name),
    ),
  ];
  for (const name of names)
    for (const token of wordsThatMayBeFiles(pkg.scripts[name] ?? '')) offer(token, `package.json scripts.${name}`);
  if (pkg.main) offer(pkg.main, 'package.json main');
  for (const [path, from] of managers(disk, pkg)) offer(path, from);
  for (const name of NAMES) offer(name, 'its name');
  return [...found.values()];
}

/** The files that scripts with other names run with Node, unless the name says that they do something else. */
export function otherScripts(disk: Disk, pkg: PackageFacts, compiler: CompilerFacts | undefined): EntryCandidate[] {
  return Object.entries(pkg.scripts).flatMap(([name, command]) => {
    if (OTHER_WORK.test(name)) return [];
    const files = filesRunByNode(command).filter((file) => !OTHER_WORK.test(file));
    return files.flatMap((file) => {
      const path = sourceOf(disk, pkg, compiler, file);
      return path ? [{ path, from: `package.json scripts.${name}` }] : [];
    });
  });
}

/** Absolute paths of all files that scripts run with Node. */
export function filesOfScripts(disk: Disk, pkg: PackageFacts, compiler: CompilerFacts | undefined): string[] {
  return Object.values(pkg.scripts)
    .flatMap(filesRunByNode)
    .flatMap((file) => sourceOf(disk, pkg, compiler, file) ?? []);
}

const BUILDS = /\b(tsc|babel|webpack|esbuild|rollup|vite)\b|\brun\b[^&]*build/;

/** The build that the script `start` runs instead of its source, relative to the root, where git does not ignore it. */
export function committedBuild(disk: Disk, pkg: PackageFacts, compiler: CompilerFacts | undefined): string | undefined {
  const { start = '', prestart = '' } = pkg.scripts;
  if (BUILDS.test(`${prestart} ${start}`)) return undefined;
  for (const token of filesRunByNode(start)) {
    const built = resolveFile(disk, resolve(pkg.dir, token));
    const source = sourceOf(disk, pkg, compiler, token);
    if (built && source && source !== built && !gitFacts(disk, built).ignored) return disk.name(built);
  }
  return undefined;
}

function managers(disk: Disk, pkg: PackageFacts): [string, string][] {
  const found: [string, string][] = [];
  const nodemon = asObject(pkg.json.nodemonConfig ?? disk.readJson(join(pkg.dir, 'nodemon.json')));
  for (const value of [nodemon.script, nodemon.exec]) {
    if (typeof value === 'string') for (const token of wordsThatMayBeFiles(value)) found.push([token, 'nodemon.json']);
  }
  for (const name of ['ecosystem.config.js', 'ecosystem.config.cjs', 'ecosystem.json', 'pm2.json', 'process.json']) {
    const text = disk.read(join(pkg.dir, name)) ?? '';
    for (const [, script] of text.matchAll(/["']?script["']?\s*:\s*["']([^"']+)["']/g))
      if (script) found.push([script, name]);
  }
  const procfile = /^web:\s*(.+)$/m.exec(disk.read(join(pkg.dir, 'Procfile')) ?? '')?.[1];
  if (procfile) for (const token of wordsThatMayBeFiles(procfile)) found.push([token, 'Procfile']);
  return found;
}

/** The source file for a path in a start command: compiled output is mapped back to its source. */
function sourceOf(
  disk: Disk,
  pkg: PackageFacts,
  compiler: CompilerFacts | undefined,
  token: string,
): string | undefined {
  const path = resolve(pkg.dir, token);
  const inside = relative(pkg.dir, path);
  if (inside.startsWith('..')) return undefined;
  const [head = ''] = inside.split(sep);
  const outDir =
    compiler?.outDir && path.startsWith(compiler.outDir + sep)
      ? compiler.outDir
      : COMPILED_DIRS.includes(head)
        ? join(pkg.dir, head)
        : undefined;
  if (outDir) {
    const rest = relative(outDir, path).replace(/\.[cm]?js$/, '');
    const folders = [compiler?.rootDir, join(pkg.dir, 'src'), pkg.dir, join(pkg.dir, 'server')].filter(
      (dir) => dir !== undefined,
    );
    for (const dir of folders) {
      const source = resolveFile(disk, join(dir, rest), true);
      if (source && !source.startsWith(outDir + sep)) return source;
    }
    if (compiler?.outDir === outDir) return undefined;
  }
  const file = resolveFile(disk, path);
  if (!file || !/\.([cm]?[jt]sx?|coffee)$|\/[^./]+$/.test(file)) return undefined;
  const source = compiler && sourceBeside(disk, { path: disk.name(file), text: disk.read(file) ?? '' });
  return source === undefined ? file : disk.absolute(source);
}

/** The TypeScript source beside a compiled file, relative to the root. */
export function sourceBeside(disk: Disk, { path, text }: { path: string; text: string }): string | undefined {
  const source = path.replace(/\.([cm]?)js$/, '.$1ts');
  return source !== path && /^\/\/[#@] sourceMappingURL=/m.test(text) && disk.isFile(disk.absolute(source))
    ? source
    : undefined;
}
