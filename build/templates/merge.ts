import { diffArrays } from 'diff';
import type { Line } from './directives.ts';

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
