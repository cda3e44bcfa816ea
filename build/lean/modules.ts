/** Libraries whose CommonJS is made into ES modules: Node reads a module once, and a function around one twice. */
export const isMadeModule = (file: string): boolean => file === '@babel/parser/lib/index.js';

/** CommonJS with its imports at the top and `exports.x = x` at the end, as an ES module. */
export function asModule(code: string): string {
  const module = code
    .replace(/^'use strict';\n/, '')
    .replace(/^Object\.defineProperty\(exports, '__esModule', \{\n {2}value: true\n\}\);$/m, '')
    .replaceAll(/^const (\{[\w, ]+\}) = require\(('[^']+')\);$/gm, 'import $1 from $2;')
    .replaceAll(/^const (\w+) = require\(('[^']+')\)\.(\w+);$/gm, 'import { $3 as $1 } from $2;')
    .replaceAll(/^const (\w+) = require\(('[^']+')\);$/gm, 'import $1 from $2;')
    .replaceAll(/^exports\.(\w+) = \1;( \/\/.*)?$/gm, 'export { $1 };');
  const left = /^(?:module\.)?exports\b.*|^\S.*= require\(.*/m.exec(module)?.[0];
  if (left !== undefined) throw new Error(`A library has changed: ${left} is not what makes an ES module`);
  return module;
}
