import type { EditStep, Plan } from '../types.ts';

const TIMEOUT_MS = 5_000;

/** A script and its arguments, which formats standard input. */
interface Formatter {
  cwd: string;
  args: string[];
}

/**
 * Prints the edited files of a plan with the formatters of the project. The result is used for files that were formatted
 * before, if it differs from them in the edited lines alone.
 * @param formatterOf the formatter of a file, by its path in the plan; undefined if there is none that may be run
 */
export async function formatPlan(plan: Plan, formatterOf: (file: string) => Formatter | undefined): Promise<Plan> {
  const steps = plan.steps.map(async (step) => {
    const isSource = step.kind === 'edit' && /\.[cm]?[jt]sx?$/.test(step.path);
    const formatter = isSource ? formatterOf(step.path) : undefined;
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
