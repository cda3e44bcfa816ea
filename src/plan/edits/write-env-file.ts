import { parseEnv } from 'node:util';
import { looksCommitted } from '../../inspect/environment/env-files.ts';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { literally } from '../../inspect/project/literally.ts';
import { optionOf } from '../../inspect/sessions/options.ts';
import { contains } from '../../inspect/syntax/ast.ts';
import { isPublic } from '../../rules/public-secret.ts';
import type { CreateStep, EditStep } from '../../types.ts';
import { appendLines } from '../append-lines.ts';
import type { Change } from '../change.ts';
import type { Decisions } from '../decisions.ts';
import type { Draft } from '../draft.ts';
import { secretToken } from '../secrets.ts';
import { testsOfSessions } from '../wiring/test-guard.ts';

/** Adds missing variables that the new code reads to the env file and its example, and the env file to .gitignore. */
export function writeEnvFile(draft: Draft, { variables }: Change): void {
  const { project, decisions } = draft;
  const { environment } = project;
  const defined = new Set(environment.env?.names ?? []);
  // The env file outside the project may hold the URL that the app reads, and the first value of a variable wins.
  const outside = new Set(environment.loadsOutside ? environment.reads.map(({ name }) => name) : []);
  const unset = [...variables].filter(
    ([name, value]) => !defined.has(name) && (value === 'secret' || !outside.has(name)),
  );
  if (unset.length === 0) return;
  const missing = environment.env ? unset : [...secretsRead(project, decisions, variables), ...unset];
  const names = missing.map(([name]) => name).join(' and ');
  const [them, they, values] = missing.length > 1 ? ['them', 'they were', 'values'] : ['it', 'it was', 'a value'];
  const { envPath, loader } = environment;
  const elsewhere = 'everywhere else that the app runs.';
  if (loader?.computed && loader.at && !environment.env) {
    const message = `The app reads ${names}. This call computes which env file it loads, so ${they} not written to any. Set ${them} in that file, and ${elsewhere}`;
    draft.warn('env-computed', message, loader.at);
    const example = exampleStep(project, missing, false);
    if (example) draft.change.files.push(example);
    return;
  }
  if (ENCRYPTED.test(environment.env?.text ?? '')) {
    const commands = missing.map(([name]) => `npx dotenvx set ${name} <value>`).join(' and ');
    const message = `Did not write ${names} to ${envPath}, whose values are encrypted. Run ${commands}.`;
    draft.warn('env-encrypted', message);
    return;
  }
  if (/\.(json|[cm]?js)$|cmdrc$/.test(envPath)) {
    const message = `The app reads ${names}. Add ${them} to ${envPath}, which was not changed, and ${elsewhere}`;
    draft.warn('set-variables', message, { file: envPath });
    return;
  }
  if (looksCommitted(envPath)) {
    const message = `Did not write ${names} to ${envPath}, which the app loads but which looks like a committed example. Set ${them} in the environment, or load a .env file that git ignores.`;
    draft.warn('env-is-example', message);
    return;
  }
  const message = `The app reads ${names}. ${envPath} contains ${values} for this machine; set ${them} ${elsewhere}`;
  draft.note('set-variables', message);
  const steps: (CreateStep | EditStep)[] = [];
  const lines = missing.map(([name, value]) => [name, value === 'secret' ? secretToken(name) : value] as const);
  steps.push(envStep(environment.env, envPath, lines));
  const isSecret = missing.some(([, value]) => value === 'secret');
  const ignore = isSecret || !environment.env ? ignoreStep(project) : undefined;
  const example = exampleStep(project, missing, isSecret);
  const isChecked = environment.loader?.label.startsWith('dotenv-safe') && testsOfSessions(project).length > 0;
  if (example && isChecked) {
    const message = `Did not add ${names} to ${example.path}: dotenv-safe ends tests where a name in that file has no value, as in CI. Set the values there before you add the names.`;
    draft.warn('example-checked', message);
  } else if (example) steps.push(example);
  if (ignore) steps.push(ignore);
  if (isSecret && environment.tracked) {
    const others = namesIn(environment.env?.text ?? '').length > 0 && example !== undefined;
    const copied = others ? ` A new clone then needs its own: copy ${example.path} to ${envPath}.` : '';
    const message = `${envPath} is committed.${ignore ? ' Added it to .gitignore.' : ''} Run git rm --cached ${envPath} before the next commit to keep the new secret out of git.${copied}`;
    draft.warn('env-committed', message);
  } else if (ignore && environment.env)
    draft.note('env-not-ignored', `Added ${envPath}, which now contains a secret, to .gitignore.`);
  draft.change.files.push(...steps);
}

/** The secrets that the edited sessions already read, without a fallback and without a value in any env file. */
function secretsRead(
  { audit, environment, urlVariables }: ProjectFacts,
  { sessions }: Decisions,
  variables: Change['variables'],
): [string, 'secret'][] {
  const places = sessions.flatMap(({ options }) => optionOf(options, 'secret') ?? []);
  const reads = environment.reads.filter(
    ({ file, node }) =>
      places.some((place) => place.file === file && contains(place.node, node)) &&
      file.index.parents.get(node)?.type !== 'LogicalExpression',
  );
  // The secret may also be a constant or come from another file.
  const values = audit.secrets().filter(({ session }) => sessions.includes(session));
  const followed = values.flatMap(({ session, value }) => {
    const isSure = values.every((one) => one.session !== session || !(one.isFallback || one.isAlternative));
    return value.kind === 'env' && isSure ? value : [];
  });
  const names = new Set([...reads, ...followed].map(({ name }) => name).filter((name) => !variables.has(name)));
  return [...names]
    .filter((name) => !isPublic(name) && !urlVariables.files.some((file) => file.names.includes(name)))
    .map((name) => [name, 'secret']);
}

/** What dotenvx writes to an env file that is meant to be committed. */
const ENCRYPTED = /^DOTENV_PUBLIC_KEY|=\s*["']?encrypted:/m;

const WHY = 'add the session variables';

/** Sets variables that have no value yet, and appends the others. */
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
      const [emptyLineText, head = '', gap = '', comment = ''] = line;
      const filled = head + value + (comment === '' ? '' : (gap || ' ') + comment);
      text = text.slice(0, line.index) + filled + text.slice(line.index + emptyLineText.length);
    } else lines.push(`${name}=${value}`);
  }
  const step = fileStep(existing && { ...existing, text }, path, lines, WHY, 0o600);
  return step.kind === 'edit' && existing ? { ...step, before: existing.text } : step;
}

function emptyLine(name: string): RegExp {
  return new RegExp(
    `^([ \\t]*(?:export[ \\t]+)?${literally(name)}[ \\t]*=)(?:[ \\t]*(?:""|''|\`\`))?([ \\t]*)(#.*)?$`,
    'gm',
  );
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
    after: appendLines(existing.text, lines),
    why,
    ...more,
  };
}

function exampleStep(
  project: ProjectFacts,
  missing: [string, string][],
  isSecret: boolean,
): CreateStep | EditStep | undefined {
  const { env, example, newExample, tracked } = project.environment;
  const path = example?.path ?? newExample;
  // A project with an env file but no example documents its variables elsewhere, unless it has committed that file until now.
  if (!example && env && !(tracked && isSecret)) return undefined;
  const has = new Set(namesIn(example?.text ?? ''));
  const set = parseEnv(env?.text ?? '');
  const names = example ? [] : namesIn(env?.text ?? '').filter((name) => name in set);
  const before = [...new Set(names)].map((name): [string, string] => [name, isSetting(name) ? (set[name] ?? '') : '']);
  const lines = [...before, ...missing]
    .filter(([name]) => !has.has(name))
    .map(([name, value]) => `${name}=${value === 'secret' || value.includes('@') ? '' : value}`);
  return lines.length === 0 || path === undefined ? undefined : fileStep(example, path, lines, 'add the new variables');
}

/** Whether a variable of a committed env file is no secret by its name: a build or a path. */
function isSetting(name: string): boolean {
  return !/secret|pass|pwd|key|token|auth|user|cred|salt|ur[li]|dsn|mongo|(^|_)(db|id)(_|$)/i.test(name);
}

/** The names at the start of lines and of comments, in order. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/^[ \t#]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=/gm)].map(([, name = '']) => name);
}

function ignoreStep(project: ProjectFacts): CreateStep | EditStep | undefined {
  const { gitignore, ignored, envPath } = project.environment;
  if (ignored) return undefined;
  const name = envPath.split('/').at(-1) ?? '.env';
  if (gitignore) return fileStep(gitignore, gitignore.path, [name], 'ignore the env file');
  return { kind: 'create', path: envPath.replace(/[^/]+$/, '.gitignore'), content: `${name}\n` };
}
