import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from '@babel/parser';
import * as t from '@babel/types';
import MagicString from 'magic-string';
import { cutAll } from './cuts.ts';
import { reachable } from './methods.ts';

const EXPRESSIONS = 'semver/internal/re.js';
const CLASSES = ['range', 'semver', 'comparator'];

/** What other files call of a version. */
const VERSION = ['compare', 'format', 'toString'];

/** Semver for those who ask for nothing loose and read no log of it. */
export function leanSemver(file: string, original: string, id: string): string {
  const code = cutAll(file, original);
  if (file === EXPRESSIONS) return usedExpressions(code, path.join(path.dirname(id), '../classes'));
  if (!CLASSES.some((name) => file === `semver/classes/${name}.js`)) return code;
  const strict = strictly(code);
  return file === 'semver/classes/semver.js' ? reachable(strict, VERSION) : strict;
}

/** Takes the strict way wherever there are two: nobody passes `loose`. */
function strictly(code: string): string {
  const strict = code
    .replaceAll(/\b(?:this\.)?(?:options\.)?loose \? re\[t\.\w*LOOSE\] : /g, '')
    .replaceAll(/^ +if \(loose\) \{\n[\s\S]*?^ {4}\}$/gm, '')
    .replaceAll(/^ *debug\(.*\)$/gm, '');
  if (strict === code || /LOOSE\]/.test(strict))
    throw new Error('A library has changed: semver is loose in another way');
  return strict;
}

/** The regular expressions without those that no class names, nor any expression that one of them names. */
function usedExpressions(code: string, classes: string): string {
  const files = CLASSES.map((name) => strictly(readFileSync(path.join(classes, `${name}.js`), 'utf8')));
  const used = new Set([...namesIn(files.join('')), 'COMPARATORTRIM']);
  const made = new Map<string, t.Statement>();
  for (const statement of parse(code, { sourceType: 'script' }).program.body) {
    const call = t.isExpressionStatement(statement) ? statement.expression : undefined;
    if (!t.isCallExpression(call) || !t.isIdentifier(call.callee, { name: 'createToken' })) continue;
    const [name] = call.arguments;
    if (t.isStringLiteral(name)) made.set(name.value, statement);
  }
  const source = (statement: t.Statement): string => code.slice(statement.start ?? 0, statement.end ?? 0);
  // A set may grow while it is walked.
  for (const name of used) {
    const statement = made.get(name);
    if (!statement) throw new Error(`A library has changed: semver makes no ${name}`);
    for (const other of namesIn(source(statement))) used.add(other);
  }
  const out = new MagicString(code);
  for (const [name, { start, end }] of made) if (!used.has(name)) out.remove(start ?? 0, end ?? 0);
  return out.toString();
}

const namesIn = (code: string): string[] => [...code.matchAll(/\bt\.(\w+)/g)].map(([, name = '']) => name);
