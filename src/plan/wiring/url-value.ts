import type { EnvFile } from '../../inspect/environment/env-files.ts';
import { literalText } from '../../inspect/program/value.ts';
import { note, type Work } from '../add/work.ts';

export function isMongoUrl(text: string): boolean {
  return /^mongodb(\+srv)?:\/\/[^\s<>]+$/.test(text);
}

/** Gives the URL's variable a value, unless that would lead code of the app which reads it to another database. */
export function setUrl(work: Work, name: string): void {
  const { environment, urlVariables } = work.facts;
  if (work.variables.has(name) || environment.env?.names.includes(name)) return;
  const other = urlVariables.files.find(({ path, names }) => path !== environment.envPath && names.includes(name));
  const [fallback] = urlVariables.fallbacks.get(name) ?? [''];
  if (other && environment.loaded && !environment.loaded.includes(other.path)) {
    setUnloaded(work, name, other);
  } else if (other) {
    note(work, 'url-elsewhere', `${other.path} has ${name} already, so no other file gives it a value.`);
  } else if (fallback === undefined) {
    const message = `What the code falls back on without ${name} cannot be told, so no file gives it a value, which would lead the app to another database: set it wherever the app runs.`;
    note(work, 'url-elsewhere', message, undefined, 'warning');
  } else work.variables.set(name, isMongoUrl(fallback) ? fallback : newUrl(work, name));
}

/** A file has the value that nothing loads: it is copied, unless it holds credentials, which no plan shows. */
function setUnloaded(work: Work, name: string, { path, text }: EnvFile): void {
  const { envPath } = work.facts.environment;
  const value = exampleOf(text, name);
  const where = `${path} has ${name}, but nothing is seen to load that file`;
  if (value === undefined || !isMongoUrl(value) || value.includes('@')) {
    note(work, 'url-not-loaded', `${where}: copy it to ${envPath}, which the app loads.`, undefined, 'warning');
    return;
  }
  work.variables.set(name, value);
  note(work, 'url-not-loaded', `${where}: its value is copied to ${envPath}, which the app loads.`);
}

/** What the app connects with or its example says, else a database of the project's name; no URL with credentials. */
function newUrl({ facts }: Work, name: string): string {
  const written = facts.databases.map(({ url }) => literalText(url?.value)?.text);
  const known = [...written, exampleOf(facts.environment.example?.text ?? '', name)].find(
    (text) => text !== undefined && isMongoUrl(text) && !text.includes('@') && text.startsWith('mongodb:'),
  );
  const project =
    (facts.package.name ?? 'app')
      .replace(/^@[^/]*\//, '')
      .replace(/[^\w-]+/g, '-')
      .slice(0, 38) || 'app';
  return known ?? `mongodb://127.0.0.1:27017/${project}`;
}

function exampleOf(text: string, name: string): string | undefined {
  return text.match(new RegExp(`^[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=[ \\t]*["']?([^\\s"'#]+)`, 'm'))?.[1];
}
