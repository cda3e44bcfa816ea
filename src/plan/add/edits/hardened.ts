import { RefusedError } from '../../../errors.ts';
import { lineOfNode, type SourceFile } from '../../../inspect/source.ts';
import type { Answers } from '../../../questions/values.ts';
import type { RenderedFile } from '../../create/render.ts';
import type { AddAnswers, StoreRenderer } from '../answers.ts';
import { defaultForm, importStatement, storeWish } from '../imports.ts';
import { besides } from '../localImports.ts';
import { planSnippet } from '../snippet.ts';
import { connectionOptions, type WiringPlace } from '../wiring.ts';
import { note, type Work } from '../work.ts';
import { refuseUntyped } from './untyped.ts';

const WHY = 'a store that answers in time';
/** What the store's file is put together from, each after what it needs. */
const PARTS = ['src/patience', 'src/database', 'src/session-store'];

/** Writes the store's file beside `place`, and gives the expression that makes the store. */
export function hardenedStore(work: Work, place: WiringPlace, render: StoreRenderer): string {
  const { file } = place;
  const options = connectionOptions(work, place);
  const client = options.find((option) => /^client/.test(option)) ?? '';
  const dbName = options.find((option) => option.startsWith('dbName: '))?.slice('dbName: '.length) ?? '';
  const owns = client.startsWith('clientPromise: connect(');
  const { home, specifier } = besides(file, 'session-store');
  if (!work.files.some(({ path }) => path === home)) {
    if (work.facts.files.some(({ path }) => path === home)) throw taken(work, place, home);
    refuseUntyped(work, place, '--features hardened');
    const content = storeFile(work, file, render, owns, dbName);
    work.files.push({ kind: 'create', path: home, content });
    const names = owns ? 'SessionStore, connect' : 'SessionStore';
    importStatement(work, file, specifier, names, names, WHY);
    work.packages.add['http-errors'] = '^2.0.1';
    if (file.typescript) work.packages.dev['@types/http-errors'] = '^2.0.5';
    explain(work, place, home);
  }
  return `new SessionStore(${promiseOf(client)})`;
}

/** The client as a promise: the store waits for it, and needs no order of loading. */
function promiseOf(option: string): string {
  const [, key, value] = /^(client|clientPromise)(?:: ([\s\S]+))?$/.exec(option) ?? [];
  return key === 'client' ? `Promise.resolve(${value ?? key})` : (value ?? 'clientPromise');
}

function storeFile(work: Work, file: SourceFile, render: StoreRenderer, owns: boolean, dbName: string): string {
  const files = render(answersFor(work.answers, file), dbName);
  const wanted = PARTS.filter((part) => owns || part !== 'src/database');
  const parts = wanted.flatMap((part) => files.find(({ path }) => path.replace(/\.\w+$/, '') === part) ?? []);
  const { style } = file;
  const { name } = storeWish(work);
  // 4 and 5 have no named export.
  const loaded = name === 'default' ? joined(parts).replace('{ MongoStore }', 'MongoStore') : joined(parts);
  const required = defaultForm(work, file) !== 'default';
  const whole = required ? loaded.replace(/^import (\w+) from (.*);$/gm, 'import $1 = require($2);') : loaded;
  const indented = whole.replace(/^(?: {2})+/gm, (lead) => style.indent.repeat(lead.length / 2));
  return indented.replaceAll('\n', style.eol);
}

function answersFor(answers: AddAnswers, { typescript, module }: SourceFile): Answers {
  const said = <T>(value: T) => ({ value, from: 'default' as const });
  return {
    language: said(typescript ? 'ts' : 'js'),
    module: said(typescript ? 'esm' : module),
    maxAge: said(answers.maxAgeMs ?? 1_209_600_000),
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
function joined(parts: RenderedFile[]): string {
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

function taken(work: Work, { file, node }: WiringPlace, home: string): RefusedError {
  return new RefusedError(`There is a ${home} already.`, [
    {
      code: 'store-file-exists',
      severity: 'error',
      message: 'The hardened store would go there. Rename it, or leave --features hardened out.',
      file: file.path,
      line: lineOfNode(file, node),
      snippet: planSnippet(work),
    },
  ]);
}

function explain(work: Work, place: WiringPlace, home: string): void {
  note(
    work,
    'hardened-store',
    `${home} is the store: it answers 503 within two seconds when MongoDB is down or frozen, keeps ids as hashes, never brings an ended session back, and ends each after four times its age.`,
    place,
  );
}
