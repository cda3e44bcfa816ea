import { parseExpression } from '@babel/parser';
import MagicString from 'magic-string';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { readsLabelledTuples } from '../../inspect/project/dependencies.ts';
import { propertyOf, startOf } from '../../inspect/syntax/ast.ts';
import type { Change } from '../change.ts';
import type { Decisions } from '../decisions.ts';
import { Draft } from '../draft.ts';

const WHY = 'the types that this TypeScript can read';

/**
 * The compiler reads every package of @types that it finds, also those that mongodb brings, and TypeScript before 4.0
 * fails on their syntax: `types` names the ones of package.json instead.
 */
export function limitTypes(project: ProjectFacts, decisions: Decisions, { packages }: Change): Change {
  const draft = new Draft(project, decisions);
  const { compiler, typescript, package: pkg } = project;
  const version = pkg.dependencies.typescript;
  const brings = packages.add.mongodb !== undefined;
  if (!compiler || compiler.limitsTypes || !typescript || !brings || readsLabelledTuples(version)) return draft.change;
  const types = [...Object.keys(pkg.dependencies), ...Object.keys(packages.dev)]
    .filter((name) => name.startsWith('@types/') && !packages.remove.includes(name))
    .map((name) => name.slice('@types/'.length));
  const setting = `"types": [${[...new Set([...types, ...compiler.ownTypes])]
    .sort()
    .map((name) => `"${name}"`)
    .join(', ')}]`;
  const after = withOption(compiler.text, setting);
  const message = `TypeScript ${version?.version ?? version?.range} cannot read all types that mongodb brings, and reads every package in node_modules/@types by itself`;
  if (after === undefined) {
    draft.note(
      'types-unlimited',
      `${message}. Put this into the compilerOptions of ${compiler.file}: ${setting}`,
      undefined,
      'warning',
    );
    return draft.change;
  }
  draft.note('types-limited', `${message}: ${compiler.file} names yours and those of package.json now.`);
  draft.change.files.push({ kind: 'edit', path: compiler.file, before: compiler.text, after, why: WHY });
  return draft.change;
}

/** Before the first option, as that one stands. */
function withOption(text: string, setting: string): string | undefined {
  if (text.trim() === '') return undefined;
  const root = parseExpression(text.replace(/^\uFEFF/, ' '));
  const options = root.type === 'ObjectExpression' ? propertyOf(root, 'compilerOptions') : undefined;
  const [first] =
    options?.type === 'ObjectProperty' && options.value.type === 'ObjectExpression' ? options.value.properties : [];
  if (!first) return undefined;
  const gap = /\s*$/.exec(text.slice(0, startOf(first)))?.[0] ?? ' ';
  return new MagicString(text).appendLeft(startOf(first), `${setting},${gap}`).toString();
}
