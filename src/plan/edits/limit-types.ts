import { parseExpression } from '@babel/parser';
import MagicString from 'magic-string';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { readsLabelledTuples } from '../../inspect/project/dependencies.ts';
import { propertyOf, startOf } from '../../inspect/syntax/ast.ts';
import type { Change } from '../change.ts';
import type { Decisions } from '../decisions.ts';
import { Draft } from '../draft.ts';

const WHY = 'limit the types that TypeScript loads';

/**
 * Sets `types` in tsconfig.json to the packages of @types in package.json. By default, TypeScript loads all that are
 * installed, and before 4.0 it cannot parse those that mongodb depends on.
 */
export function limitTypes(project: ProjectFacts, decisions: Decisions, { packages }: Change): Change {
  const draft = new Draft(project, decisions);
  const { compiler, typescript, package: pkg } = project;
  const version = pkg.dependencies.typescript;
  const addsMongodb = packages.add.mongodb !== undefined;
  if (!compiler || compiler.limitsTypes || !typescript || !addsMongodb || readsLabelledTuples(version))
    return draft.change;
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
    draft.note(
      'types-unlimited',
      `${message}. Add this to the compilerOptions of ${compiler.file}: ${setting}`,
      undefined,
      'warning',
    );
    return draft.change;
  }
  draft.note('types-limited', `Limited the types in ${compiler.file} to yours and those in package.json. ${message}.`);
  draft.change.files.push({ kind: 'edit', path: compiler.file, before: compiler.text, after, why: WHY });
  return draft.change;
}

/** tsconfig.json with the setting before the first compiler option; undefined when there is none. */
export function withOption(text: string, setting: string): string | undefined {
  if (text.trim() === '') return undefined;
  const root = parseExpression(text.replace(/^\uFEFF/, ' '));
  const options = root.type === 'ObjectExpression' ? propertyOf(root, 'compilerOptions') : undefined;
  const [first] =
    options?.type === 'ObjectProperty' && options.value.type === 'ObjectExpression' ? options.value.properties : [];
  if (!first) return undefined;
  const gap = /\s*$/.exec(text.slice(0, startOf(first)))?.[0] ?? ' ';
  return new MagicString(text).appendLeft(startOf(first), `${setting},${gap}`).toString();
}
