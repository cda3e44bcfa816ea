import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { masked } from '../../plan/masks.ts';
import type { LiveTarget } from './live-target.ts';

const SECRET_NAME = /secret|passw|token|key|credential|_pass$/i;
const MONGO_URL = /^mongodb(\+srv)?:\/\//;

/** The variables that the app sees: those of this process, then those of its env files. */
function ownEnvironment({ envFiles }: LiveTarget): NodeJS.ProcessEnv {
  const files = envFiles.filter((file) => existsSync(file)).map((file) => parseEnv(readFileSync(file, 'utf8')));
  return Object.assign({}, ...files.reverse(), process.env) as NodeJS.ProcessEnv;
}

/** The variables for an app under proof. Env files are left to the app, as values that are already set win. */
export function proofEnvironment(target: LiveTarget, scratchUrl: string): NodeJS.ProcessEnv {
  const own = ownEnvironment(target);
  const environment = { ...process.env };
  const mongoUrls = Object.keys(own).filter((name) => MONGO_URL.test(own[name] ?? ''));
  // A variable with the URL of another kind of database stays.
  for (const name of [...target.urlVariables.filter((one) => !own[one]), ...mongoUrls]) environment[name] = scratchUrl;
  for (const name of target.secretVariables) if (!own[name]) environment[name] = randomBytes(32).toString('hex');
  return environment;
}

/** The variables that the code reads and that have no value, not even one of the proof. */
export function variablesWithoutValue(target: LiveTarget, environment: NodeJS.ProcessEnv): string[] {
  const own = ownEnvironment(target);
  return target.neededVariables.filter((name) => !own[name] && !environment[name]);
}

/** The app's own connection string; undefined if neither the environment nor the code has one. */
export function ownUrl(target: LiveTarget): string | undefined {
  const own = ownEnvironment(target);
  return [...target.urlVariables.map((name) => own[name]), target.url].find((url) => MONGO_URL.test(url ?? ''));
}

/** Replaces the secrets of the environment, and passwords in URLs, with `***`. */
export function maskOf(target: LiveTarget, extra: readonly (string | undefined)[] = []): (text: string) => string {
  const own = ownEnvironment(target);
  const secrets = Object.keys(own).flatMap((name) => (SECRET_NAME.test(name) ? (own[name] ?? '') : []));
  const passwords = [...Object.values(own), target.url, ...extra].flatMap((url) => passwordIn(url ?? ''));
  const values = [...secrets, ...passwords].filter((value) => value.length >= 6).sort((a, b) => b.length - a.length);
  return (text) => masked(values.reduce((shown, value) => shown.replaceAll(value, '***'), text));
}

/** As written, and decoded. */
function passwordIn(url: string): string[] {
  const [, password] = /^\w+(?:\+\w+)?:\/\/[^:@/]*:([^@/]+)@/.exec(url) ?? [];
  return password === undefined ? [] : [password, safeDecode(password)];
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
