import type * as t from '@babel/types';
import type MagicString from 'magic-string';
import { endOf, startOf } from './syntax.ts';

/** Removes `abstract` and `implements ...` from a class. */
export function stripClassHead(out: MagicString, code: string, node: t.Class): void {
  const start = node.decorators?.length ? Math.max(...node.decorators.map(endOf)) : startOf(node);
  if ('abstract' in node && node.abstract) {
    const at = code.indexOf('abstract', start);
    out.remove(at, code.indexOf('class', at));
  }
  const last = node.implements?.at(-1);
  if (!last) return;
  const head = [node.id, node.typeParameters, node.superClass, node.superTypeParameters].flatMap((part) => part ?? []);
  out.remove(Math.max(start + 'class'.length, ...head.map(endOf)), endOf(last));
}

type Member = t.ClassMethod | t.ClassProperty | t.ClassPrivateMethod | t.ClassPrivateProperty;

const MODIFIER = /\b(?:public|private|protected|readonly|override)\s+/g;

/** Removes a member's modifiers and the `?` or `!` after its name. */
export function stripMember(out: MagicString, code: string, node: Member): void {
  const start = node.decorators?.length ? Math.max(...node.decorators.map(endOf)) : startOf(node);
  for (const match of code.slice(start, startOf(node.key)).matchAll(MODIFIER)) {
    out.remove(start + match.index, start + match.index + match[0].length);
  }
  const optional = 'optional' in node && node.optional;
  const definite = 'definite' in node && node.definite;
  if (!optional && !definite) return;
  const at = code.indexOf(optional ? '?' : '!', endOf(node.key));
  out.remove(at, at + 1);
}
