import { posix } from 'node:path';
import type { Node, ObjectExpression, TSTypeElement } from '@babel/types';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { runsBefore } from '../../inspect/program/execution-order.ts';
import { isPackage, isProcessEnv, rootPackage, type Value } from '../../inspect/program/value.ts';
import { contains, endOf, isFunction, isMember, keyName, propertyOf, startOf } from '../../inspect/syntax/ast.ts';
import { type Place, type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import type { ObjectPlace } from '../change.ts';
import type { Draft } from '../draft.ts';
import { envExpression } from '../source/layout.ts';
import { indentAt } from '../source/lines.ts';
import { testGuard } from './test-guard.ts';

const WHY = 'read the secret from the environment';

/** The expression for the secret: a property of the app's settings, or else the variable, which it records. */
export function secretExpression(draft: Draft, file: SourceFile): string {
  const { secretEnv } = draft.answers;
  draft.change.variables.set(secretEnv, 'secret');
  const validated = validatedEnv(draft, file, secretEnv) ?? extendedSchema(draft, file, secretEnv);
  if (validated !== undefined) return `${validated}.${secretEnv}`;
  return settingOf(draft, file) ?? secretRead(draft, file);
}

function secretRead(draft: Draft, file: SourceFile): string {
  const { quote } = file.style;
  const read = envExpression(draft, file, draft.answers.secretEnv);
  const guard = testGuard(draft, file, 'secret');
  if (guard === undefined) return file.typescript ? `${read} as string` : read;
  return `${read} || (${guard} ? ${quote}test${quote} : ${file.typescript ? quote + quote : 'undefined'})`;
}

/** The name of a checked copy of process.env that has a variable: `schema.parse(process.env)`, or the `data` of `safeParse`. */
function validatedEnv({ project }: Draft, file: SourceFile, variable: string): string | undefined {
  const required = new RegExp(`\\b${variable}['"]?\\s*:(?!.*(optional|undefined))`);
  return project.names.get(file)?.find(({ value }) => {
    const call = value.kind === 'member' && /^(data|value)$/.test(value.name) ? value.of : value;
    if (call.kind !== 'call' || !required.test(call.file.text)) return false;
    return call.node.arguments.some((argument) => textOf(call.file, argument).includes('process.env'));
  })?.name;
}

/** The name in a file of what a schema of zod or envalid returns, after the variable was added to the schema. */
function extendedSchema(draft: Draft, file: SourceFile, variable: string): string | undefined {
  const { project } = draft;
  for (const { name, value } of project.names.get(file) ?? []) {
    const call = value.kind === 'member' && value.name === 'data' ? value.of : value;
    if (call.kind !== 'call' || call.file === file) continue;
    const schema = schemaOf(call);
    if (!schema || isShared(project, schema.file) || propertyOf(schema.node, variable) || !isReady(project, call))
      continue;
    // Tests have run without the variable; the schema would end them.
    if (project.tests.files.some(({ loads }) => loads(call.file))) continue;
    draft.addProperty(schema, `${variable}: ${schema.string}`, WHY);
    return name;
  }
  return undefined;
}

/** The schema in `z.object({}).parse(process.env)` or `cleanEnv(process.env, {})`, and its code for a string. */
function schemaOf({ file, node, callee }: Value & { kind: 'call' }): (ObjectPlace & { string: string }) | undefined {
  const [first, second] = node.arguments;
  if (!first || !isProcessEnv(first)) return undefined;
  if (isPackage(callee, 'envalid', 'cleanEnv')) {
    const asks =
      second?.type === 'ObjectExpression' && second.properties.some((one) => /: str\(/.test(textOf(file, one)));
    return asks ? { file, node: second, string: 'str()' } : undefined;
  }
  const object = callee.kind === 'member' && /^(safeP|p)arse$/.test(callee.name) ? callee.of : undefined;
  if (object?.kind !== 'call' || !/^zod(\/|$)/.test(rootPackage(object)?.name ?? '')) return undefined;
  const [shape] = object.node.arguments;
  const z = isMember(object.node.callee) ? textOf(object.file, object.node.callee.object) : '';
  return shape?.type === 'ObjectExpression' && /^\w+$/.test(z)
    ? { file: object.file, node: shape, string: `${z}.string()` }
    : undefined;
}

/** Whether a file belongs to another package of the repository, which other apps may load as well. */
function isShared({ package: { file } }: ProjectFacts, { path }: SourceFile): boolean {
  return posix.relative(posix.dirname(file), path).startsWith('../');
}

/** Whether the env file is loaded when the code runs. */
function isReady({ environment: { loader }, audit }: ProjectFacts, place: Place): boolean {
  return loader !== undefined && (!loader.at || runsBefore(loader.at.position, audit.positionOf(place)));
}

/** An object such as `{ port: process.env.PORT, db: process.env.MONGODB_URI }` that a file imports. */
interface Settings extends ObjectPlace {
  name: string;
  /** The members of its declared type, if it has one. */
  members: TSTypeElement[];
  /** The paths of its keys by the variables that they are read from; `isPlain` where nothing follows the variable. */
  keys: Map<string, { path: string; isPlain: boolean }>;
}

/** The secret as a property of the settings that a file imports; adds it there if necessary. */
function settingOf(draft: Draft, file: SourceFile): string | undefined {
  const { secretEnv } = draft.answers;
  const settings = settingsOf(draft, file);
  if (!settings || isMocked(draft.project, settings.file)) return undefined;
  const { name, keys } = settings;
  const present = keys.get(secretEnv);
  if (present) return `${name}.${present.path}${mayBeUndefined(settings, present) ? ' as string' : ''}`;
  const named = [...keys].filter(([variable, { path }]) => variable === path).length;
  const key =
    named * 2 > keys.size ? secretEnv : secretEnv.toLowerCase().replace(/_+(\w)/g, (_, letter) => letter.toUpperCase());
  const last = settings.members.at(-1);
  // In `{ server: { port }, mongo: { url } }` each subject is an object.
  const isNested = settings.node.properties.every(
    (property) => property.type === 'ObjectProperty' && property.value.type === 'ObjectExpression',
  );
  const added = isNested ? 'session' : key;
  if (propertyOf(settings.node, added) || isShared(draft.project, settings.file)) return undefined;
  if (last && (isNested || !isTypeOfOneObject(draft.project, settings.file, last))) return undefined;
  const read = secretRead(draft, settings.file);
  draft.addProperty(settings, `${added}: ${isNested ? `{ secret: ${read} }` : read}`, WHY);
  if (last) {
    const { text, style } = settings.file;
    const separator = /[;,]$/.exec(textOf(settings.file, last))?.[0] ?? '';
    const readonly = textOf(settings.file, last).startsWith('readonly ') ? 'readonly ' : '';
    const line = `${style.eol}${indentAt(text, startOf(last))}${readonly}${key}: string${separator}`;
    draft.insert(settings.file, endOf(last), line, WHY);
  }
  return `${name}.${isNested ? 'session.secret' : key}`;
}

/** Whether the type that declares a member spans several lines, and only one object has that type. */
function isTypeOfOneObject({ files }: ProjectFacts, file: SourceFile, member: TSTypeElement): boolean {
  let type: Node | undefined = member;
  while (type && type.type !== 'TSInterfaceDeclaration' && type.type !== 'TSTypeAliasDeclaration')
    type = file.index.parents.get(type);
  if (!type || !textOf(file, type).includes('\n')) return false;
  const name = new RegExp(`\\b${type.id.name}\\b`, 'g');
  return files.flatMap(({ text }) => text.match(name) ?? []).length <= 2;
}

/** Whether tests replace the settings by some that lack the secret. */
function isMocked({ tests }: ProjectFacts, { path }: SourceFile): boolean {
  const plain = (name: string): string => name.replace(/(\/index)?(\.\w+)?$/, '').replace(/^([.@~]*\/)*/, '');
  return tests.mocks.some(({ name }) => name.includes('/') && `/${plain(path)}`.endsWith(`/${plain(name)}`));
}

/** Whether a file uses an object that it imports as a whole, such as in `cors(options)`, which may not know the secret. */
function isPassedOn({ names }: ProjectFacts, node: ObjectExpression): boolean {
  return [...names].some(([file, list]) => {
    const own = list.find(({ value }) => value.kind === 'object' && value.node === node && value.file !== file);
    return file.index.identifiers.some((identifier) => {
      if (identifier.name !== own?.name) return false;
      const parent = file.index.parents.get(identifier);
      return parent !== undefined && PASSES.includes(parent.type);
    });
  });
}

const PASSES = ['CallExpression', 'NewExpression', 'SpreadElement'];

/** Whether TypeScript takes a key for undefined as well: it is a plain `process.env.NAME`, or declared as optional. */
function mayBeUndefined({ file, members }: Settings, { path, isPlain }: { path: string; isPlain: boolean }): boolean {
  const declared = members.find((one) => one.type === 'TSPropertySignature' && keyName(one) === path);
  return file.typescript && (declared ? /\?:|undefined/.test(textOf(file, declared)) : isPlain);
}

function settingsOf(draft: Draft, file: SourceFile): Settings | undefined {
  const { project } = draft;
  return project.names.get(file)?.flatMap(({ name, value }): Settings[] => {
    const members = value.kind === 'object' && value.file !== file ? declaredMembers(value) : undefined;
    if (value.kind !== 'object' || !members) return [];
    const keys = keysByVariable(draft, value);
    const byMode = propertyOf(value.node, 'development') ?? propertyOf(value.node, 'production');
    // The settings of one thing, such as `{ host: process.env.DB_HOST, port: process.env.DB_PORT }`, are passed on as a whole.
    const subjects = new Set([...keys.keys()].map((variable) => variable.split('_')[0]));
    const isLimited = subjects.size < 2 || byMode !== undefined || isPassedOn(project, value.node);
    if ((isLimited && !keys.has(draft.answers.secretEnv)) || !isReady(project, value)) return [];
    return [{ ...value, name, keys, members }];
  })[0];
}

/** The members of the type that the object is declared with, if any; undefined if they cannot be extended. */
function declaredMembers({ file, node }: ObjectPlace): TSTypeElement[] | undefined {
  let outer = file.index.parents.get(node);
  if (outer?.type === 'TSAsExpression' && textOf(file, outer.typeAnnotation) === 'const')
    outer = file.index.parents.get(outer);
  if (outer?.type === 'ExportDefaultDeclaration' || outer?.type === 'AssignmentExpression') return [];
  if (outer?.type !== 'VariableDeclarator' || outer.id.type !== 'Identifier') return undefined;
  if (!outer.id.typeAnnotation) return [];
  const name = textOf(file, outer.id.typeAnnotation).replace(/^:\s*/, '');
  for (const statement of file.program.body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type === 'TSInterfaceDeclaration' && declared.id.name === name) return declared.body.body;
    if (declared?.type === 'TSTypeAliasDeclaration' && declared.id.name === name)
      return declared.typeAnnotation.type === 'TSTypeLiteral' ? declared.typeAnnotation.members : undefined;
  }
  return undefined;
}

function keysByVariable({ project }: Draft, { file, node }: ObjectPlace): Settings['keys'] {
  const keys: Settings['keys'] = new Map();
  for (const read of project.environment.reads) {
    if (read.file !== file || !contains(node, read.node)) continue;
    const path: string[] = [];
    for (let at: Node | undefined = read.node; at && at !== node; at = file.index.parents.get(at))
      if (at.type === 'ObjectProperty') path.unshift((at.computed ? undefined : keyName(at)) ?? '');
      else if (isFunction(at)) path.unshift('');
    const isPlain = file.index.parents.get(read.node)?.type === 'ObjectProperty';
    if (path.length > 0 && path.every((key) => key !== '')) keys.set(read.name, { path: path.join('.'), isPlain });
  }
  return keys;
}
