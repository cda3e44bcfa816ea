import path from 'node:path';
import type { Node } from '@babel/types';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { envName, literalText, type Value, valueNamed } from '../../inspect/program/value.ts';
import { contains, endOf, isMember, optionValue, startOf, stringValue } from '../../inspect/syntax/ast.ts';
import type { Binding } from '../../inspect/syntax/scope.ts';
import { type Place, type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import { isAsked } from '../decisions.ts';
import type { Draft } from '../draft.ts';
import { envExpression } from '../source/layout.ts';
import { importedUrl, type UrlPlace } from './settings-import.ts';
import { setUrl } from './url-value.ts';

/**
 * The URL of a replaced store that the new one must use as well, to find its sessions; undefined when mongoose uses the
 * same URL.
 */
export function urlToKeep({ project, answers }: Pick<Draft, 'project' | 'answers'>, store: Node): Place | undefined {
  const before = replacedStoreUrl(project, store);
  return before && answers.connection === 'mongoose' && sharesUrl(project, before) ? undefined : before;
}

/** Whether the store connects to a URL other than that of the app: that of the store it replaces, or the one asked for. */
export function keepsOwnUrl({ project, answers }: Draft, store: Node): boolean {
  const before = replacedStoreUrl(project, store);
  if (before) return !sharesUrl(project, before);
  return (
    isAsked(answers.sources, 'urlEnv') && project.databases.every(({ url }) => envName(url?.value) !== answers.urlEnv)
  );
}

/** Whether the app connects to the same URL. */
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

/** The URL of a MongoDB store other than connect-mongo; of the given store if there is one. */
export function replacedStoreUrl({ sessions }: ProjectFacts, store?: Node): Place | undefined {
  for (const one of sessions.flatMap((session) => [session.store ?? [], session.otherStores].flat())) {
    if (!one.options || !/mongo/i.test(one.package ?? '') || one.package === 'connect-mongo') continue;
    const { file, node } = one.options;
    const [url] = ['uri', 'url', 'mongoUrl', 'connectionString'].flatMap((name) => optionValue(node, name) ?? []);
    if (url && (store ?? one.node) === one.node) return { file, node: url };
  }
  return undefined;
}

/**
 * The expression for the connection string in a file: that of the app where possible, else the environment variable.
 * @param at the node that uses it; if that is a replaced store, its URL takes precedence
 */
export function urlExpression(draft: Draft, file: SourceFile, at: Node): string {
  const { urlEnv, sources } = draft.answers;
  const asked = isAsked(sources, 'urlEnv');
  const before = asked ? undefined : replacedStoreUrl(draft.project, at);
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
  if (!asked) warnOfDifferentUrl(draft);
  const fallback = draft.project.urlVariables.fallbacks.get(urlEnv)?.[0];
  // The fallback of other code, which applies where there is no env file, as in CI.
  if (fallback !== undefined && /^mongodb:\/\/[^@'"`$]+$/.test(fallback))
    return `${envExpression(draft, file, urlEnv)} || ${file.style.quote}${fallback}${file.style.quote}`;
  return file.typescript ? `${envExpression(draft, file, urlEnv)} as string` : envExpression(draft, file, urlEnv);
}

/** The expression of the app for its URL: one in scope, else one that can be imported. */
function reusedUrl(draft: Draft, file: SourceFile, at: Node): string | undefined {
  const urls = draft.project.databases.flatMap(({ file, url }) =>
    url ? [{ file, node: url.node }, ...url.from].flatMap(withSource).map((one) => ({ ...one, value: url.value })) : [],
  );
  for (const find of [visibleUrl, importedUrl])
    for (const url of urls) {
      const text = find(draft, url, file, at);
      if (text !== undefined) return text;
    }
  return undefined;
}

/** A URL, and what its constant is read from: `env` and `.db` for `const { db } = env`. */
function withSource({ file, node }: Place): Omit<UrlPlace, 'value'>[] {
  const { init, kind, path = [] } = (node.type === 'Identifier' && file.index.resolve(node)) || {};
  const isRead = kind === 'const' && init !== undefined && /^[\w$.]+$/.test(textOf(file, init)) && !path.includes('?');
  const source = isRead ? [{ file, node: init, rest: path.map((key) => `.${key}`).join('') }] : [];
  return [{ file, node, rest: '' }, ...source];
}

/** The expression of the app that reads the variable, with its fallback, if it is valid in any file. */
function ownRead({ project, answers }: Draft): string | undefined {
  const url = project.databases.find(({ url }) => envName(url?.value) === answers.urlEnv)?.url;
  const text = url && 'node' in url.value ? textOf(url.value.file, url.value.node) : '';
  return /^process\.env\.\w+( (\|\||\?\?) (['"`])mongodb:\/\/[^@$]*\3)?$/.test(text) ? text : undefined;
}

/** Warns when the app connects to a URL that the file of the store cannot access. */
function warnOfDifferentUrl(draft: Draft): void {
  const { urlEnv } = draft.answers;
  const different = draft.project.databases.find(
    ({ url }) => url && envName(url.value) !== urlEnv && !literalText(url.value) && url.node.type !== 'StringLiteral',
  );
  if (!different?.url) return;
  const text = textOf(different.file, different.url.node);
  // `config.MONGO_URI` is named after the variable that it is read from.
  if (text.split('.').at(-1) === urlEnv) return;
  const description = text.length < 60 && !text.includes('://') ? `\`${text}\`` : 'a different URL';
  const message = `The app connects to ${description}, the session store to ${urlEnv}. Make sure that both name the same database.`;
  draft.warn('set-connection', message, { file: different.file, node: different.url.node });
}

/** The expression of the app for its URL, such as `config.db`, if it has the same meaning in the file of the store. */
function visibleUrl(
  draft: Draft,
  { file: home, node, rest }: UrlPlace,
  file: SourceFile,
  at: Node,
): string | undefined {
  const text = textOf(home, node) + rest;
  // A password in the source code is not repeated.
  if (/:\/\/[^/\s]*:[^/\s]+@/.test(text.replace(/\$\{[^}]*\}/g, ''))) return undefined;
  if (home === file && isSimpleExpression(file, node, at)) return constantOf(file, text, at) ?? text;
  // `${process.env.HOST}/${process.env.DB}` means the same in every file.
  if (node.type === 'TemplateLiteral' && node.expressions.every((one) => /^process\.env\.\w+$/.test(textOf(home, one))))
    return text;
  // `url`, `config.db.url`, `config.get('db:url')`.
  const root = /^([A-Za-z_$][\w$]*)(?:\.[A-Za-z_$][\w$]*)*?(?:\.get\((['"])[\w:.-]+\2\))?$/.exec(text)?.[1];
  if (root === undefined || root === 'process') return undefined;
  const first = home.index.identifiers.find((identifier) => startOf(identifier) === startOf(node));
  const own = home === file && first ? file.index.resolve(first) : undefined;
  if (own && isInScope(file, own, at)) return text;
  const inner = first && home.index.resolve(first);
  const value = isTopLevel(home, root, inner) ? valueNamed(draft.project.names, home, root) : undefined;
  const local =
    value &&
    draft.project.names
      .get(file)
      ?.find(
        (other) =>
          isTopLevel(file, other.name, file.index.lookup(other.name, at)) && sameValue(other.value, file, value, home),
      );
  return local && local.name + text.slice(root.length);
}

/** Whether a binding is the top-level one of that name: a parameter may shadow it. */
function isTopLevel(file: SourceFile, name: string, binding: Binding | undefined): boolean {
  return binding === file.index.scopeOf(file.program).bindings.get(name);
}

function isInScope(file: SourceFile, own: Binding, at: Node): boolean {
  if (file.index.lookup(own.name, at) !== own) return false;
  if (own.kind === 'param') return own.assigned.length === 0 && contains(own.declaration, at);
  return endOf(own.declaration) <= startOf(at) && reaches(file, own, at);
}

/** Whether a node is in the block of a declaration. */
function reaches(file: SourceFile, { declaration }: Binding, at: Node): boolean {
  let block = file.index.parents.get(declaration);
  while (block && block.type !== 'Program' && block.type !== 'BlockStatement') block = file.index.parents.get(block);
  return block !== undefined && contains(block, at);
}

/** The top-level variable that the file sets to the same expression. */
function constantOf(file: SourceFile, text: string, at: Node): string | undefined {
  return [...file.index.scopeOf(file.program).bindings.values()].find((own) => {
    const { declaration } = own;
    const init = declaration.type === 'VariableDeclarator' ? declaration.init : undefined;
    return init && textOf(file, init) === text && own.assigned.length === 0 && isInScope(file, own, at);
  })?.name;
}

/** Whether an expression, such as `'mongodb://' + host`, is short and refers to top-level names only. */
function isSimpleExpression(file: SourceFile, node: Node, at: Node): boolean {
  if (node.type !== 'BinaryExpression' && node.type !== 'LogicalExpression' && node.type !== 'TemplateLiteral')
    return false;
  const inside = file.index.identifiers.filter((identifier) => contains(node, identifier));
  return (
    endOf(node) - startOf(node) <= 200 &&
    inside.every((identifier) => {
      const parent = file.index.parents.get(identifier);
      if (parent && isMember(parent) && parent.property === identifier && !parent.computed) return true;
      const binding = file.index.resolve(identifier);
      return isTopLevel(file, identifier.name, binding) && file.index.lookup(identifier.name, at) === binding;
    })
  );
}

function sameValue(one: Value, home: SourceFile, other: Value, otherHome: SourceFile): boolean {
  if (one.kind === 'module' && other.kind === 'module') return one.file === other.file;
  // Settings packages such as nconf and config have one instance per process.
  if (one.kind === 'package' && other.kind === 'package')
    return moduleOf(one, home) === moduleOf(other, otherHome) && one.path.join('.') === other.path.join('.');
  return (
    one.kind === other.kind && one.kind !== 'unknown' && 'node' in one && 'node' in other && one.node === other.node
  );
}

/** The name of a package, or the path of a missing file, such as a config file that git ignores. */
function moduleOf({ name }: Value & { kind: 'package' }, home: SourceFile): string {
  return name.startsWith('.') ? path.posix.join(path.posix.dirname(home.path), name) : name;
}
