import { join } from 'node:path';
import type * as t from '@babel/types';
import type { Evaluator } from '../program/evaluator.ts';
import { literalText } from '../program/value.ts';
import { usesMongo } from '../project/dependencies.ts';
import { type Disk, filesBelow } from '../project/disk.ts';
import type { PackageFacts } from '../project/manifest.ts';
import { NO_SERVER, SOURCE } from '../project/source-files.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import { type EnvFacts, type EnvFile, readEnvFile } from './env-files.ts';
import { isForOtherUse } from './env-loaders.ts';

/** Values and fallbacks of environment variables that may hold the URL of the database. */
export interface UrlVariables {
  /** Env files of the package, without examples and those for tests and production. */
  files: EnvFile[];
  /** The fallbacks in the code by variable; undefined for one that cannot be determined. */
  fallbacks: Map<string, (string | undefined)[]>;
  /** The variable with the URL of Prisma, if that uses MongoDB. */
  prisma: string | undefined;
}

/** The largest number of files that are searched; what the app loads is known without a search. */
const MAX_FILES = 100;

const ENV_FILE = /^\.env(\.[\w-]+)*$|\.env$/;
const OR = String.raw`\s*(?:\|\||\?\?)\s*`;
const READ = String.raw`process\.env(?:\.(\w+)|\[['"](\w+)['"]\])!?(?:\s+as\s+string)?\)?`;
const FALLBACK = new RegExp(`${READ}${OR}(?=(?:process\\.env\\.\\w+${OR})*(?:(['"\`])([^'"\`]*)\\3|(\\S+)))`, 'g');

/** Files that the app does not load may read a variable too, such as the one that starts it, or a worker. */
export function readUrlVariables(
  disk: Disk,
  pkg: PackageFacts,
  evaluator: Evaluator,
  reads: EnvFacts['reads'],
): UrlVariables {
  const schema = disk.read(join(pkg.dir, 'prisma/schema.prisma')) ?? '';
  const prisma = /provider\s*=\s*"mongodb"/.test(schema) ? /\benv\("(\w+)"\)/.exec(schema)?.[1] : undefined;
  const found: UrlVariables = { files: [], fallbacks: new Map(), prisma };
  const add = (name: string, text: string | undefined): void => {
    if (text !== '') found.fallbacks.set(name, [...(found.fallbacks.get(name) ?? []), text]);
  };
  for (const { name, file, node } of reads) {
    const fallback = fallbackOf(file, node);
    if (fallback) add(name, literalText(evaluator.evaluate(file, fallback))?.text);
  }
  if (!usesMongo(pkg)) return found;
  const reached = new Set(evaluator.graph.files.map(({ path }) => disk.absolute(path)));
  for (const { path, name } of filesBelow(disk, pkg.dir, NO_SERVER, MAX_FILES)) {
    const env = ENV_FILE.test(name) && !isForOtherUse(name) ? readEnvFile(disk, path) : undefined;
    if (env) found.files.push(env);
    else if (SOURCE.test(name) && !reached.has(path)) fallbacksIn(disk.read(path) ?? '', add);
  }
  return found;
}

/** The last operand of `process.env.A || process.env.B || x`. */
function fallbackOf({ index }: SourceFile, node: t.Node): t.Node | undefined {
  let fallback: t.Node | undefined;
  for (let at = node, parent = index.parents.get(at); parent; at = parent, parent = index.parents.get(at)) {
    if (parent.type === 'LogicalExpression' && parent.operator !== '&&') {
      if (parent.left === at) fallback = parent.right;
    } else if (!/^(TSAsExpression|TSNonNullExpression|ParenthesizedExpression)$/.test(parent.type)) break;
  }
  return fallback;
}

function fallbacksIn(text: string, add: (name: string, text: string | undefined) => void): void {
  if (!text.includes('process.env')) return;
  for (const [, dotted, bracketed, , literal, other = ''] of text.matchAll(FALLBACK)) {
    const name = dotted ?? bracketed ?? '';
    if (!other.startsWith('process.env')) add(name, literal?.includes('${') ? undefined : literal);
  }
}
