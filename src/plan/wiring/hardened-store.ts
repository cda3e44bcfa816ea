import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Answers } from '../../questions/values.ts';

import type { AddAnswers, StoreRenderer } from '../decisions.ts';
import type { Draft } from '../draft.ts';
import { refusedAt } from '../refusal.ts';
import { defaultForm, storeClass } from '../source/imports.ts';
import { besides } from '../source/local-imports.ts';
import { connectionOptions, type WiringPlace } from './connection.ts';
import { refuseUntyped } from './refuse-untyped.ts';

const WHY = 'a store that answers in time';
/** What the store's file is put together from, each after what it needs. */
const PARTS = ['src/session', 'src/session-id', 'src/deadline', 'src/database', 'src/session-store'];

/** Writes the store's file beside `place`, and gives the expression that makes the store. */
export function hardenedStore(draft: Draft, place: WiringPlace, render: StoreRenderer): string {
  const { file } = place;
  const options = connectionOptions(draft, place);
  const client = options.find((option) => /^client/.test(option)) ?? '';
  const dbName = options.find((option) => option.startsWith('dbName: '))?.slice('dbName: '.length) ?? '';
  const owns = client.startsWith('clientPromise: connect(');
  const { home, specifier } = besides(file, 'session-store');
  if (draft.project.files.some(({ path }) => path === home)) throw taken(place, home);
  refuseUntyped(draft, place, '--features hardened');
  const content = storeFile(draft, file, render, owns, dbName);
  draft.change.files.push({ kind: 'create', path: home, content });
  const names = owns ? 'SessionStore, connect' : 'SessionStore';
  draft.import({ file, specifier, name: names, local: names, why: WHY });
  draft.change.packages.add['http-errors'] = '^2.0.1';
  if (file.typescript) draft.change.packages.dev['@types/http-errors'] = '^2.0.5';
  explain(draft, place, home);
  return `new SessionStore(${promiseOf(client)})`;
}

/** The client as a promise: the store waits for it, and needs no order of loading. */
function promiseOf(option: string): string {
  const [, key, value] = /^(client|clientPromise)(?:: ([\s\S]+))?$/.exec(option) ?? [];
  return key === 'client' ? `Promise.resolve(${value ?? key})` : (value ?? 'clientPromise');
}

function storeFile(draft: Draft, file: SourceFile, render: StoreRenderer, owns: boolean, dbName: string): string {
  const files = render(answersFor(draft.answers, file), dbName);
  const wanted = PARTS.filter((part) => owns || part !== 'src/database');
  const parts = wanted.flatMap((part) => files.find(({ path }) => path.replace(/\.\w+$/, '') === part) ?? []);
  const { style } = file;
  const { name } = storeClass(draft.storeMajor);
  // 4 and 5 have no named export.
  const loaded = name === 'default' ? joined(parts).replace('{ MongoStore }', 'MongoStore') : joined(parts);
  const required = defaultForm(draft.project, file) !== 'default';
  const whole = required ? loaded.replace(/^import (\w+) from (.*);$/gm, 'import $1 = require($2);') : loaded;
  const indented = whole.replace(/^(?: {2})+/gm, (lead) => style.indent.repeat(lead.length / 2));
  return indented.replaceAll('\n', style.eol);
}

function answersFor(answers: AddAnswers, { typescript, module }: SourceFile): Answers {
  const said = <T>(value: T) => ({ value, from: 'default' as const });
  return {
    language: said(typescript ? 'ts' : 'js'),
    module: said(typescript ? 'esm' : module),
    maxAge: said(answers.maxAgeMs ?? answers.sources.maxAge?.value ?? 1_209_600_000),
    touchAfter: said((answers.touchAfterS ?? 3_600) * 1_000),
    collection: said(answers.collection),
    features: said(['hardened']),
  };
}

const LOAD = /^(?:import .*|const .* = require\(.*\);)\n/gm;
const STRICT = /^'use strict';\n/m;
const EXPORTED = /\nmodule\.exports = \{[^}]*\};\n/;
/** What the app's file imports; the rest is the file's own business. */
const PUBLIC = ['connect', 'SessionStore'];

/** Several modules as one: what they load comes first, once, and nothing is loaded from each other. */
function joined(parts: { content: string }[]): string {
  const texts = parts.map(({ content }) => content);
  const loads = new Set(texts.flatMap((text) => text.match(LOAD) ?? []).filter((load) => !/['"]\.\//.test(load)));
  const bodies = texts.map((text) => text.replace(LOAD, '').replace(STRICT, '').replace(EXPORTED, '').trim());
  const body = bodies
    .join('\n\n')
    .replace(/^export (?=(?:async )?\w+ (\w+))/gm, (word, name) => (PUBLIC.includes(name) ? word : ''));
  const common = texts.some((text) => EXPORTED.test(text));
  const names = PUBLIC.filter((name) => new RegExp(`^(?:function|class) ${name}\\b`, 'm').test(body));
  return [
    ...(common ? ["'use strict';\n\n"] : []),
    ...merged([...loads]),
    `\n${body}\n`,
    ...(common ? [`\nmodule.exports = { ${names.join(', ')} };\n`] : []),
  ].join('');
}

/** `{ a } from 'm'` and `{ b } from 'm'` as one; a type that is loaded with its value is not loaded again. */
function merged(loads: string[]): string[] {
  const braces = /\{ ([^}]*) \}(.*)/;
  const found = new Map<string, string>();
  for (const load of loads) {
    const [, names, rest] = braces.exec(load) ?? [];
    const key = names === undefined ? load : load.replace(braces, `{}${rest}`);
    const known = found.get(key);
    found.set(key, known ? known.replace(braces, (_, before) => `{ ${before}, ${names} }${rest}`) : load);
  }
  return [...found.values()].filter((load) => {
    const [, type, from] = /^import type \{ (\w+) \} (.*)$/m.exec(load) ?? [];
    return type === undefined || !found.get(`import {} ${from}\n`)?.match(new RegExp(`\\b${type}\\b`));
  });
}

function taken(place: WiringPlace, home: string): Error {
  return refusedAt(
    `There is a ${home} already.`,
    'store-file-exists',
    'The hardened store would go there. Rename it, or leave --features hardened out.',
    place,
  );
}

function explain(draft: Draft, place: WiringPlace, home: string): void {
  draft.note(
    'hardened-store',
    `${home} is the store: it answers 503 within two seconds when MongoDB is down or frozen, keeps ids as hashes, never brings an ended session back, and ends each after four times its age.`,
    place,
  );
}
