import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { EditStep, Plan } from '../types.ts';

const TIMEOUT_MS = 5_000;

interface Formatter {
  cwd: string;
  args: string[];
}

/**
 * Prints the edited files of a plan with the prettier or Biome that is installed in the project. The result is used for
 * files that were formatted before, if it differs from them in the edited lines alone. Runs no code of the project: not
 * where the configuration is JavaScript or names plugins. ESLint is not run, as its configuration is code.
 */
export async function formatPlan(plan: Plan): Promise<Plan> {
  const steps = plan.steps.map(async (step) => {
    const isSource = step.kind === 'edit' && /\.[cm]?[jt]sx?$/.test(step.path);
    const formatter = isSource ? findFormatter(plan.root, path.join(plan.root, step.path)) : undefined;
    return isSource && formatter ? { ...step, after: await formatted(formatter, step) } : step;
  });
  return { ...plan, steps: await Promise.all(steps) };
}

async function formatted(formatter: Formatter, { before, after }: EditStep): Promise<string> {
  const [unchanged, result] = await Promise.all([run(formatter, before), run(formatter, after)]);
  if (unchanged !== before || result === undefined) return after;
  const edited = missingLines(before, after);
  return missingLines(before, result).every((line) => edited.includes(line)) ? result : after;
}

/** The lines of a text that another one does not have, blank lines apart. */
function missingLines(text: string, other: string): string[] {
  const counts = new Map<string, number>();
  for (const line of other.split('\n')) counts.set(line, (counts.get(line) ?? 0) + 1);
  return text.split('\n').filter((line) => {
    const count = counts.get(line) ?? 0;
    counts.set(line, count - 1);
    return count <= 0 && line.trim() !== '';
  });
}

/** The formatter that applies to a file; undefined when none is installed, or its configuration runs code. */
function findFormatter(root: string, file: string): Formatter | undefined {
  const folders = foldersUpTo(path.parse(file).root, file);
  const biome = folders.some((dir) => /^\.?biome\.jsonc?$/m.test(namesIn(dir).join('\n')));
  const [name, bin] = biome ? ['@biomejs/biome', 'biome'] : ['prettier', 'prettier'];
  const cwd = foldersUpTo(root, file).find((dir) => existsSync(path.join(dir, 'node_modules', name)));
  if (cwd === undefined || (!biome && !folders.every(isPlainData))) return undefined;
  const home = path.join(cwd, 'node_modules', name);
  const manifest = readObject(path.join(home, 'package.json'));
  const bins = manifest.bin as string | Record<string, string> | undefined;
  const script = path.join(home, typeof bins === 'string' ? bins : (bins?.[bin] ?? ''));
  const noPlugins = String(manifest.version) < '3' ? ['--no-plugin-search'] : [];
  return {
    cwd,
    args: biome ? [script, 'format', `--stdin-file-path=${file}`] : [script, ...noPlugins, '--stdin-filepath', file],
  };
}

function foldersUpTo(root: string, file: string): string[] {
  const dir = path.dirname(file);
  return dir === root || dir === file ? [dir] : [dir, ...foldersUpTo(root, dir)];
}

/** Whether the configuration of prettier in a folder, if there is any, is JSON, YAML or TOML without plugins. */
function isPlainData(dir: string): boolean {
  const { prettier = {} } = readObject(path.join(dir, 'package.json'));
  const files = namesIn(dir).filter((name) => /^(\.prettierrc|prettier\.config)/.test(name));
  return (
    typeof prettier === 'object' &&
    !JSON.stringify(prettier).includes('plugins') &&
    files.every(
      (name) => !/\.[cm]?[jt]s$/.test(name) && !readFileSync(path.join(dir, name), 'utf8').includes('plugins'),
    )
  );
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}

function readObject(file: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

/** What the formatter prints for a text; undefined when it fails or takes too long. */
function run({ cwd, args }: Formatter, text: string): Promise<string | undefined> {
  const { execFile } = process.getBuiltinModule('node:child_process');
  // NODE_OPTIONS could load code of the project.
  const env = { ...process.env, NODE_OPTIONS: '' };
  return new Promise((resolve) => {
    const options = { cwd, env, timeout: TIMEOUT_MS, killSignal: 'SIGKILL' as const, maxBuffer: 2 ** 26 };
    const child = execFile(process.execPath, args, options, (error, stdout) => resolve(error ? undefined : stdout));
    child.stdin?.on('error', () => {}).end(text);
  });
}
