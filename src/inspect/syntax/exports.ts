import type * as t from '@babel/types';
import { isMember, keyName } from './ast.ts';
import { patternLeaves } from './scope.ts';
import type { SourceFile } from './source-file.ts';

/** An export of a file: `=` for `module.exports`, otherwise its name (including `default`). */
export interface Export {
  name: string;
  /** The expression or declaration that is exported; absent for a re-export. */
  node?: t.Node;
  from?: { specifier: string; name: string };
}

export function exportsOf(file: SourceFile): Export[] {
  const found: Export[] = [];
  for (const statement of file.program.body) {
    if (statement.type === 'ExportDefaultDeclaration') found.push({ name: 'default', node: statement.declaration });
    else if (statement.type === 'TSExportAssignment') found.push({ name: '=', node: statement.expression });
    else if (statement.type === 'ExportAllDeclaration')
      found.push({ name: '*', from: { specifier: statement.source.value, name: '*' } });
    else if (statement.type === 'ExportNamedDeclaration') found.push(...namedExports(statement));
  }
  for (const assignment of file.index.assignments) {
    const name = exportedName(assignment.left);
    if (name !== undefined) found.push({ name, node: assignment.right });
  }
  return found;
}

function namedExports(statement: t.ExportNamedDeclaration): Export[] {
  const found: Export[] = [];
  const { declaration } = statement;
  if (declaration?.type === 'VariableDeclaration') {
    for (const { identifier } of declaration.declarations.flatMap(({ id }) => patternLeaves(id)))
      found.push({ name: identifier.name, node: identifier });
  } else if (declaration && 'id' in declaration && declaration.id?.type === 'Identifier') {
    found.push({ name: declaration.id.name, node: declaration });
  }
  for (const specifier of statement.specifiers) {
    if (specifier.type !== 'ExportSpecifier') continue;
    const name = specifier.exported.type === 'Identifier' ? specifier.exported.name : specifier.exported.value;
    if (statement.source) found.push({ name, from: { specifier: statement.source.value, name: specifier.local.name } });
    else found.push({ name, node: specifier.local });
  }
  return found;
}

/** `=` for `module.exports = x`, the name for `exports.name = x` and `module.exports.name = x`. */
function exportedName(left: t.Node): string | undefined {
  if (!isMember(left)) return undefined;
  const name = keyName(left);
  const { object } = left;
  if (object.type === 'Identifier' && object.name === 'module' && name === 'exports') return '=';
  if (object.type === 'Identifier' && object.name === 'exports') return name;
  const nested =
    isMember(object) &&
    object.object.type === 'Identifier' &&
    object.object.name === 'module' &&
    keyName(object) === 'exports';
  return nested ? name : undefined;
}
