import path from 'node:path';
import type { Node } from '@babel/types';
import { endOf, startOf } from '../../inspect/ast.ts';
import { envName, literalText } from '../../inspect/databases.ts';
import type { DatabaseFact } from '../../inspect/facts.ts';
import { type SourceFile, textOf } from '../../inspect/source.ts';
import type { Value } from '../../inspect/values.ts';
import type { Work } from './work.ts';

/** How a file names the connection string: as the app does, or by the variable. */
export function urlExpression(work: Work, file: SourceFile): string {
  const { urlEnv } = work.answers;
  const asked = work.answers.sources.urlEnv?.from === 'flag' || work.answers.sources.urlEnv?.from === 'prompt';
  const reused = asked
    ? undefined
    : work.facts.databases.map((database) => visibleUrl(work, database, file)).find((text) => text !== undefined);
  if (reused !== undefined) return reused;
  const known = work.facts.databases.find(({ url }) => envName(url?.value) === urlEnv);
  work.variables.set(urlEnv, work.variables.get(urlEnv) ?? defaultUrl(work));
  // The app's own expression, fallback included, when it can be read here as it stands.
  if (
    known?.url &&
    /^process\.env\.\w+( (\|\||\?\?) (['"`])mongodb:\/\/[^@$]*\3)?$/.test(textOf(known.file, known.url.node))
  ) {
    const text = textOf(known.file, known.url.node);
    return file.typescript && !/\|\||\?\?/.test(text) ? `${text} as string` : text;
  }
  return file.typescript ? `process.env.${urlEnv} as string` : `process.env.${urlEnv}`;
}

/** The expression that the app connects with, when its name means the same in the file of the store: `config.db`. */
function visibleUrl(work: Work, database: DatabaseFact, file: SourceFile): string | undefined {
  if (!database.url) return undefined;
  const text = textOf(database.file, database.url.node);
  if (database.file === file && isComposed(file, database.url.node)) return text;
  // `url`, `config.db.url`, `config.get('db:url')`.
  const root = /^([A-Za-z_$][\w$]*)(?:\.[A-Za-z_$][\w$]*)*?(?:\.get\((['"])[\w:.-]+\2\))?$/.exec(text)?.[1];
  if (root === undefined || root === 'process') return undefined;
  if (database.file === file && isConstantAbove(work, file, root)) return text;
  const value = work.facts.names.get(database.file)?.find(({ name }) => name === root)?.value;
  const here = value && work.facts.names.get(file)?.find((other) => sameValue(other.value, file, value, database.file));
  return here && here.name + text.slice(root.length);
}

/** A constant of the top level that is there when the store is made. */
function isConstantAbove({ facts }: Work, file: SourceFile, name: string): boolean {
  const binding = file.index.scopeOf(file.program).bindings.get(name);
  const sites = facts.sessions.map(({ options, file: home, node }) => options ?? { file: home, node });
  const site = [...sites, ...(facts.site ? [{ file: facts.site.file, node: facts.site.statement }] : [])][0];
  return binding?.kind === 'const' && site?.file === file && endOf(binding.declaration) <= startOf(site.node);
}

/** `'mongodb://' + host`, `process.env.A || process.env.B`: short, and made of what the whole file can see. */
function isComposed(file: SourceFile, node: Node): boolean {
  if (node.type !== 'BinaryExpression' && node.type !== 'LogicalExpression' && node.type !== 'TemplateLiteral')
    return false;
  const top = file.index.scopeOf(file.program).bindings;
  const inside = file.index.identifiers.filter(
    (identifier) => startOf(node) <= startOf(identifier) && endOf(identifier) <= endOf(node),
  );
  return (
    endOf(node) - startOf(node) <= 100 &&
    inside.every((identifier) => {
      const binding = file.index.resolve(identifier);
      return binding === undefined || top.get(binding.name) === binding;
    })
  );
}

function sameValue(one: Value, home: SourceFile, other: Value, otherHome: SourceFile): boolean {
  if (one.kind === 'module' && other.kind === 'module') return one.file === other.file;
  // One store of settings for the whole process, such as nconf and config; their files name its keys alike.
  if (one.kind === 'package' && other.kind === 'package')
    return moduleOf(one, home) === moduleOf(other, otherHome) && one.path.join('.') === other.path.join('.');
  return (
    one.kind === other.kind && one.kind !== 'unknown' && 'node' in one && 'node' in other && one.node === other.node
  );
}

/** The name of a package; the path of a file that is not there, such as a config that git ignores. */
function moduleOf({ name }: Value & { kind: 'package' }, home: SourceFile): string {
  return name.startsWith('.') ? path.posix.join(path.posix.dirname(home.path), name) : name;
}

/** A database of the project's own name on this machine; never a URL that holds credentials. */
function defaultUrl(work: Work): string {
  const written = work.facts.databases
    .map(({ url }) => literalText(url?.value)?.text)
    .find((text) => text !== undefined && /^mongodb:\/\//.test(text) && !text.includes('@'));
  const name =
    (work.facts.package.name ?? 'app')
      .replace(/^@[^/]*\//, '')
      .replace(/[^\w-]+/g, '-')
      .slice(0, 38) || 'app';
  return written ?? `mongodb://127.0.0.1:27017/${name}`;
}
