import { describe, expect, it } from 'vitest';
import { toCommonJs } from '../../build/templates/commonjs.ts';

const convert = (code: string) =>
  toCommonJs(`${code}\n`)
    .replace(/^'use strict';\n\n/, '')
    .trimEnd();

describe('imports', () => {
  it.each([
    ["import a from 'a';", "const a = require('a');"],
    ["import * as a from 'node:a';", "const a = require('node:a');"],
    ["import { a, b as c } from './a.js';", "const { a, b: c } = require('./a.js');"],
    ["import { default as a } from 'a';", "const a = require('a');"],
    ["import 'a';", "require('a');"],
    [
      "import a, { b, c as d } from 'a'; //? auth",
      "const a = require('a'); //? auth\nconst { b, c: d } = require('a'); //? auth",
    ],
    ["import a from './a.json' with { type: 'json' };", "const a = require('./a.json');"],
    [
      "import {\n  a, //? auth\n  b as c,\n} from 'a'; //? flash",
      "const {\n  a, //? auth\n  b: c,\n} = require('a'); //? flash",
    ],
    ["const a = await_(() => import('a'));", "const a = await_(() => import('a'));"],
  ])('%s', (module, commonjs) => {
    expect(convert(module)).toBe(commonjs);
  });
});

describe('exports', () => {
  it.each([
    ['export const a = 1;', 'const a = 1;\n\nmodule.exports = { a };'],
    ['export const { a, b: [c] } = d;', 'const { a, b: [c] } = d;\n\nmodule.exports = { a, c };'],
    [
      'export async function a() {}\nexport class B {}',
      'async function a() {}\nclass B {}\n\nmodule.exports = { a, B };',
    ],
    ['const a = 1;\nexport { a, a as b };', 'const a = 1;\n\nmodule.exports = { a, b: a };'],
    ["export { a, default as b } from './a.js';", "module.exports = { a: require('./a.js').a, b: require('./a.js') };"],
    ["export * from './a.js';", "module.exports = { ...require('./a.js') };"],
    ['export default f({ a: 1 });', 'module.exports = f({ a: 1 });'],
    [
      'export const a = 1;\nexport function b() { //? auth\n} //? auth',
      'const a = 1;\nfunction b() { //? auth\n} //? auth\n\nmodule.exports = {\n  a,\n  b, //? auth\n};',
    ],
    [
      'export const a = 1; //? mongo\nexport const a = 2; //? redis',
      'const a = 1; //? mongo\nconst a = 2; //? redis\n\nmodule.exports = {\n  a, //? mongo\n  a, //? redis\n};',
    ],
  ])('%s', (module, commonjs) => {
    expect(convert(module)).toBe(commonjs);
  });

  it('are listed one a line when they do not fit', () => {
    const names = Array.from({ length: 9 }, (_, index) => `aRatherLongName${index}`);
    const commonjs = convert(names.map((name) => `export const ${name} = 1;`).join('\n'));
    expect(commonjs).toContain(`module.exports = {\n${names.map((name) => `  ${name},\n`).join('')}};`);
  });
});

describe('modules', () => {
  it('become strict, below a shebang', () => {
    expect(toCommonJs('#!/usr/bin/env node\na();\n')).toBe("#!/usr/bin/env node\n'use strict';\n\na();\n");
  });

  it('know their folder', () => {
    expect(convert('a(import.meta.dirname, import.meta.filename);')).toBe('a(__dirname, __filename);');
  });

  it.each([
    ['top-level await', 'await a();', /no top-level await/],
    ['for await', 'for await (const a of b) c(a);', /no top-level await/],
    ['import.meta.url', 'a(import.meta.url);', /only import\.meta\.dirname/],
    ['import.meta', 'a(import.meta);', /no import\.meta/],
    ['live bindings', 'export let a = 1;', /exports a copy/],
    ['two kinds of export', 'export const a = 1;\nexport default a;', /cannot stand beside/],
  ])('refuse %s', (_, code, message) => {
    expect(() => convert(code)).toThrow(message);
  });
});
