import { parseExpression } from '@babel/parser';
import type * as t from '@babel/types';
import MagicString from 'magic-string';
import { optionValue, startOf } from '../../inspect/syntax/ast.ts';
import type { Change } from '../change.ts';
import type { Draft } from '../draft.ts';
import type { CompilerNeed } from './compiler-need.ts';
import { driverTypes } from './driver-types.ts';
import { limitedTypes } from './limited-types.ts';

/** Adds the options to tsconfig.json that the types of mongodb need, or says which ones. */
export function setCompilerOptions(draft: Draft, change: Change): void {
  const { compiler } = draft.project;
  if (!compiler) return;
  const needs = [limitedTypes(draft, change), driverTypes(draft, change)].filter((need) => need !== undefined);
  const addable = needs.filter((need) => need.addable);
  // A file above the project belongs to other packages as well.
  const after = compiler.file.startsWith('..') ? undefined : withOptions(compiler.text, addable);
  for (const need of needs) {
    const { done, reason, setting, codes } = need;
    if (need.addable && after !== undefined) draft.note(codes[0], `${done} in ${compiler.file}. ${reason}`);
    else {
      const advice = `Add this to the compilerOptions of ${compiler.file}: ${setting}`;
      draft.warn(codes[1], `${reason} ${advice}`);
    }
  }
  const [first] = addable;
  if (!first || after === undefined) return;
  draft.change.files.push({ kind: 'edit', path: compiler.file, before: compiler.text, after, why: first.why });
}

/** tsconfig.json with the settings before the first compiler option or path; undefined when there is none. */
function withOptions(text: string, needs: CompilerNeed[]): string | undefined {
  if (text.trim() === '') return undefined;
  const options = optionValue(parseExpression(text.replace(/^\uFEFF/, ' ')), 'compilerOptions');
  const first = firstOf(options);
  if (!first) return undefined;
  const result = new MagicString(text);
  for (const { setting, paths } of needs) {
    const path = paths === undefined ? undefined : firstOf(optionValue(options, 'paths'));
    const at = startOf(path ?? first);
    const gap = /\s*$/.exec(text.slice(0, at))?.[0] ?? ' ';
    result.appendLeft(at, `${path ? paths : setting},${gap}`);
  }
  return result.toString();
}

function firstOf(object: t.Node | undefined): t.Node | undefined {
  return object?.type === 'ObjectExpression' ? object.properties[0] : undefined;
}
