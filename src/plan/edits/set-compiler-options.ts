import { parseExpression } from '@babel/parser';
import MagicString from 'magic-string';
import { optionValue, startOf } from '../../inspect/syntax/ast.ts';
import type { Change } from '../change.ts';
import type { Draft } from '../draft.ts';
import { driverTypes } from './driver-types.ts';
import { limitedTypes } from './limited-types.ts';

/** Adds the options to tsconfig.json that the types of mongodb need, or says which ones. */
export function setCompilerOptions(draft: Draft, change: Change): void {
  const { compiler } = draft.project;
  if (!compiler) return;
  const needs = [limitedTypes(draft, change), driverTypes(draft, change)].filter((need) => need !== undefined);
  const addable = needs.filter((need) => need.addable);
  const after = withOption(
    compiler.text,
    addable.map(({ setting }) => setting),
  );
  for (const need of needs) {
    const { done, reason, setting, codes } = need;
    if (need.addable && after !== undefined) draft.note(codes[0], `${done} in ${compiler.file}. ${reason}`);
    else {
      const advice = `Add this to the compilerOptions of ${compiler.file}: ${setting}`;
      draft.note(codes[1], `${reason} ${advice}`, undefined, 'warning');
    }
  }
  const [first] = addable;
  if (!first || after === undefined) return;
  draft.change.files.push({ kind: 'edit', path: compiler.file, before: compiler.text, after, why: first.why });
}

/** tsconfig.json with the settings before the first compiler option; undefined when there is none. */
function withOption(text: string, settings: string[]): string | undefined {
  if (text.trim() === '') return undefined;
  const options = optionValue(parseExpression(text.replace(/^\uFEFF/, ' ')), 'compilerOptions');
  const [first] = options?.type === 'ObjectExpression' ? options.properties : [];
  if (!first) return undefined;
  const gap = /\s*$/.exec(text.slice(0, startOf(first)))?.[0] ?? ' ';
  const added = settings.map((setting) => `${setting},${gap}`).join('');
  return new MagicString(text).appendLeft(startOf(first), added).toString();
}
