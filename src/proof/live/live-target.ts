import { existsSync } from 'node:fs';
import path from 'node:path';
import { filesRunByNode } from '../../inspect/entry/command-line.ts';
import type { EnvFacts } from '../../inspect/environment/env-files.ts';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { envName, literalText } from '../../inspect/program/value.ts';
import { allStores } from '../../inspect/sessions/mongo-stores.ts';
import { type OptionFact, optionOf } from '../../inspect/sessions/options.ts';
import { variablesReadIn } from '../../inspect/sessions/session-secrets.ts';
import { methodName, stringValue } from '../../inspect/syntax/ast.ts';

/** What a live proof needs to know about a project: plain data. */
export interface LiveTarget {
  /** Absolute path of the package, where `command` runs. */
  folder: string;
  /** Starts the app; empty if there is no way that can be observed. */
  command: string[];
  /** The command as a person would type it. */
  commandText: string;
  /** The path that session() is mounted at, empty for all requests. */
  mount: string;
  /** Variables that may hold the connection string. */
  urlVariables: string[];
  secretVariables: string[];
  /** Variables that the code reads without a fallback. */
  neededVariables: string[];
  /** Variables with the number of proxies in front of the app. */
  proxyVariables: string[];
  /** Absolute paths of the env files that the app may load, the first one first. */
  envFiles: string[];
  /** A connection string in the source code. */
  url: string | undefined;
  /** The database of the sessions, if it is not the one that the connection string names. */
  database: string | undefined;
  collection: string;
  /** The code calls `session.regenerate`. */
  regenerates: boolean;
}

const URL_NAME = /mongo.*(ur[il]|conn|string)|^(DATABASE|DB|ATLAS)_?(URI|URL|CONNECTION(_STRING)?|CONNECT|STRING)$/i;
const SECRET_NAME = /^(SESS(ION)?|COOKIE|APP)?_?(SECRET|KEY)(_KEY)?S?$|SESS.*(SECRET|KEY)$/i;
/** Variables by which code can tell that tests run. */
const OF_TEST_RUNS = /^(NODE_ENV|NODE_TEST_CONTEXT|JEST_WORKER_ID|VITEST)$/;
const PROXY_NAME = /trust.*proxy|proxy.*(hops|count|depth)|behind.*proxy/i;
/** Programs that leave the process group, ignore NODE_OPTIONS or replace it. */
const UNOBSERVABLE = /\b(pm2|forever|docker|docker-compose|podman|bun|deno|NODE_OPTIONS)\b/;

export function liveTarget(facts: ProjectFacts): LiveTarget {
  const { root, package: pkg, environment, databases, files, audit } = facts;
  const [session] = facts.sessions;
  const names = variableNames(facts);
  const stores = allStores(facts.mongoStores);
  const options = (name: string): OptionFact[] => stores.flatMap((store) => optionOf(store.options, name) ?? []);
  const literal = (name: string): string | undefined => stringValue(options(name)[0]?.node.value);
  const storeUrls = audit.storeUrls().map(({ value }) => value);
  const envFiles = [
    environment.envPath,
    ...(environment.loadedFiles ?? []),
    ...facts.urlVariables.files.map((file) => file.path),
  ];
  const [mountPath] = session?.mounted?.node.arguments ?? [];
  return {
    folder: pkg.dir,
    ...startCommand(facts),
    mount: ((mountPath && stringValue(mountPath)) ?? '').replace(/\/$/, ''),
    urlVariables: unique([
      ...databases.map(({ url }) => envName(url?.value)),
      ...storeUrls.map((value) => (value.kind === 'env' ? value.name : undefined)),
      ...variablesReadIn(facts, [...options('mongoUrl'), ...options('url')]),
      ...names.filter((name) => URL_NAME.test(name)),
    ]),
    secretVariables: unique([
      // `process.env.SECRET || (process.env.NODE_ENV === 'test' ? 'test' : undefined)` reads one secret.
      ...variablesReadIn(facts, [optionOf(session?.options, 'secret')]).filter((name) => !OF_TEST_RUNS.test(name)),
      ...names.filter((name) => SECRET_NAME.test(name)),
    ]),
    neededVariables: unique(environment.reads.filter(isNeeded).map(({ name }) => name)),
    proxyVariables: names.filter((name) => PROXY_NAME.test(name)),
    envFiles: unique(envFiles).map((file) => path.join(root, file)),
    url: [
      ...databases.map(({ url }) => literalText(url?.value)?.text),
      ...storeUrls.map((value) => (value.kind === 'literal' ? value.text : undefined)),
    ].find((text) => text !== undefined),
    database:
      literal('dbName') ??
      databases.map(({ dbName }) => (dbName && 'literal' in dbName ? dbName.literal : undefined)).find((name) => name),
    collection: literal('collectionName') ?? literal('collection') ?? 'sessions',
    regenerates: files.some(({ index }) => index.calls.some((call) => methodName(call) === 'regenerate')),
  };
}

/** Not for `process.env.A || 'a'` and `process.env.A === 'a'`. */
function isNeeded({ name, file, node }: EnvFacts['reads'][number]): boolean {
  const parent = file.index.parents.get(node);
  const isCompared =
    parent?.type === 'BinaryExpression' || (parent?.type === 'LogicalExpression' && parent.left === node);
  return !isCompared && !OF_TEST_RUNS.test(name) && name !== 'PORT';
}

/** Variables that the code reads, or that an env file, a schema or a configuration lists. */
function variableNames({ environment, platform }: ProjectFacts): string[] {
  const lists = [environment.env, environment.example, ...platform.variableLists].map((file) => file?.text ?? '');
  const listed = lists.flatMap((text) =>
    [...text.matchAll(/\b[A-Z][A-Z0-9]*_[A-Z0-9_]*\b|\bSECRET\b/g)].map(([name]) => name),
  );
  return unique([...environment.reads.map(({ name }) => name), ...listed]);
}

const unique = (names: (string | undefined)[]): string[] => [...new Set(names.filter((name) => name !== undefined))];

/** The start script, else another one that runs the app, else Node with the entry file. */
function startCommand(facts: ProjectFacts): Pick<LiveTarget, 'command' | 'commandText'> {
  const { package: pkg, entry } = facts;
  const byEntry = /^package\.json scripts\.(.+)$/.exec(entry.from)?.[1];
  for (const name of unique(['start', byEntry, 'dev'])) {
    const script = pkg.scripts[name];
    if (script === undefined || UNOBSERVABLE.test(script)) continue;
    const files = filesRunByNode(script);
    // Without --ignore-scripts, a `prestart` script could write files.
    const command = ['npm', 'run', '--silent', '--ignore-scripts', name];
    if (files.length > 0 && files.every((file) => isProgram(pkg.dir, file)))
      return { command, commandText: name === 'start' ? 'npm start' : `npm run ${name}` };
  }
  const file = path.relative(pkg.dir, entry.path);
  const loader = /\.[cm]?tsx?$/.test(file) ? ['tsx', 'ts-node'].find((name) => pkg.dependencies[name]) : undefined;
  if (/\.[cm]?tsx?$/.test(file) && !loader) return { command: [], commandText: '' };
  const options = loader === 'tsx' ? ['--import', 'tsx'] : loader ? ['--require', 'ts-node/register'] : [];
  return { command: [process.execPath, ...options, file], commandText: ['node', ...options, file].join(' ') };
}

/** Whether a word of a command line is a file or folder that Node can run, as the compiled output of a build may be missing. */
function isProgram(folder: string, file: string): boolean {
  return ['', '.js', '.cjs', '.mjs', '.ts'].some((ending) => existsSync(path.join(folder, file + ending)));
}
