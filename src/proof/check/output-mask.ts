import path from 'node:path';
import { secretMask, secretsIn, variablesOf } from '../mask.ts';

const ENV_FILE = /(^|\/)(\.env(?!.*(example|sample|template|dist|defaults))[^/]*|[^/]+\.env)$/i;
/** Values that are no secrets, and without which an output would be unreadable. */
const HARMLESS = /^(.{0,3}|true|false|\d{1,5}|development|production|test|localhost|127\.0\.0\.1|0\.0\.0\.0)$/i;

/** Masks the output of a script: the values of env files and of variables that are named as secrets. */
export function outputMask(root: string, files: readonly string[]): (output: string) => string {
  const envFiles = files.filter((name) => ENV_FILE.test(name)).map((name) => path.join(root, name));
  const values = envFiles.flatMap((file) => Object.values(variablesOf(file))).filter((value) => value !== undefined);
  return secretMask([...values, ...secretsIn(process.env)].filter((value) => !HARMLESS.test(value)));
}
