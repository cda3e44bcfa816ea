import { parseExpression } from '@babel/parser';
import MagicString from 'magic-string';
import { readsLabelledTuples } from '../../inspect/project/dependencies.ts';
import { optionValue, startOf } from '../../inspect/syntax/ast.ts';
import type { Change } from '../change.ts';
import type { Draft } from '../draft.ts';

const WHY = 'limit the types that TypeScript loads';

/**
 * Sets `types` in tsconfig.json to the packages of @types in package.json. By default, TypeScript loads all that are
 * installed, and before 4.0 it cannot parse those that mongodb depends on.
 */
export function limitTypes(draft: Draft, { packages }: Change): void {
  const { compiler, typescript, package: pkg } = draft.project;
  const version = pkg.dependencies.typescript;
  const addsMongodb = packages.add.mongodb !== undefined;
  if (!compiler || compiler.limitsTypes || !typescript || !addsMongodb || readsLabelledTuples(version)) return;
  const types = [...Object.keys(pkg.dependencies), ...Object.keys(packages.dev)]
    .filter((name) => name.startsWith('@types/') && !packages.remove.includes(name))
    .map((name) => name.slice('@types/'.length));
  const setting = `"types": [${[...new Set([...types, ...compiler.ownTypes])]
    .sort()
    .map((name) => `"${name}"`)
    .join(', ')}]`;
  const after = withOption(compiler.text, setting);
  const message = `TypeScript ${version?.version ?? version?.range} loads every package in node_modules/@types, and cannot parse some that mongodb depends on`;
  if (after === undefined) {
    const advice = `Add this to the compilerOptions of ${compiler.file}: ${setting}`;
    draft.note('types-unlimited', `${message}. ${advice}`, undefined, 'warning');
    return;
  }
  draft.note('types-limited', `Limited the types in ${compiler.file} to yours and those in package.json. ${message}.`);
  draft.change.files.push({ kind: 'edit', path: compiler.file, before: compiler.text, after, why: WHY });
}

/** tsconfig.json with the setting before the first compiler option; undefined when there is none. */
export function withOption(text: string, setting: string): string | undefined {
  if (text.trim() === '') return undefined;
  const options = optionValue(parseExpression(text.replace(/^\uFEFF/, ' ')), 'compilerOptions');
  const [first] = options?.type === 'ObjectExpression' ? options.properties : [];
  if (!first) return undefined;
  const gap = /\s*$/.exec(text.slice(0, startOf(first)))?.[0] ?? ' ';
  return new MagicString(text).appendLeft(startOf(first), `${setting},${gap}`).toString();
}
