import { describe, expect, it } from 'vitest';
import { toCommonJs } from '../../src/plan/create/commonjs.ts';

const convert = (code: string) =>
  toCommonJs('a.js', `${code}\n`)
    .replace(/^'use strict';\n\n/, '')
    .trimEnd();

describe('imports', () => {
  it.each([
    ["import a from 'a';", "const a = require('a');"],
    ["import * as a from 'node:a';", "const a = require('node:a');"],
    ["import { a, b as c } from './a.js';", "const { a, b: c } = require('./a.js');"],
    ["import a, { b, c as d } from 'a';", "const a = require('a');\nconst { b, c: d } = require('a');"],
    ["import 'a'; // why", "require('a'); // why"],
    ["import {\n  a,\n  b as c,\n} from 'a';", "const {\n  a,\n  b: c,\n} = require('a');"],
    ["const a = () => import('a');", "const a = () => import('a');"],
  ])('%s', (module, commonjs) => {
    expect(convert(module)).toBe(commonjs);
  });
});

describe('exports', () => {
  it.each([
    ['export const a = 1;', 'const a = 1;\n\nmodule.exports = { a };'],
    [
      'export async function a() {}\nexport class B {}',
      'async function a() {}\nclass B {}\n\nmodule.exports = { a, B };',
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
  it('are strict', () => {
    expect(toCommonJs('a.js', 'a();\n')).toBe("'use strict';\n\na();\n");
  });

  it('know their folder', () => {
    expect(convert('a(import.meta.dirname, import.meta.filename);')).toBe('a(__dirname, __filename);');
  });

  it('in TypeScript keep their imports', () => {
    const code = "import a from 'a';\nexport const b = a(import.meta.dirname);\n";
    expect(toCommonJs('a.ts', code)).toBe("import a from 'a';\nexport const b = a(__dirname);\n");
  });
});
