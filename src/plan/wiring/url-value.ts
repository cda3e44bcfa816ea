import type { EnvFile } from '../../inspect/environment/env-files.ts';
import { literalText } from '../../inspect/program/value.ts';
import type { Draft } from '../draft.ts';

export function isMongoUrl(text: string): boolean {
  return /^mongodb(\+srv)?:\/\/[^\s<>]+$/.test(text);
}

/** Gives the URL's variable a value, unless that would lead code of the app which reads it to another database. */
export function setUrl(draft: Draft, name: string): void {
  const { environment, urlVariables } = draft.project;
  if (draft.change.variables.has(name) || environment.env?.names.includes(name)) return;
  const other = urlVariables.files.find(({ path, names }) => path !== environment.envPath && names.includes(name));
  const [fallback] = urlVariables.fallbacks.get(name) ?? [''];
  if (other && environment.loadedFiles && !environment.loadedFiles.includes(other.path)) {
    setUnloaded(draft, name, other);
  } else if (other) {
    draft.note('url-elsewhere', `${other.path} has ${name} already, so no other file gives it a value.`);
  } else if (fallback === undefined) {
    const message = `What the code falls back on without ${name} cannot be told, so no file gives it a value, which would lead the app to another database: set it wherever the app runs.`;
    draft.note('url-elsewhere', message, undefined, 'warning');
  } else draft.change.variables.set(name, isMongoUrl(fallback) ? fallback : newUrl(draft, name));
}

/** A file has the value that nothing loads: it is copied, unless it holds credentials, which no plan shows. */
function setUnloaded(draft: Draft, name: string, { path, text }: EnvFile): void {
  const { envPath } = draft.project.environment;
  const value = exampleOf(text, name);
  const where = `${path} has ${name}, but nothing is seen to load that file`;
  if (value === undefined || !isMongoUrl(value) || value.includes('@')) {
    draft.note('url-not-loaded', `${where}: copy it to ${envPath}, which the app loads.`, undefined, 'warning');
    return;
  }
  draft.change.variables.set(name, value);
  draft.note('url-not-loaded', `${where}: its value is copied to ${envPath}, which the app loads.`);
}

/** What the app connects with or its example says, else a database of the project's name; no URL with credentials. */
function newUrl({ project }: Draft, variable: string): string {
  const written = project.databases.map(({ url }) => literalText(url?.value)?.text);
  const known = [...written, exampleOf(project.environment.example?.text ?? '', variable)].find(
    (text) => text !== undefined && isMongoUrl(text) && !text.includes('@') && text.startsWith('mongodb:'),
  );
  const name =
    (project.package.name ?? 'app')
      .replace(/^@[^/]*\//, '')
      .replace(/[^\w-]+/g, '-')
      .slice(0, 38) || 'app';
  return known ?? `mongodb://127.0.0.1:27017/${name}`;
}

function exampleOf(text: string, name: string): string | undefined {
  return text.match(new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=[ \\t]*["']?([^\\s"'#]+)`, 'm'))?.[1];
}
