import { isMember, keyName, stringValue, unwrap } from '../../inspect/syntax/ast.ts';
import { isRequire } from '../../inspect/syntax/imports.ts';
import type { Binding } from '../../inspect/syntax/scope.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import { ttlListener } from '../wiring/ttl-listener.ts';
import { inPlaceOf, legacyLoads } from './legacy-imports.ts';

/** What a hand-written wiring needs to know about the project. */
export interface SnippetFacts {
  module: 'esm' | 'cjs';
  typescript: boolean;
  /** Where the lines go: what it imports already is used, and no name of it is declared again. */
  file?: SourceFile;
  /** Share mongoose's connection instead of opening one. */
  mongoose: boolean;
  /** The connection string as the code writes it, when it is not in the variable. */
  url?: string | undefined;
  urlEnv: string;
  secretEnv: string;
  receiver: string;
  /** There is a session() already: only its store is new. */
  existing?: boolean;
  /** 4 and 5 have a default export alone. */
  storeMajor?: number;
}

/** What a project calls these when nothing of it says otherwise. */
export const USUAL_NAMES = { urlEnv: 'MONGODB_URI', secretEnv: 'SESSION_SECRET', receiver: 'app' };

/** Lines for a file of which nothing more is known than how it is written. */
export function forFile(file: SourceFile): Omit<SnippetFacts, 'mongoose'> {
  return { file, module: file.module, typescript: file.typescript, ...USUAL_NAMES };
}

/** The lines to paste when we must not edit: the same wiring as the one we would have written. */
export function sessionSnippet(facts: SnippetFacts): string {
  const { module, typescript, mongoose, receiver, secretEnv } = facts;
  const old = (facts.storeMajor ?? 6) < 6;
  const loads: string[] = [];
  const load = (from: string, name: string, ...locals: [string, ...string[]]): string => {
    const { local, known } = localOf(facts, from, name, locals);
    if (!known)
      loads.push(...(from === 'connect-mongo' ? inPlaceOf(facts.file, old) : []), loadText(module, from, name, local));
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
        `    clientPromise: new Promise${typescript ? '<void>' : ''}((resolve) =>`,
        `      ${shared}.connection.readyState === 1 ? resolve() : ${shared}.connection.once('connected', resolve),`,
        `    ).then(() => ${shared}.connection.getClient()),`,
      ]
    : [
        `    client: new ${own}(${facts.url ?? variable(facts.urlEnv)}),`,
        `    autoRemove: '${old ? 'disabled' : 'interval'}',`,
      ];
  const listener = ttlListener(typescript ? `this: ${store}` : '');
  const end = old && !mongoose ? [`  })${listener.head}`, `    ${listener.body};`, '  }),'] : ['  }),'];
  if (facts.existing)
    return [...loads, '// among the options of session()', `  store: ${store}.create({`, ...client, ...end].join('\n');
  return [
    ...loads,
    '// after static files and body parsers, before passport, flash, csrf and the routes',
    `${receiver}.use(${session}({`,
    `  secret: ${variable(secretEnv)},`,
    '  resave: false,',
    '  saveUninitialized: false,',
    `  store: ${store}.create({`,
    ...client,
    ...end,
    "  cookie: { sameSite: 'lax', secure: 'auto', maxAge: 14 * 24 * 60 * 60 * 1000 },",
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

/** The name that the file has for an export, or one that is free in it. */
function localOf(
  { file }: SnippetFacts,
  from: string,
  name: string,
  locals: [string, ...string[]],
): { local: string; known: boolean } {
  const top = file?.index.scopeOf(file.program).bindings;
  const going = from === 'connect-mongo' ? legacyLoads(file, name === 'default') : [];
  for (const binding of top?.values() ?? [])
    if (!going.includes(binding) && isExport(binding, from, name)) return { local: binding.name, known: true };
  const free = (local: string): boolean => !top?.has(local) || going.some((binding) => binding.name === local);
  return { local: locals.find(free) ?? locals[0], known: false };
}

/** Whether a name stands for an export of a package: `import { a } from 'p'`, `const { a } = require('p')`. */
function isExport({ init, declaration, path }: Binding, from: string, name: string): boolean {
  if (init?.type === 'ImportDeclaration') {
    if (init.source.value !== from) return false;
    if (declaration.type !== 'ImportSpecifier')
      // The module's default is the store as well.
      return name === 'default' || (from === 'connect-mongo' && declaration.type === 'ImportDefaultSpecifier');
    const { imported } = declaration;
    return (imported.type === 'Identifier' ? imported.name : imported.value) === name;
  }
  const whole = init && unwrap(init);
  const keys = whole && isMember(whole) ? [keyName(whole) ?? '?', ...path] : path;
  const call = whole && isMember(whole) ? unwrap(whole.object) : whole;
  if (!call || !isRequire(call) || stringValue(call.arguments[0]) !== from) return false;
  return keys.filter((key) => key !== 'default').join('.') === (name === 'default' ? '' : name);
}
