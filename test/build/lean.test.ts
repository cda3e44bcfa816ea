import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ParserOptions } from '@babel/parser';
import { describe, expect, it } from 'vitest';
import { reachable, shortMethods } from '../../build/lean/methods.ts';
import { standIn } from '../../build/lean/stand-ins.ts';

const require = createRequire(import.meta.url);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

type Parse = (code: string, options: ParserOptions) => object;

function evaluate(code: string): { parse: Parse } {
  const module = { exports: { parse: (): object => ({}) } };
  new Function('module', 'exports', 'require', code)(module, module.exports, require);
  return module.exports;
}

describe('the parser with short method names', () => {
  const file = require.resolve('@babel/parser');
  const original: { parse: Parse } = require(file);
  const source = readFileSync(file, 'utf8');
  const code = shortMethods(source);
  const short = evaluate(code);

  it('is a good deal shorter', () => {
    expect(code.length).toBeLessThan(source.length * 0.9);
  });

  const outcome = (parse: Parse, text: string, options: ParserOptions): string => {
    try {
      return JSON.stringify(parse(text, options));
    } catch (error) {
      return String(error);
    }
  };
  const expectSame = (text: string, options: ParserOptions): void => {
    const same = outcome(short.parse, text, options) === outcome(original.parse, text, options);
    expect(same, text.slice(0, 200)).toBe(true);
  };

  it('makes the same trees of our own sources', () => {
    const files = ['src', 'templates', 'test/build'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(ROOT, folder, name)),
    );
    const typed = files.filter((name) => name.endsWith('.ts'));
    expect(typed.length).toBeGreaterThan(50);
    for (const name of typed) {
      expectSame(readFileSync(name, 'utf8'), { sourceType: 'module', plugins: ['typescript', 'decorators'] });
    }
  });

  it('makes the same trees, and the same errors, of what few people write', () => {
    expectSame(source, { sourceType: 'script', plugins: ['jsx'] });
    for (const text of [
      '// @flow\ntype A<+T: {| a?: number |}> = (x: T, ...Array<?string>) => void; export type { A }; opaque type B = 1;',
      'declare class C mixins D { static m<T>(x: T): %checks; } (x: any); import typeof E from "e"; enum F { A, B }',
      'const a = <div {...b} c="d">{e}<></></div>; async function* g() { for await (const x of y) yield* x; }',
      '@h class I extends J { #k = 1; static { this.#k ??= 2n; } get [l]() { return super.m?.(n); } accessor o = 1 }',
      'label: while (1) { break label } with (a) b; var [c, ...{ d = 1 }] = e; /i/u.test(j) ? k : new.target',
      'const (',
      'a b',
      'let a; let a;',
      '({ a: 1, a, })=>{',
      'class { constructor(){} constructor(){} }',
      'return 1',
      '"\\u"',
    ]) {
      for (const plugins of [['flow', 'jsx', 'decorators-legacy'], ['typescript', 'decorators'], ['jsx']] as const) {
        expectSame(text, { sourceType: 'unambiguous', errorRecovery: true, plugins: [...plugins] });
      }
    }
  });
});

describe('what is left out', () => {
  it('methods that nothing calls, at any distance', () => {
    const code =
      'class A { a() { this.b(); } b() {} c() { this.d(); } d() {} e() {} } f["e"]; class B { c() {} b() {} }';
    const left = reachable(code, ['a']).match(/[a-e](?=\(\) \{)/g);
    expect(left).toEqual(['a', 'b', 'e', 'b']);
  });

  it('a method that the library no longer has is noticed', () => {
    expect(() => reachable('class A { a() {} }', ['b'])).toThrow('it has no method b');
  });

  it('a stand-in for what is no longer there is noticed', () => {
    expect(() => standIn('a.js', 'export const b = 1;', 'export const c = 1;')).toThrow('a.js has no c');
    expect(standIn('a.js', 'const b = 1;\nexport { b as c };', 'export const c = 2;')).toBe('export const c = 2;');
  });

  it('names that could be reached in another way stay', () => {
    const code =
      'class A { long() { return this.kept() + this.key(); } kept() {} key() {} toString() {} } x = { key: "kept" };';
    const out = shortMethods(code);
    expect(out).not.toContain('long');
    for (const name of ['kept()', 'key()', 'toString()']) expect(out).toContain(name);
  });
});
