import { join, relative, resolve, sep } from 'node:path';
import { parseEnv } from 'node:util';
import ignore from 'ignore';
import { Graph, loadsFile, type ParsedFiles } from '../program/module-graph.ts';
import { type Disk, filesBelow } from '../project/disk.ts';
import { stringRecord } from '../project/json.ts';
import { type PackageFacts, readManifest } from '../project/manifest.ts';
import type { CompilerFacts } from '../project/tsconfig.ts';
import { stringValue } from '../syntax/ast.ts';
import { lineOfNode, type SourceFile, textOf, uniqueBy } from '../syntax/source-file.ts';
import { COMMAND_LINE_FILE } from './env-loaders.ts';

/** How the tests of a package run. */
export interface TestFacts {
  files: { path: string; loads: (file: SourceFile) => boolean }[];
  /** The environment variable by which the app can tell that tests run; undefined if none is known. */
  variable: { name: string; value?: string } | undefined;
  /** The script that does not set this variable yet, with a command that does. */
  script: { name: string; command: string } | undefined;
  /** The CI configuration that runs the tests, relative to the root. */
  workflow: string | undefined;
  /** The first call in each file that mocks a package or a file. */
  mocks: { name: string; file: string; line: number }[];
}

/** Test runners that set NODE_ENV to `test` unless it is set. */
const SETS_NODE_ENV = /\b(jest|vitest|ava|lab|react-scripts test|bun test)\b/;
/** The test runner of Node, which sets NODE_TEST_CONTEXT in the process of each test file. */
const NODE_RUNNER = /(?<![\w-])--test(?![\w-])/;
const ONE_PROCESS = /--(experimental-)?test-isolation[= ]none/;
/** Test runners that set no environment variable. */
const SETS_NOTHING = /\b(mocha|tape|tap(?!-)|jasmine|uvu|node (\.\/)?tests?\b)/;

/** Files by their name, and files in folders for tests. */
const TEST_FILE = /(^|[/._-])(tests?|specs?)\.[cm]?[jt]sx?$|(^|\/)(tests?|__tests__|specs?|e2e)\/.*\.[cm]?[jt]sx?$/i;
const NOT_SEARCHED = /^(\..*|node_modules|bower_components|dist|build|coverage|public|client|frontend)$/;
const MAX_SEARCHED = 1_000;
const MAX_TESTS = 100;
const ASSIGNMENT = /process\.env\.NODE_ENV\s*=\s*['"`](\w*test\w*)['"`]/i;

export function readTests(
  disk: Disk,
  pkg: PackageFacts,
  compiler: CompilerFacts | undefined,
  parsed: ParsedFiles,
): TestFacts {
  const scripts = { ...stringRecord(readManifest(disk, disk.root).scripts), ...pkg.scripts };
  const names = Object.keys(scripts).filter((name) => isRunner(scripts[name] ?? ''));
  const candidates = ['test', ...names].map((name) => commandsOf(scripts, name));
  const commands = candidates.find((list) => list.some(isRunner)) ?? candidates[0] ?? [];
  const isRun = scripts.test !== undefined && !/no test specified/.test(scripts.test);
  const paths = isRun || names.length > 0 ? testFiles(disk, pkg, commands.filter(isRunner)) : [];
  const { files, links } = new Graph(disk, pkg.dir, compiler, paths, parsed);
  const [assigned] = files.flatMap(({ text }) => ASSIGNMENT.exec(text)?.[1] ?? []);
  const variable = assigned ? { name: 'NODE_ENV', value: assigned } : variableOf(disk, pkg, commands);
  const plain = names.find((name) => SETS_NOTHING.test(scripts[name] ?? '') && pkg.scripts[name] === scripts[name]);
  const script =
    variable || plain === undefined ? undefined : { name: plain, command: withNodeEnv(scripts[plain] ?? '') };
  return {
    files: files
      .filter(({ path }) => paths.includes(disk.absolute(path)))
      .map((test) => ({ path: test.path, loads: (file) => test === file || loadsFile(links, test, file) })),
    variable: script ? { name: 'NODE_ENV', value: 'test' } : variable,
    script,
    workflow: workflowOf(disk),
    mocks: files.flatMap(mocksIn),
  };
}

function mocksIn(file: SourceFile): TestFacts['mocks'] {
  const found = file.index.calls.flatMap((node) => {
    const name = /^(jest|vi)\.(do)?mock$/i.test(textOf(file, node.callee)) ? stringValue(node.arguments[0]) : undefined;
    return name === undefined ? [] : { name, file: file.path, line: lineOfNode(file, node) };
  });
  return uniqueBy(found, ({ name }) => name);
}

function isRunner(command: string): boolean {
  return [SETS_NODE_ENV, NODE_RUNNER, SETS_NOTHING].some((pattern) => pattern.test(command));
}

/** The commands of a script and of those that it runs, one by one. */
function commandsOf(scripts: Record<string, string>, name: string, seen: string[] = []): string[] {
  if (seen.includes(name)) return [];
  return (scripts[name] ?? '').split(/&&|\|\|?|;/).flatMap((command) => {
    const words = /\b(npm|pnpm|yarn|bun|run-[sp]|npm-run-all)\b/.test(command) ? command.split(/[\s"']+/) : [];
    const inner = Object.keys(scripts).filter((script) =>
      words.some((word) => word === script || (word.endsWith('*') && script.startsWith(word.slice(0, -1)))),
    );
    return [command, ...inner.flatMap((script) => commandsOf(scripts, script, [...seen, name]))];
  });
}

/** The files that the commands name, and those with the usual names. */
function testFiles(disk: Disk, pkg: PackageFacts, commands: string[]): string[] {
  const words = commands.flatMap((command) => command.split(/[\s"'=]+/));
  const named = ignore({ allowRelativePaths: true }).add(
    words.filter((word) => /\*|\.[cm]?[jt]sx?$/.test(word)).map((word) => word.replace(/^\.?\//, '')),
  );
  const found: string[] = [];
  for (const { path } of filesBelow(disk, pkg.dir, NOT_SEARCHED, MAX_SEARCHED)) {
    if (found.length >= MAX_TESTS) break;
    const name = relative(pkg.dir, path).split(sep).join('/');
    if (TEST_FILE.test(name) || named.ignores(name)) found.push(path);
  }
  return found;
}

function variableOf(disk: Disk, pkg: PackageFacts, commands: string[]): TestFacts['variable'] {
  const text = commands.join('\n');
  const envFiles = commands.flatMap((command) => COMMAND_LINE_FILE.exec(command)?.[1] ?? []);
  const texts = envFiles.map((path) => disk.read(resolve(pkg.dir, path)) ?? '');
  const set = [...text.matchAll(/\bNODE_ENV=(['"]?)([\w-]+)\1/g)].map(([, , value]) => value);
  const values = new Set([...set, ...texts.flatMap((env) => parseEnv(env).NODE_ENV ?? [])]);
  const [value] = values;
  if (values.size === 1 && value !== undefined && !/^(prod|dev)/.test(value)) return { name: 'NODE_ENV', value };
  if (NODE_RUNNER.test(text)) return ONE_PROCESS.test(text) ? undefined : { name: 'NODE_TEST_CONTEXT' };
  if (values.size === 0 && SETS_NODE_ENV.test(text)) return { name: 'NODE_ENV', value: 'test' };
  // Of a task runner, the runner that it starts is known by its package.
  const runner = ['jest', 'vitest'].filter((name) => (isRunner(text) ? text.includes(name) : pkg.dependencies[name]));
  return runner.length === 1 ? { name: runner[0] === 'jest' ? 'JEST_WORKER_ID' : 'VITEST' } : undefined;
}

/** Sets NODE_ENV in front of the runner. */
function withNodeEnv(script: string): string {
  return script
    .split(/(&&|\|\|?|;)/)
    .map((command) => (SETS_NOTHING.test(command) ? command.replace(/\S/, 'cross-env NODE_ENV=test $&') : command))
    .join('');
}

function workflowOf(disk: Disk): string | undefined {
  const folder = join(disk.root, '.github/workflows');
  const paths = [
    ...disk.list(folder).map((name) => join(folder, name)),
    ...['.gitlab-ci.yml', '.travis.yml', '.circleci/config.yml'].map((name) => join(disk.root, name)),
  ];
  const code = (path: string): string => (disk.read(path) ?? '').replace(/^\s*#.*$/gm, '');
  const path = paths.find((path) => disk.isFile(path) && /\btest/.test(code(path)));
  return path && disk.name(path);
}
