import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { masked } from '../../plan/masks.ts';

const ENV_FILE = /(^|\/)(\.env(?!.*(example|sample|template|dist|defaults))[^/]*|[^/]+\.env)$/i;
const SECRET_NAME = /secret|passw|token|key|credential/i;
/** Values that say nothing, and would make an output unreadable. */
const HARMLESS = /^(.{0,3}|true|false|\d{1,5}|development|production|test|localhost|127\.0\.0\.1|0\.0\.0\.0)$/i;

/**
 * Returns a function that replaces secrets in the output of a script with `***`: passwords in URLs, the values of env files
 * and of variables that are named as secrets.
 */
export function outputMask(root: string, files: readonly string[]): (output: string) => string {
  const paths = files.filter((name) => ENV_FILE.test(name)).map((name) => path.join(root, name));
  const values = paths
    .filter((file) => existsSync(file))
    .flatMap((file) => Object.values(parseEnv(readFileSync(file, 'utf8'))));
  const inherited = Object.entries(process.env).flatMap(([name, value]) => (SECRET_NAME.test(name) ? [value] : []));
  const secrets = [...new Set([...values, ...inherited])]
    .filter((value) => value !== undefined)
    .filter((value) => !HARMLESS.test(value))
    .sort((one, other) => other.length - one.length);
  return (output) => masked(secrets.reduce((text, secret) => text.replaceAll(secret, '***'), output));
}
