import type { DatabaseFact } from '../../inspect/databases/connections.ts';
import type { EnvFile } from '../../inspect/environment/env-files.ts';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { literalText, unionMembers, type Value } from '../../inspect/program/value.ts';
import { literally } from '../../inspect/project/literally.ts';
import type { Draft } from '../draft.ts';

type DatabaseUrl = NonNullable<DatabaseFact['url']>;

export function isMongoUrl(text: string): boolean {
  return /^mongodb(\+srv)?:\/\/[^\s<>]+$/.test(text);
}

/** Sets a value for the URL variable, unless other code reads it and would connect to another database. */
export function setUrl(draft: Draft, name: string): void {
  const { environment, urlVariables } = draft.project;
  if (draft.change.variables.has(name) || environment.env?.names.includes(name)) return;
  const other = urlVariables.files.find(({ path, names }) => path !== environment.envPath && names.includes(name));
  const [fallback] = urlVariables.fallbacks.get(name) ?? [''];
  if (other && environment.loadedFiles && !environment.loadedFiles.includes(other.path)) {
    copyUnloaded(draft, name, other);
  } else if (other) {
    draft.note('url-elsewhere', `${name} is already set in ${other.path}.`);
  } else if (fallback === undefined) {
    const message = `Did not set ${name}: other code reads it with a fallback that is unknown, and would connect to another database. Set it everywhere that the app runs.`;
    draft.warn('url-elsewhere', message);
  } else draft.change.variables.set(name, isMongoUrl(fallback) ? fallback : newUrl(draft, name));
}

/** Sets a variable that the env file leaves empty, since the app has not used MongoDB on this machine. */
export function fillEmptyUrl(draft: Draft, name: string | undefined): void {
  const { env, envPath } = draft.project.environment;
  const isEmpty =
    name !== undefined && new RegExp(`^[ \\t]*(export[ \\t]+)?${name}[ \\t]*=`, 'm').test(env?.text ?? '');
  if (!isEmpty || env?.names.includes(name)) return;
  setUrl(draft, name);
  const message = `${name} was empty in ${envPath}. Sessions need MongoDB in every mode of the app, so it is now the URL of a local database.`;
  if (draft.change.variables.has(name)) draft.warn('url-empty', message);
}

/** Copies the value from an env file that nothing loads, unless it contains credentials, which a plan must not show. */
function copyUnloaded(draft: Draft, name: string, { path, text }: EnvFile): void {
  const { envPath } = draft.project.environment;
  const value = valueIn(text, name);
  const problem = `${path} sets ${name}, but nothing was found to load that file`;
  if (value === undefined || !isMongoUrl(value) || value.includes('@')) {
    draft.warn('url-not-loaded', `${problem}. Copy the value to ${envPath}, which the app loads.`);
    return;
  }
  draft.change.variables.set(name, value);
  const message = `Copied ${name} from ${path}, which nothing was found to load, to ${envPath}, which the app loads.`;
  draft.note('url-not-loaded', message);
}

/**
 * The URL without credentials that the app or its example env file uses, else that of a local database named after the
 * project.
 */
function newUrl({ project }: Draft, variable: string): string {
  const literals = project.databases.map(
    ({ url }) => literalText(url?.value)?.text ?? (url && composedText(project, url)),
  );
  const existing = [...literals, valueIn(project.environment.example?.text ?? '', variable)].find(
    (text) => text !== undefined && isMongoUrl(text) && !text.includes('@') && text.startsWith('mongodb:'),
  );
  const name =
    (project.package.name ?? 'app')
      .replace(/^@[^/]*\//, '')
      .replace(/[^\w-]+/g, '-')
      .slice(0, 38) || 'app';
  return existing ?? `mongodb://127.0.0.1:27017/${name}`;
}

/** The text of a template literal, such as `mongodb://${DB_HOST}/${DB_NAME}`, with the values of the env file. */
function composedText({ environment }: ProjectFacts, { value, parts }: DatabaseUrl): string | undefined {
  if (value.kind !== 'unknown' || value.node.type !== 'TemplateLiteral') return undefined;
  const textOfPart = (part: Value): string | undefined => {
    if (part.kind === 'literal') return String(part.value);
    return part.kind === 'env' ? valueIn(environment.env?.text ?? '', part.name) : undefined;
  };
  const texts = parts.map((part) =>
    unionMembers(part)
      .map(textOfPart)
      .find((text) => text !== undefined),
  );
  if (texts.includes(undefined)) return undefined;
  return value.node.quasis.map(({ value: text }, at) => (text.cooked ?? '') + (texts[at] ?? '')).join('');
}

export function valueIn(text: string, name: string): string | undefined {
  return text.match(
    new RegExp(`^[ \\t]*(?:export[ \\t]+)?${literally(name)}[ \\t]*=[ \\t]*["']?([^\\s"'#]+)`, 'm'),
  )?.[1];
}
