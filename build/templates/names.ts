import { readFileSync } from 'node:fs';
import * as t from '@babel/types';
import { parseModule, TemplateError, walk } from './syntax.ts';

/** Where a template lands: `_x` is a dot file, `.tpl` is dropped. */
export function outputPath(path: string): string {
  return path
    .replace(/\.tpl$/, '')
    .split('/')
    .map((segment) => segment.replace(/^_(?!_)/, '.'))
    .join('/');
}

/** The field names of RenderContext: a template that reads any other name does not compile. */
export function contextNames(file: string | URL): Set<string> {
  const names = new Set<string>();
  walk(parseModule(readFileSync(file, 'utf8')), (node) => {
    if (t.isTSInterfaceDeclaration(node) && node.id.name !== 'RenderContext') return false;
    if (t.isTSPropertySignature(node) && t.isIdentifier(node.key)) names.add(node.key.name);
    return undefined;
  });
  if (names.size === 0) throw new TemplateError(`no RenderContext in ${file}`);
  return names;
}
