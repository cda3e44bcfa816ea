import type { SessionFact } from '../../inspect/sessions/session.ts';
import { isMember, keyName, optionValue, stringValue, unwrap } from '../../inspect/syntax/ast.ts';
import { importedName, isRequire } from '../../inspect/syntax/imports.ts';
import type { Binding } from '../../inspect/syntax/scope.ts';
import { lineOfNode, type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
import { ttlListener } from '../wiring/ttl-listener.ts';
import { legacyBindings, replacedLineComments } from './legacy-imports.ts';

/** Facts about the project that determine the lines to paste. */
export interface SnippetFacts {
  module: 'esm' | 'cjs';
  typescript: boolean;
  /** The file to paste into: its imports are reused, and its names are not declared again. */
  file?: SourceFile;
  /** Share the connection of mongoose instead of opening one. */
  mongoose: boolean;
  /** The expression for the connection string, if not the environment variable. */
  url?: string | undefined;
  urlEnv: string;
  secretEnv: string;
  receiver: string;
  /** The session middleware to replace: with both, express-session has no effect. */
  replaced?: SessionFact | undefined;
  /** There already is a session(): only its store is new. */
  existing?: boolean;
  /** Options that the new store keeps. */
  storeOptions?: string[];
  /** Major of connect-mongo; 4 and 5 only have a default export. */
  storeMajor?: number;
}

/** Default names, for a project that does not imply others. */
export const DEFAULT_NAMES = { urlEnv: 'MONGODB_URI', secretEnv: 'SESSION_SECRET', receiver: 'app' };

/** Facts for a file of which only its syntax is known. */
export function forFile(file: SourceFile): Omit<SnippetFacts, 'mongoose'> {
  return { file, module: file.module, typescript: file.typescript, ...DEFAULT_NAMES };
}

/** The lines to paste after a refusal, equivalent to the edits that would have been made. */
export function sessionSnippet(facts: SnippetFacts): string {
  const { module, typescript, mongoose, receiver, secretEnv, replaced } = facts;
  const old = (facts.storeMajor ?? 6) < 6;
  const loads: string[] = [];
  const load = (from: string, name: string, ...locals: [string, ...string[]]): string => {
    const { local, isImported } = localOf(facts, from, name, locals);
    if (!isImported)
      loads.push(
        ...(from === 'connect-mongo' ? replacedLineComments(facts.file, old) : []),
        loadText(module, from, name, local),
      );
    return local;
  };
  const variable = (name: string): string => (typescript ? `process.env.${name} as string` : `process.env.${name}`);
  const session = facts.existing ? '' : load('express-session', 'default', 'session', 'expressSession');
  const store = load('connect-mongo', old ? 'default' : 'MongoStore', 'MongoStore', 'MongoSessionStore');
  const shared = mongoose ? load('mongoose', 'default', 'mongoose', 'mongooseModule') : '';
  const own = mongoose ? '' : load('mongodb', 'MongoClient', 'MongoClient', 'SessionClient');
  if (loads.length > 0) loads.push('');
  const client = mongoose
    ? [
        `    clientPromise: new Promise${typescript ? '<void>' : ''}((resolve) => {`,
        `      if (${shared}.connection.readyState === 1) resolve();`,
        `      else ${shared}.connection.once('connected', resolve);`,
        `    }).then(() => ${shared}.connection.getClient()),`,
      ]
    : [
        `    client: new ${own}(${facts.url ?? variable(facts.urlEnv)}),`,
        `    autoRemove: '${old ? 'disabled' : 'interval'}',`,
      ];
  client.push(...(facts.storeOptions ?? []).map((option) => `    ${option},`));
  const listener = ttlListener(typescript ? `this: ${store}` : '');
  const text = `})${listener.join('\n').replaceAll('\t', '  ')},`.split('\n').map((line) => `  ${line}`);
  const end = old && !mongoose ? text : ['  }),'];
  if (facts.existing)
    return [...loads, '// in the options of session()', `  store: ${store}.create({`, ...client, ...end].join('\n');
  const kept = (name: string): string | undefined => {
    const value = optionValue(replaced?.options?.node, name);
    return value && replaced?.options && textOf(replaced.options.file, value);
  };
  return [
    ...loads,
    replaced
      ? `// instead of the middleware in line ${lineOfNode(replaced.file, replaced.node)} of ${replaced.file.path}`
      : '// after static files and body parsers, before passport, flash, csrf and the routes',
    `${receiver}.use(${session}({`,
    `  secret: ${kept('keys') ?? kept('secret') ?? variable(secretEnv)},`,
    '  resave: false,',
    '  saveUninitialized: false,',
    `  store: ${store}.create({`,
    ...client,
    ...end,
    `  cookie: { sameSite: 'lax', secure: 'auto', maxAge: ${kept('maxAge') ?? '14 * 24 * 60 * 60 * 1000'} },`,
    '}));',
  ].join('\n');
}

function loadText(module: SnippetFacts['module'], from: string, name: string, local: string): string {
  if (module === 'esm') {
    const named = name === local ? name : `${name} as ${local}`;
    return `import ${name === 'default' ? local : `{ ${named} }`} from '${from}';`;
  }
  const named = name === local ? name : `${name}: ${local}`;
  return `const ${name === 'default' ? local : `{ ${named} }`} = require('${from}');`;
}

/** The name of an export in the file, or an unused name for a new import. */
function localOf(
  { file }: SnippetFacts,
  from: string,
  name: string,
  locals: [string, ...string[]],
): { local: string; isImported: boolean } {
  const top = file?.index.scopeOf(file.program).bindings;
  const replaced = from === 'connect-mongo' ? legacyBindings(file, name === 'default') : [];
  for (const binding of top?.values() ?? [])
    if (!replaced.includes(binding) && isExport(binding, from, name)) return { local: binding.name, isImported: true };
  const free = (local: string): boolean => !top?.has(local) || replaced.some((binding) => binding.name === local);
  return { local: locals.find(free) ?? locals[0], isImported: false };
}

/** Whether a binding is an export of a package: `import { a } from 'p'`, `const { a } = require('p')`. */
export function isExport({ init, declaration, path }: Binding, from: string, name: string): boolean {
  if (init?.type === 'ImportDeclaration') {
    if (init.source.value !== from) return false;
    if (declaration.type !== 'ImportSpecifier')
      // The default export of connect-mongo is the class as well.
      return name === 'default' || (from === 'connect-mongo' && declaration.type === 'ImportDefaultSpecifier');
    return importedName(declaration) === name;
  }
  const initializer = init && unwrap(init);
  const keys = initializer && isMember(initializer) ? [keyName(initializer) ?? '?', ...path] : path;
  const call = initializer && isMember(initializer) ? unwrap(initializer.object) : initializer;
  if (!call || !isRequire(call) || stringValue(call.arguments[0]) !== from) return false;
  return keys.filter((key) => key !== 'default').join('.') === (name === 'default' ? '' : name);
}
