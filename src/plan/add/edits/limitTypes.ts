import { parseExpression } from '@babel/parser';
import MagicString from 'magic-string';
import { propertyOf, startOf } from '../../../inspect/ast.ts';
import { readsLabelledTuples } from '../../../inspect/packages.ts';
import type { EditStep } from '../../../types.ts';
import { note, type Work } from '../work.ts';

const WHY = 'the types that this TypeScript can read';

/**
 * The compiler reads every package of @types that it finds, also those that mongodb brings, and TypeScript before 4.0
 * fails on their syntax: `types` names the ones of package.json instead.
 */
export function limitTypes(work: Work): EditStep | undefined {
  const { compiler, typescript, package: pkg } = work.facts;
  const version = pkg.dependencies.typescript;
  const brings = work.packages.add.mongodb !== undefined;
  if (!compiler || compiler.limitsTypes || !typescript || !brings || readsLabelledTuples(version)) return undefined;
  const types = [...Object.keys(pkg.dependencies), ...Object.keys(work.packages.dev)]
    .filter((name) => name.startsWith('@types/') && !work.packages.remove.includes(name))
    .map((name) => name.slice('@types/'.length));
  const setting = `"types": [${[...new Set([...types, ...compiler.ownTypes])]
    .sort()
    .map((name) => `"${name}"`)
    .join(', ')}]`;
  const after = withOption(compiler.text, setting);
  const message = `TypeScript ${version?.version ?? version?.range} cannot read all types that mongodb brings, and reads every package in node_modules/@types by itself`;
  if (after === undefined) {
    note(
      work,
      'types-unlimited',
      `${message}. Put this into the compilerOptions of ${compiler.file}: ${setting}`,
      undefined,
      'warning',
    );
    return undefined;
  }
  note(work, 'types-limited', `${message}: ${compiler.file} names yours and those of package.json now.`);
  return { kind: 'edit', path: compiler.file, before: compiler.text, after, why: WHY };
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
