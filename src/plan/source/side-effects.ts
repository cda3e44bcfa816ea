import type * as t from '@babel/types';
import type { ProjectFacts } from '../../inspect/facts.ts';
import {
  chainRoot,
  contains,
  forEachChild,
  isCall,
  isFunction,
  isMember,
  methodName,
  startOf,
} from '../../inspect/syntax/ast.ts';
import { moduleRequests } from '../../inspect/syntax/imports.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import { packageOf, sourceOf } from './binding-origins.ts';

/** Packages whose objects only connect to a database. */
export const CLIENT_PACKAGES = /^(redis|ioredis|handy-redis|pg|mysql|mysql2|memcached|sequelize|@prisma\/client)$/;

/** Whether this is the only import of a project file that may have side effects, such as opening a connection. */
export function isOnlyImport(project: ProjectFacts, file: SourceFile, removable: t.Node): boolean {
  const loaded = loadedOnlyBy(project, file, removable);
  return loaded !== undefined && !hasOnlyConstants(loaded) && !hasOnlyClient(project, loaded);
}

/** The project file that nothing else imports. */
export function loadedOnlyBy({ links }: ProjectFacts, file: SourceFile, load: t.Node): SourceFile | undefined {
  const link = links.find(({ from, node }) => from === file && contains(load, node));
  return link && !links.some(({ from, to }) => to === link.to && from !== file) ? link.to : undefined;
}

/** Whether a file only creates and uses a database client, and other files import all project files that it does. */
function hasOnlyClient({ links }: ProjectFacts, file: SourceFile): boolean {
  const { program } = file;
  const others = links.filter(({ from }) => from === file);
  return (
    moduleRequests(file).some(({ specifier }) => CLIENT_PACKAGES.test(specifier)) &&
    others.every(({ to }) => links.some((link) => link.to === to && link.from !== file)) &&
    program.body.every((statement) => {
      if (statement.type !== 'ExpressionStatement') return /Declaration$/.test(statement.type);
      const { expression } = statement;
      const root = chainRoot(expression.type === 'AssignmentExpression' ? expression.left : expression);
      if (root.type !== 'Identifier') return false;
      const binding = file.index.resolve(root);
      const source = binding && sourceOf(file, binding);
      return /^(module|exports)$/.test(root.name) || (source !== undefined && CLIENT_PACKAGES.test(packageOf(source)));
    })
  );
}

/** Whether a file only contains constants: no imports, no calls with side effects, and assignments to its exports alone. */
function hasOnlyConstants({ program, index, text }: SourceFile): boolean {
  const exported = index.assignments.every(({ left }) => /^(module\.)?exports\b/.test(text.slice(startOf(left))));
  return exported && index.calls.every(isPure) && !program.body.some(({ type }) => type === 'ImportDeclaration');
}

/** `Number(...)`, `createRequire(...)` */
function isPure(node: t.Node): node is t.CallExpression {
  if (node.type !== 'CallExpression') return false;
  const name = node.callee.type === 'Identifier' ? node.callee.name : methodName(node);
  return /^(Number|parseInt|String|Boolean|createRequire)$/.test(name);
}

/** Whether an expression consists of literals, names and member accesses only. */
export function isData(node: t.Node): boolean {
  if (isPure(node)) return node.arguments.every(isData);
  if (isCall(node) || isFunction(node)) return false;
  let data = true;
  forEachChild(node, (child) => {
    const name = isMember(node) && child === node.property;
    const key = node.type === 'ObjectProperty' && child === node.key;
    data &&= name || key || isData(child);
  });
  return data;
}
