import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Answers } from '../../questions/values.ts';

import type { AddAnswers, StoreRenderer } from '../decisions.ts';
import type { Draft } from '../draft.ts';
import { refusedAt } from '../refusal.ts';
import { defaultForm, storeClass } from '../source/imports.ts';
import { newFileBeside } from '../source/specifiers.ts';
import { connectionOptions } from './connection.ts';
import type { WiringPlace } from './own-connection.ts';
import { refuseUntyped } from './refuse-untyped.ts';

const WHY = 'use the hardened session store';
/** The modules that the file of the store is composed of, in order of dependency. */
const PARTS = ['src/session', 'src/session-id', 'src/deadline', 'src/database', 'src/session-store'];

/** Creates the file of the store next to `place`; returns the expression that creates the store. */
export function hardenedStore(draft: Draft, place: WiringPlace, render: StoreRenderer): string {
  const { file } = place;
  const options = connectionOptions(draft, place);
  const client = options.find((option) => /^client/.test(option)) ?? '';
  const dbName = options.find((option) => option.startsWith('dbName: '))?.slice('dbName: '.length) ?? '';
  const ownsClient = client.startsWith('clientPromise: connect(');
  const { path: home, specifier } = newFileBeside(draft.project, file, 'session-store');
  if (draft.project.files.some(({ path }) => path === home)) throw fileExists(place, home);
  refuseUntyped(draft, place, '--features hardened');
  const content = storeFile(draft, file, render, ownsClient, dbName);
  draft.change.files.push({ kind: 'create', path: home, content });
  const names = ownsClient ? 'SessionStore, connect' : 'SessionStore';
  draft.import({ file, specifier, name: names, local: names, why: WHY });
  draft.change.packages.add['http-errors'] = '^2.0.1';
  if (file.typescript) draft.change.packages.dev['@types/http-errors'] = '^2.0.5';
  addNote(draft, place, home);
  return `new SessionStore(${promiseOf(client)})`;
}

/** The expression of a promise of the client, which the store waits for. */
function promiseOf(option: string): string {
  const [, key, value] = /^(client|clientPromise)(?:: ([\s\S]+))?$/.exec(option) ?? [];
  return key === 'client' ? `Promise.resolve(${value ?? key})` : (value ?? 'clientPromise');
}

function storeFile(draft: Draft, file: SourceFile, render: StoreRenderer, ownsClient: boolean, dbName: string): string {
  const files = render(answersFor(draft.answers, file), dbName);
  const wanted = PARTS.filter((part) => ownsClient || part !== 'src/database');
  const parts = wanted.flatMap((part) => files.find(({ path }) => path.replace(/\.\w+$/, '') === part) ?? []);
  const { style } = file;
  const { name } = storeClass(draft.storeMajor);
  // 4 and 5 have no named export.
  const loaded = name === 'default' ? joined(parts).replace('{ MongoStore }', 'MongoStore') : joined(parts);
  const required = defaultForm(draft.project, file) !== 'default';
  const source = required ? loaded.replace(/^import (\w+) from (.*);$/gm, 'import $1 = require($2);') : loaded;
  const indented = source.replace(/^(?: {2})+/gm, (lead) => style.indent.repeat(lead.length / 2));
  return indented.replaceAll('\n', style.eol);
}

function answersFor(answers: AddAnswers, { typescript, module }: SourceFile): Answers {
  const answer = <T>(value: T) => ({ value, from: 'default' as const });
  return {
    language: answer(typescript ? 'ts' : 'js'),
    module: answer(typescript ? 'esm' : module),
    maxAge: answer(answers.maxAgeMs ?? answers.sources.maxAge?.value ?? 1_209_600_000),
    touchAfter: answer((answers.touchAfterS ?? 3_600) * 1_000),
    collection: answer(answers.collection),
    features: answer(['hardened']),
  };
}

const LOAD = /^(?:import .*|const .* = require\(.*\);)\n/gm;
const STRICT = /^'use strict';\n/m;
const EXPORTED = /\nmodule\.exports = \{[^}]*\};\n/;
/** Names that the app imports; all others stay private to the file. */
const PUBLIC = ['connect', 'SessionStore'];

/** Joins modules into one: imports first and without duplicates, without imports of each other. */
function joined(parts: { content: string }[]): string {
  const texts = parts.map(({ content }) => content);
  const loads = new Set(texts.flatMap((text) => text.match(LOAD) ?? []).filter((load) => !/['"]\.\//.test(load)));
  const bodies = texts.map((text) => text.replace(LOAD, '').replace(STRICT, '').replace(EXPORTED, '').trim());
  const body = bodies
    .join('\n\n')
    .replace(/^export (?=(?:async )?\w+ (\w+))/gm, (word, name) => (PUBLIC.includes(name) ? word : ''));
  const isCommonJs = texts.some((text) => EXPORTED.test(text));
  const names = PUBLIC.filter((name) => new RegExp(`^(?:function|class) ${name}\\b`, 'm').test(body));
  return [
    ...(isCommonJs ? ["'use strict';\n\n"] : []),
    ...mergeImports([...loads]),
    `\n${body}\n`,
    ...(isCommonJs ? [`\nmodule.exports = { ${names.join(', ')} };\n`] : []),
  ].join('');
}

/** Merges imports of the same module, and removes type imports of names that are also imported as values. */
function mergeImports(loads: string[]): string[] {
  const braces = /\{ ([^}]*) \}(.*)/;
  const found = new Map<string, string>();
  for (const load of loads) {
    const [, names, rest] = braces.exec(load) ?? [];
    const key = names === undefined ? load : load.replace(braces, `{}${rest}`);
    const existing = found.get(key);
    found.set(key, existing ? existing.replace(braces, (_, before) => `{ ${before}, ${names} }${rest}`) : load);
  }
  return [...found.values()].filter((load) => {
    const [, type, from] = /^import type \{ (\w+) \} (.*)$/m.exec(load) ?? [];
    return type === undefined || !found.get(`import {} ${from}\n`)?.match(new RegExp(`\\b${type}\\b`));
  });
}

function fileExists(place: WiringPlace, home: string): Error {
  const message = 'The hardened store would be written to this file. Rename it, or omit --features hardened.';
  return refusedAt(`${home} already exists.`, 'store-file-exists', message, place);
}

function addNote(draft: Draft, place: WiringPlace, home: string): void {
  const message = `Added the hardened store in ${home}: it answers 503 within two seconds if MongoDB is down or not responding, hashes session IDs, never restores a destroyed session, and limits each session to four times its maximum age.`;
  draft.note('hardened-store', message, place);
}
