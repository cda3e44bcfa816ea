import { randomBytes } from 'node:crypto';
import { secretMask, secretsIn, variablesOf } from '../mask.ts';
import type { LiveTarget } from './live-target.ts';

const MONGO_URL = /^mongodb(\+srv)?:\/\//;

/** The variables that the app sees. Those of this process take precedence over those of its env files. */
function ownEnvironment({ envFiles }: LiveTarget): NodeJS.ProcessEnv {
  return Object.assign({}, ...envFiles.map(variablesOf).reverse(), process.env);
}

/** The environment that the app is started with. The app reads its env files itself; values that are set take precedence. */
export function proofEnvironment(target: LiveTarget, scratchUrl: string): NodeJS.ProcessEnv {
  const own = ownEnvironment(target);
  const environment = { ...process.env };
  const mongoUrls = Object.keys(own).filter((name) => MONGO_URL.test(own[name] ?? ''));
  // A variable with the URL of another kind of database keeps its value.
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

/** Masks what a proof says: the secrets of the app and the passwords of its URLs, also where they stand alone. */
export function maskFor(target: LiveTarget, scratchUrl?: string): (text: string) => string {
  const own = ownEnvironment(target);
  const passwords = [...Object.values(own), target.url, scratchUrl].flatMap((url) => passwordIn(url ?? ''));
  // A shorter one may be a word of a sentence.
  return secretMask([...secretsIn(own), ...passwords].filter(({ length }) => length >= 6));
}

/** The password of a URL, as written and decoded. */
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
