import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { masked } from '../plan/masks.ts';

/** Returns a function that replaces secrets, and passwords in URLs, with `***`. */
export function secretMask(secrets: readonly string[]): (text: string) => string {
  const longestFirst = [...new Set(secrets)].sort((one, other) => other.length - one.length);
  return (text) => masked(longestFirst.reduce((shown, secret) => shown.replaceAll(secret, '***'), text));
}

/** The values of the variables that are named as secrets. */
export function secretsIn(environment: NodeJS.ProcessEnv): string[] {
  return Object.entries(environment).flatMap(([name, value]) => (SECRET_NAME.test(name) ? (value ?? []) : []));
}

const SECRET_NAME = /secret|passw|token|key|credential|_pass$/i;

/** The variables of an env file; none if it does not exist. */
export function variablesOf(envFile: string): NodeJS.ProcessEnv {
  return existsSync(envFile) ? parseEnv(readFileSync(envFile, 'utf8')) : {};
}
