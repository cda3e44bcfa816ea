import { diffArrays } from 'diff';
import { CODE_TAGS, type Line } from './directives.ts';

/** The forms that one template takes: TypeScript, JavaScript with ES modules, JavaScript with CommonJS. */
export type Variant = 'ts' | 'js' | 'cjs';

export interface SharedLine extends Line {
  variants: Variant[];
}

const keyOf = (line: Line) => `${line.condition}\n${line.text}`;

/** Interleaves the variants of a template, so that every line they share is stored once. */
export function mergeVariants(variants: [Variant, Line[]][]): SharedLine[] {
  let merged: SharedLine[] = [];
  for (const [variant, lines] of variants) {
    const next: SharedLine[] = [];
    let old = 0;
    let fresh = 0;
    for (const { count, added, removed } of diffArrays(merged.map(keyOf), lines.map(keyOf))) {
      if (added) next.push(...lines.slice(fresh, fresh + count).map((line) => ({ ...line, variants: [variant] })));
      else if (removed) next.push(...merged.slice(old, old + count));
      else {
        const shared = merged.slice(old, old + count);
        next.push(...shared.map((line) => ({ ...line, variants: [...line.variants, variant] })));
      }
      if (!added) old += count;
      if (!removed) fresh += count;
    }
    merged = next;
  }
  return merged;
}

const CONDITIONS: Record<string, string> = {
  ts: 'ts',
  js: 'js && esm',
  cjs: 'js && cjs',
  'ts js': 'ts || esm',
  'ts cjs': 'ts || cjs',
  'js cjs': 'js',
};

/** The expression that is true for these variants only, or '' when there is nothing to decide. */
export function variantCondition(variants: Variant[], all: Variant[]): string {
  return variants.length === all.length ? '' : (CONDITIONS[variants.join(' ')] ?? '');
}

/** Shorter beginnings and ends are not worth a condition in the middle of a line. */
const WORTH_SHARING = 12;

/** Stores once what a line of TypeScript and its JavaScript have in common: most differ in a type alone. */
export function weave(lines: SharedLine[]): SharedLine[] {
  const woven: SharedLine[] = [];
  for (let at = 0; at < lines.length; ) {
    const typed = countWhile(lines, at, 'ts');
    const plain = countWhile(lines, at + typed, 'js cjs');
    if (typed > 0 && typed === plain) {
      for (const line of lines.slice(at, at + typed)) {
        const twin = lines[lines.indexOf(line) + typed];
        woven.push(...(twin ? (wovenPair(line, twin) ?? [line, twin]) : [line]));
      }
      at += typed + plain;
      continue;
    }
    const [line] = lines.slice(at, at + 1);
    if (line) woven.push(line);
    at += 1;
  }
  return woven;
}

function countWhile(lines: SharedLine[], from: number, variants: string): number {
  const end = lines.findIndex((line, index) => index >= from && line.variants.join(' ') !== variants);
  return (end === -1 ? lines.length : end) - from;
}

function wovenPair(typed: SharedLine, plain: SharedLine): [SharedLine] | undefined {
  if (typed.condition !== plain.condition || (typed.text + plain.text).includes(CODE_TAGS.open)) return undefined;
  const [a, b] = [typed.text, plain.text];
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shortest - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  if (start + end < WORTH_SHARING) return undefined;
  const { open, close } = CODE_TAGS;
  const middle = (text: string): string => text.slice(start, text.length - end);
  const text = `${a.slice(0, start)}${open}% if (ts) { %${close}${middle(a)}${open}% } else { %${close}${middle(b)}${open}% } %${close}${a.slice(a.length - end)}`;
  return [{ text, condition: typed.condition, variants: ['ts', 'js', 'cjs'] }];
}
