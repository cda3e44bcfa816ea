import type { ProjectFacts } from '../../inspect/facts.ts';
import type { CreateStep, EditStep } from '../../types.ts';
import type { Change } from '../change.ts';
import type { Decisions } from '../decisions.ts';
import { Draft } from '../draft.ts';
import { secretToken } from '../secrets.ts';

/** The env file, its example and .gitignore: the variables that the new code reads, where they are missing. */
export function writeEnvFile(project: ProjectFacts, decisions: Decisions, { variables }: Change): Change {
  const draft = new Draft(project, decisions);
  const { environment } = project;
  const known = new Set(environment.env?.names ?? []);
  const missing = [...variables].filter(([name]) => !known.has(name));
  if (missing.length === 0) return draft.change;
  const names = missing.map(([name]) => name).join(' and ');
  const message = `The code reads ${names} now. ${environment.envPath} has ${missing.length > 1 ? 'values' : 'a value'} for this machine; set ${missing.length > 1 ? 'them' : 'it'} wherever else the app runs.`;
  draft.note('set-variables', message);
  if (/(example|sample|template|dist)$/i.test(environment.envPath)) {
    // git keeps it for everybody to see: no secret goes there.
    const where = `The app loads ${environment.envPath}, which git keeps for all to see, so ${names} ${missing.length > 1 ? 'are' : 'is'} not written there: set ${missing.length > 1 ? 'them' : 'it'} in the environment, or load a .env of your own.`;
    draft.note('env-is-example', where, undefined, 'warning');
    return draft.change;
  }
  const steps: (CreateStep | EditStep)[] = [];
  const values = missing.map(([name, value]) => [name, value === 'secret' ? secretToken(name) : value] as const);
  steps.push(envStep(environment.env, environment.envPath, values));
  const example = exampleStep(project, missing);
  if (example) steps.push(example);
  const ignore = ignoreStep(project);
  if (ignore) steps.push(ignore);
  if (ignore && environment.env && environment.repository) {
    draft.note(
      'env-not-ignored',
      `${environment.envPath} was not ignored by git. If it is committed already, .gitignore does nothing for it: keep the new secret out with git rm --cached ${environment.envPath} before the next commit.`,
      undefined,
      'warning',
    );
  }
  draft.change.files.push(...steps);
  return draft.change;
}

const WHY = 'the secret and the connection of the sessions';

/** A line that waits for its value gets it; the others come at the end. */
function envStep(
  existing: { path: string; text: string } | undefined,
  path: string,
  values: (readonly [string, string])[],
): CreateStep | EditStep {
  let text = existing?.text ?? '';
  const lines: string[] = [];
  for (const [name, value] of values) {
    const line = [...text.matchAll(emptyLine(name))].at(-1);
    if (line) {
      const [whole, head = '', gap = '', comment = ''] = line;
      const filled = head + value + (comment === '' ? '' : (gap || ' ') + comment);
      text = text.slice(0, line.index) + filled + text.slice(line.index + whole.length);
    } else lines.push(`${name}=${value}`);
  }
  const step = fileStep(existing && { ...existing, text }, path, lines, WHY, 0o600);
  return step.kind === 'edit' && existing ? { ...step, before: existing.text } : step;
}

function emptyLine(name: string): RegExp {
  return new RegExp(`^([ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=)(?:[ \\t]*(?:""|''|\`\`))?([ \\t]*)(#.*)?$`, 'gm');
}

function fileStep(
  existing: { path: string; text: string } | undefined,
  path: string,
  lines: string[],
  why: string,
  mode?: number,
): CreateStep | EditStep {
  const more = mode === undefined ? {} : { mode };
  if (!existing) return { kind: 'create', path, content: `${lines.join('\n')}\n`, ...more };
  return {
    kind: 'edit',
    path: existing.path,
    before: existing.text,
    after: appended(existing.text, lines),
    why,
    ...more,
  };
}

/** New lines at the end, with the file's line ends. */
function appended(text: string, lines: string[]): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  if (lines.length === 0) return text;
  const gap = text === '' || text.endsWith('\n') ? '' : eol;
  return `${text}${gap}${lines.join(eol)}${eol}`;
}

function exampleStep(project: ProjectFacts, missing: [string, string][]): CreateStep | EditStep | undefined {
  const { env, example, envPath } = project.environment;
  // A project that keeps an env file without an example tells people in its own way.
  if (!example && env) return undefined;
  const has = new Set(
    [...(example?.text.matchAll(/^[ \t#]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=/gm) ?? [])].map(([, name]) => name),
  );
  const lines = missing
    .filter(([name]) => !has.has(name))
    .map(([name, value]) => `${name}=${value === 'secret' || value.includes('@') ? '' : value}`);
  return lines.length === 0
    ? undefined
    : fileStep(example, examplePath(envPath), lines, 'the names of the new variables');
}

/** `config.env` has `config.env.example`; all files of `.env.development` and its kind have one. */
function examplePath(envPath: string): string {
  return envPath.replace(/[^/]+$/, (name) => (name.startsWith('.env') ? '.env.example' : `${name}.example`));
}

function ignoreStep(project: ProjectFacts): CreateStep | EditStep | undefined {
  const { gitignore, ignored, envPath } = project.environment;
  if (ignored) return undefined;
  const name = envPath.split('/').at(-1) ?? '.env';
  if (gitignore) return fileStep(gitignore, gitignore.path, [name], 'the secret stays out of git');
  return { kind: 'create', path: envPath.replace(/[^/]+$/, '.gitignore'), content: `${name}\n` };
}
