import type * as t from '@babel/types';
import { methodName, stringValue, unwrap } from './ast.ts';
import type { SourceFile } from './source-file.ts';

/** An import, export from, require or dynamic import. */
export interface ModuleRequest {
  specifier: string;
  node: t.Node;
  /** A type import, which TypeScript erases. */
  typeOnly: boolean;
}

/** The module specifier passed to `require(...)`: a literal, or a path built from literals and `__dirname`. */
export function requestedPath(argument: t.Node | undefined): { text: string; base: 'file' | 'package' } | undefined {
  if (!argument) return undefined;
  const literal = stringValue(argument);
  if (literal !== undefined) return { text: literal, base: 'file' };
  const node = unwrap(argument);
  if (node.type === 'BinaryExpression' && node.operator === '+' && isDirname(node.left)) {
    const tail = stringValue(node.right);
    return tail === undefined ? undefined : { text: `./${tail.replace(/^\//, '')}`, base: 'file' };
  }
  if (node.type === 'TemplateLiteral' && node.expressions.length === 1 && node.quasis[0]?.value.raw === '') {
    const [first] = node.expressions;
    const tail = node.quasis[1]?.value.cooked;
    return first && isDirname(first) && tail ? { text: `./${tail.replace(/^\//, '')}`, base: 'file' } : undefined;
  }
  if (node.type === 'CallExpression' && /^(join|resolve)$/.test(methodName(node))) {
    const [first, ...rest] = node.arguments;
    const inFile = first !== undefined && isDirname(first);
    const parts = (inFile ? rest : node.arguments).map((part) => stringValue(part));
    if (parts.some((part) => part === undefined)) return undefined;
    const text = parts.join('/');
    return { text: /^\.\.?\//.test(text) ? text : `./${text.replace(/^\//, '')}`, base: inFile ? 'file' : 'package' };
  }
  return undefined;
}

/** The export that a specifier imports: `default` for the whole import. */
export function importedName(specifier: t.ImportSpecifier | t.ImportDefaultSpecifier): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  return specifier.imported.type === 'Identifier' ? specifier.imported.name : specifier.imported.value;
}

function isDirname(node: t.Node): boolean {
  const inner = unwrap(node);
  return inner.type === 'Identifier' && inner.name === '__dirname';
}

export function isRequire(node: t.Node): node is t.CallExpression {
  return node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require';
}

/** Every module that the file imports, in source order. */
export function moduleRequests(file: SourceFile): (ModuleRequest & { base: 'file' | 'package' })[] {
  const requests = file.program.body.flatMap((node): ReturnType<typeof moduleRequests> => {
    const { specifier, typeOnly } = requestOf(node);
    return specifier === undefined ? [] : [{ specifier, node, typeOnly, base: 'file' }];
  });
  for (const call of file.index.calls) {
    if (!isRequire(call) && call.callee.type !== 'Import') continue;
    const requested = requestedPath(call.arguments[0]);
    if (requested) requests.push({ specifier: requested.text, node: call, typeOnly: false, base: requested.base });
  }
  return requests.sort((a, b) => (a.node.start ?? 0) - (b.node.start ?? 0));
}

export function importsPackage(file: SourceFile, name: string): boolean {
  return moduleRequests(file).some(({ specifier }) => specifier === name);
}

/** What an import or `export from` loads. */
function requestOf(statement: t.Statement): { specifier: string | undefined; typeOnly: boolean } {
  switch (statement.type) {
    case 'ImportDeclaration':
      return { specifier: statement.source.value, typeOnly: /^type/.test(statement.importKind ?? '') };
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return { specifier: statement.source?.value, typeOnly: statement.exportKind === 'type' };
    case 'TSImportEqualsDeclaration': {
      const { moduleReference: module } = statement;
      const specifier = module.type === 'TSExternalModuleReference' ? module.expression.value : undefined;
      return { specifier, typeOnly: false };
    }
    default:
      return { specifier: undefined, typeOnly: false };
  }
}
