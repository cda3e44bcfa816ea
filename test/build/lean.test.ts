import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ParserOptions } from '@babel/parser';
import { describe, expect, it } from 'vitest';
import { leanParser } from '../../build/lean/cuts.ts';
import { withoutDialects } from '../../build/lean/dialects.ts';
import { reachable, shortMembers } from '../../build/lean/methods.ts';
import { standIn } from '../../build/lean/stand-ins.ts';
import { OPTIONS } from '../../src/inspect/syntax/parse.ts';

const require = createRequire(import.meta.url);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

type Parse = (code: string, options: ParserOptions) => object;

function evaluate(code: string): { parse: Parse } {
  const module = { exports: { parse: (): object => ({}) } };
  new Function('module', 'exports', 'require', code)(module, module.exports, require);
  return module.exports;
}

describe('the parser that we ship', () => {
  const file = require.resolve('@babel/parser');
  const original: { parse: Parse } = require(file);
  const source = readFileSync(file, 'utf8');
  const code = leanParser(source);
  const short = evaluate(code);

  it('is a good deal shorter', () => {
    expect(code.length).toBeLessThan(source.length * 0.7);
  });

  const outcome = (parse: Parse, text: string, options: ParserOptions): string => {
    try {
      return JSON.stringify(parse(text, { ...OPTIONS, ...options }), comparable);
    } catch (error) {
      return String(error);
    }
  };
  /** What is read of an error; those that nobody gets to see have no name of their own. */
  const comparable = (_: string, value: unknown): unknown => {
    if (!(value instanceof Error)) return value;
    const { reasonCode = '', loc, pos } = value as Error & { reasonCode?: string; loc: object; pos: number };
    const named = new RegExp(`^ *${reasonCode}: (.*)`, 'm').exec(code)?.[1];
    if (named === undefined) return { loc, pos };
    return { loc, pos, reasonCode, message: named.startsWith("''") ? '' : value.message };
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
      const options: ParserOptions = {
        sourceType: 'module',
        errorRecovery: true,
        plugins: ['typescript', 'decorators'],
      };
      expectSame(readFileSync(name, 'utf8'), options);
    }
  });

  it('makes the same trees, and the same errors, of what few people write', () => {
    expectSame(source, { sourceType: 'script', plugins: ['jsx'] });
    for (const text of [
      'type A<in T extends { a?: number }> = (x: T, ...y: string[]) => void; export type { A }; declare const b: 1;',
      'abstract class C<T> implements D { private static m?(x: T): x is string; } import e = require("e"); enum F { A, B }',
      'let größe = 0x1f, 变量 = .5e3, \\u0061b = 1_000n, 𝒳𝟏 = 010, ñ̃ = `x`; a\u200cb; 1a; €',
      'a |> b; a::b; do { x } while (y); #{ a }; #[1]; f(?, 1); throw 1; import defer * as n from "n"; export v from "v"; 1m',
      'import s from "s" with { type: "json" }; using u = x; void 0; for (const void of y); a?.b = 1; module { }; @d export class G {}',
      'const a = <div {...b} c="d">{e}<></></div>; async function* g() { for await (const x of y) yield* x; }',
      '@h class I extends J { #k = 1; static { this.#k ??= 2n; } get [l]() { return super.m?.(n); } accessor o = 1 }',
      'label: while (1) { break label } with (a) b; var [c, ...{ d = 1 }] = e; /i/u.test(j) ? k : new.target',
      'a ? (b, b): c => d : e; async (f = await g): h => i; a ? (yield): b => c : d; (eval): a => { "use strict" }',
      '<T,>(a: T = 1, ...a): a is b => a; async <T>(x) => x; f<T>(x, ...y); (a?: b, { c, d: [e] }: f) => g; let [h]! = i',
      'const (',
      'a b',
      'let a; let a;',
      '({ a: 1, a, })=>{',
      'class { constructor(){} constructor(){} }',
      'return 1',
      '"\\u"',
    ]) {
      for (const plugins of [
        ['typescript', 'jsx', 'decorators-legacy'],
        ['typescript', 'decorators'],
        ['jsx'],
      ] as const) {
        expectSame(text, { sourceType: 'unambiguous', errorRecovery: true, plugins: [...plugins] });
      }
    }
  });
});

describe('what is left out', () => {
  it('what is done for plugins that nobody asks for', () => {
    const left = (code: string): string => withoutDialects(code, new Set(['jsx'])).replaceAll(/\s+/g, ' ');
    expect(left('if (this.hasPlugin("flow") && a) b(); else if (c) d();')).toBe('if (c) d();');
    expect(left('if (a || this.hasPlugin(["flow", {}])) b();')).toBe('if (a) b();');
    expect(left('if (!this.hasPlugin("flow")) a(); else b();')).toBe('a();');
    expect(left('x = this.hasPlugin("flow") ? a : b && this.hasPlugin("jsx");')).toBe(
      'x = b && this.hasPlugin("jsx");',
    );
    expect(left('{ a(); this.expectPlugin("flow"); b(); }')).toBe('{ a(); this.expectPlugin("flow"); }');
    expect(left('{ this.expectPlugin("flow"); var a = 1; }')).toBe('{ this.expectPlugin("flow"); var a = 1; }');
  });

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

  it('fields get short names wherever they are read, those of others stay', () => {
    const code =
      'class A { constructor() { this.depth = 1; this.said = 2; } } const { depth, said } = a; b = { said: a.depth };';
    const out = shortMembers(code);
    expect(out.match(/this\.(\w+) = 1/)?.[1]).not.toBe('depth');
    expect(out).toMatch(/this\.(\w+) = 1;.*\{ \1: depth, said \}.*\{ said: a\.\1 \}/);
    expect(shortMembers(code, ['depth'])).toBe(code);
  });

  it('names that could be reached in another way stay', () => {
    const code =
      'class A { long() { return this.kept() + this.key(); } kept() {} key() {} toString() {} } x = { key: "kept" };';
    const out = shortMembers(code);
    expect(out).not.toContain('long');
    for (const name of ['kept()', 'key()', 'toString()']) expect(out).toContain(name);
  });
});
