import path from 'node:path';
import type { Node } from '@babel/types';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { envName, literalText, type Value } from '../../inspect/program/value.ts';
import { contains, endOf, isMember, propertyOf, startOf, stringValue } from '../../inspect/syntax/ast.ts';
import type { Binding } from '../../inspect/syntax/scope.ts';
import { type Place, type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import type { Draft } from '../draft.ts';
import { variable } from '../source/layout.ts';
import { importedUrl } from './settings-import.ts';
import { setUrl } from './url-value.ts';

/** What a store that goes connects with, where the new one goes on with it: another database would lose its sessions. */
export function keptUrl({ project, answers }: Pick<Draft, 'project' | 'answers'>, store: Node): Place | undefined {
  const before = replacedUrl(project, store);
  return before && answers.connection === 'mongoose' && sharesUrl(project, before) ? undefined : before;
}

/** Whether the app itself connects with it. */
function sharesUrl({ databases }: ProjectFacts, { file, node }: Place): boolean {
  const text = textOf(file, node);
  const read = /^process\.env\.(\w+)/.exec(text)?.[1];
  return databases.some(
    ({ file: other, url }) =>
      url &&
      (textOf(other, url.node) === text ||
        (read !== undefined && envName(url.value) === read) ||
        (stringValue(node) !== undefined && literalText(url.value)?.text === stringValue(node))),
  );
}

/** The URL that a store in MongoDB which is not connect-mongo's connects with; of one store when `store` names it. */
export function replacedUrl({ sessions }: ProjectFacts, store?: Node): Place | undefined {
  for (const one of sessions.flatMap((session) => [session.store ?? [], session.otherStores].flat())) {
    if (!one.options || !/mongo/i.test(one.package ?? '') || one.package === 'connect-mongo') continue;
    const { file, node } = one.options;
    const property = ['uri', 'url', 'mongoUrl', 'connectionString']
      .map((name) => propertyOf(node, name))
      .find((found) => found?.type === 'ObjectProperty');
    if (property?.type === 'ObjectProperty' && (store ?? one.node) === one.node) return { file, node: property.value };
  }
  return undefined;
}

/**
 * How a file names the connection string: as the app does, or by the variable.
 * @param at the place it is for; a store that goes there holds its sessions in what it connects with
 */
export function urlExpression(draft: Draft, file: SourceFile, at: Node): string {
  const { urlEnv } = draft.answers;
  const asked = draft.answers.sources.urlEnv?.from === 'flag' || draft.answers.sources.urlEnv?.from === 'prompt';
  const before = asked ? undefined : replacedUrl(draft.project, at);
  if (before?.file === file) {
    const text = textOf(file, before.node);
    const read = /^process\.env\.(\w+)/.exec(text)?.[1];
    if (read !== undefined) setUrl(draft, read);
    if (read !== undefined || before.node.type === 'StringLiteral' || contains(at, before.node)) return text;
  }
  const reused = asked ? undefined : reusedUrl(draft, file, at);
  if (reused !== undefined) return reused;
  setUrl(draft, urlEnv);
  const own = ownRead(draft);
  if (own !== undefined) return file.typescript && !/\|\||\?\?/.test(own) ? `${own} as string` : own;
  if (!asked) nameUnlike(draft);
  const fallback = draft.project.urlVariables.fallbacks.get(urlEnv)?.[0];
  // What other code goes on with where there is no env file, as in CI.
  if (fallback !== undefined && /^mongodb:\/\/[^@'"`$]+$/.test(fallback))
    return `${variable(draft, file, urlEnv)} || ${file.style.quote}${fallback}${file.style.quote}`;
  return file.typescript ? `${variable(draft, file, urlEnv)} as string` : variable(draft, file, urlEnv);
}

/** The app's own expression: the one that the file can name, else one that it can import. */
function reusedUrl(draft: Draft, file: SourceFile, at: Node): string | undefined {
  const urls = draft.project.databases.flatMap(({ file, url }) =>
    url ? [{ file, node: url.node }, ...url.from].map((place) => ({ ...place, value: url.value })) : [],
  );
  for (const find of [visibleUrl, importedUrl])
    for (const url of urls) {
      const text = find(draft, url, file, at);
      if (text !== undefined) return text;
    }
  return undefined;
}

/** The app's own way to read the variable, fallback included, when any file can read it as it stands. */
function ownRead({ project, answers }: Draft): string | undefined {
  const url = project.databases.find(({ url }) => envName(url?.value) === answers.urlEnv)?.url;
  const text = url && 'node' in url.value ? textOf(url.value.file, url.value.node) : '';
  return /^process\.env\.\w+( (\|\||\?\?) (['"`])mongodb:\/\/[^@$]*\3)?$/.test(text) ? text : undefined;
}

/** The app connects with what cannot be named in the file of the store: both have to lead to one database. */
function nameUnlike(draft: Draft): void {
  const { urlEnv } = draft.answers;
  const unlike = draft.project.databases.find(
    ({ url }) => url && envName(url.value) !== urlEnv && !literalText(url.value) && url.node.type !== 'StringLiteral',
  );
  if (!unlike?.url) return;
  const text = textOf(unlike.file, unlike.url.node);
  // `config.MONGO_URI` is named after the variable that it is read from.
  if (text.split('.').at(-1) === urlEnv) return;
  const shown = text.length < 60 && !text.includes('://') ? `\`${text}\`` : 'something else';
  const message = `The app connects with ${shown}, the sessions with ${urlEnv}: put the same database there.`;
  draft.note('set-connection', message, { file: unlike.file, node: unlike.url.node }, 'warning');
}

/** The expression that the app connects with, when its name means the same in the file of the store: `config.db`. */
function visibleUrl(draft: Draft, { file: home, node }: Place, file: SourceFile, at: Node): string | undefined {
  const text = textOf(home, node);
  if (home === file && isComposed(file, node, at)) return text;
  // `url`, `config.db.url`, `config.get('db:url')`.
  const root = /^([A-Za-z_$][\w$]*)(?:\.[A-Za-z_$][\w$]*)*?(?:\.get\((['"])[\w:.-]+\2\))?$/.exec(text)?.[1];
  if (root === undefined || root === 'process') return undefined;
  const first = home.index.identifiers.find((identifier) => startOf(identifier) === startOf(node));
  const own = home === file && first ? file.index.resolve(first) : undefined;
  if (own && isInScope(file, own, at)) return text;
  const inner = first && home.index.resolve(first);
  const value = isTop(home, root, inner) ? nameIn(draft, home, root) : undefined;
  const here =
    value &&
    draft.project.names
      .get(file)
      ?.find(
        (other) =>
          isTop(file, other.name, file.index.lookup(other.name, at)) && sameValue(other.value, file, value, home),
      );
  return here && here.name + text.slice(root.length);
}

function nameIn({ project }: Draft, file: SourceFile, root: string): Value | undefined {
  return project.names.get(file)?.find(({ name }) => name === root)?.value;
}

/** Whether a binding is the one that the whole file has by that name: a parameter may hide it. */
function isTop(file: SourceFile, name: string, binding: Binding | undefined): boolean {
  return binding === file.index.scopeOf(file.program).bindings.get(name);
}

function isInScope(file: SourceFile, own: Binding, at: Node): boolean {
  if (file.index.lookup(own.name, at) !== own) return false;
  if (own.kind === 'param') return own.assigned.length === 0 && contains(own.declaration, at);
  return endOf(own.declaration) <= startOf(at) && reaches(file, own, at);
}

/** Whether a declaration's block, or function, holds the place too. */
function reaches(file: SourceFile, { declaration }: Binding, at: Node): boolean {
  let block = file.index.parents.get(declaration);
  while (block && block.type !== 'Program' && block.type !== 'BlockStatement') block = file.index.parents.get(block);
  return block !== undefined && contains(block, at);
}

/** `'mongodb://' + host`, `process.env.A || process.env.B`: short, and made of what the whole file can see. */
function isComposed(file: SourceFile, node: Node, at: Node): boolean {
  if (node.type !== 'BinaryExpression' && node.type !== 'LogicalExpression' && node.type !== 'TemplateLiteral')
    return false;
  const inside = file.index.identifiers.filter((identifier) => contains(node, identifier));
  return (
    endOf(node) - startOf(node) <= 100 &&
    inside.every((identifier) => {
      const holder = file.index.parents.get(identifier);
      if (holder && isMember(holder) && holder.property === identifier && !holder.computed) return true;
      const binding = file.index.resolve(identifier);
      return isTop(file, identifier.name, binding) && file.index.lookup(identifier.name, at) === binding;
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
