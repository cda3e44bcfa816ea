import { describe, expect, it } from 'vitest';
import { stripTypes } from '../../build/templates/types.ts';

describe('types', () => {
  it.each([
    ['annotations', 'const a: string = f(b as Foo);', 'const a = f(b);'],
    ['parameters', 'function f(a: A, b?: B, ...c: C[]): void {}', 'function f(a, b, ...c) {}'],
    [
      'patterns',
      'const f = ({ a, b = 1 }: { a: A; b?: B }, [c]: D = []) => a;',
      'const f = ({ a, b = 1 }, [c] = []) => a;',
    ],
    ['arrow returns', 'const f = async <T>(a: T): Promise<T> => a;', 'const f = async (a) => a;'],
    ['a type guard', 'const is = (a: unknown): a is A => !!a;', 'const is = (a) => !!a;'],
    ['generic calls', 'const a = new Map<string, Set<B>>(f<C>());', 'const a = new Map(f());'],
    ['a generic function', 'function f<T extends A, U = T>(a: T): U {}', 'function f(a) {}'],
    ['as const', "const a = ['a'] as const;", "const a = ['a'];"],
    ['satisfies', 'const a = { b } satisfies C;', 'const a = { b };'],
    ['a chain of casts', 'const a = (b as unknown as C).d;', 'const a = b.d;'],
    [
      'parentheses that are still needed',
      'const a = (await b as C).d + ({} as E).f;',
      'const a = (await b).d + ({}).f;',
    ],
    ['non-null', 'a!.b![0]!.c();', 'a.b[0].c();'],
    ['a this parameter', 'function f(this: A, b: B) {}', 'function f(b) {}'],
    ['definite', 'let a!: string;', 'let a;'],
    ['catch', 'try {} catch (e: unknown) {}', 'try {} catch (e) {}'],
    ['ternaries and optional calls', 'const a = b ? c?.(d) : e!;', 'const a = b ? c?.(d) : e;'],
    ['declare', 'declare const a: string;\nb();', 'b();'],
    [
      'overloads',
      'export function f(a: A): B;\nexport function f(a: C): D;\nexport function f(a: never) {}',
      'export function f(a) {}',
    ],
    ['a local type', 'function f() {\n  type A = B;\n\n  return 1;\n}', 'function f() {\n  return 1;\n}'],
    [
      'a signature over several lines',
      'function f(\n  a: A,\n  b: {\n    c: C;\n  },\n): D {}',
      'function f(\n  a,\n  b,\n) {}',
    ],
    ['a condition beside a type', 'a(b as C); //? flash', 'a(b); //? flash'],
  ])('%s', (_, typed, plain) => {
    expect(stripTypes(`${typed}\n`)).toBe(`${plain}\n`);
  });

  it('go with their comments and leave no gap', () => {
    const typed = [
      "import { a } from 'a';",
      '',
      '/** What it needs. */',
      'export interface A {',
      '  b: string; //? flash',
      '}',
      '',
      '// Two',
      '// lines.',
      'export type B = A; //? auth',
      '',
      '// Its own note.',
      '',
      'type C = B;',
      'a(); // stays',
      '',
      'declare global {',
      '  interface D {}',
      '}',
    ];
    const plain = ["import { a } from 'a';", '', '// Its own note.', '', 'a(); // stays', ''];
    expect(stripTypes(`${typed.join('\n')}\n`)).toBe(plain.join('\n'));
  });

  it('leave a class as it would have been written', () => {
    const typed = `export abstract class A<T> extends B<T> implements C<T>, D {
  private readonly a?: string;
  declare b: number;
  static override readonly c = 1 as const;
  protected abstract d: number;
  #e: T[] = [];
  [key: string]: unknown;

  /** Does. */
  abstract go(): void;

  public constructor(private_: string, readonly: boolean) {
    super();
  }

  override async get?(id: string): Promise<T | undefined> {}
}
`;
    expect(stripTypes(typed)).toBe(`export class A extends B {
  a;
  static c = 1;
  #e = [];

  constructor(private_, readonly) {
    super();
  }

  async get(id) {}
}
`);
  });

  it.each([
    [
      'parameter properties',
      'class A {\n  constructor(private readonly a: string) {}\n}',
      /TSParameterProperty cannot be erased/,
    ],
    ['enums', 'enum A { B }', /TSEnumDeclaration cannot be erased/],
    ['namespaces', 'namespace A { export const b = 1; }', /TSModuleDeclaration cannot be erased/],
    ['import =', "import a = require('a');\na();", /TSImportEqualsDeclaration cannot be erased/],
    ['angle bracket casts', 'const a = <B>c;', /write `as`/],
  ])('refuses %s', (_, code, message) => {
    expect(() => stripTypes(code)).toThrow(message);
  });

  it.each([
    ['types alone', "import type { A } from 'a';\n\n/** B. */\nexport interface B extends A {}\nexport {};\n"],
    ['a declaration', "declare module 'express-session' {\n  interface SessionData { user: string }\n}\n"],
  ])('a file with %s vanishes', (_, code) => {
    expect(stripTypes(code)).toBeNull();
  });
});

describe('imports', () => {
  it.each([
    ['import type', "import type { A } from 'a';\nb();", 'b();'],
    ['all specifiers are types', "import { type A, type B } from 'a';\nb();", 'b();'],
    ['some specifiers are types', "import { type A, b, type C } from 'a';\nb();", "import { b } from 'a';\nb();"],
    ['a default beside types', "import a, { type A } from 'a';\na();", "import a from 'a';\na();"],
    ['types beside a default', "import A, { b } from 'a';\nb() as A;", "import { b } from 'a';\nb();"],
    ['used only as a type', "import { A, b } from 'a';\nconst c: A = b();", "import { b } from 'a';\nconst c = b();"],
    [
      'used as a type and a value',
      "import { A } from 'a';\nconst c: A = new A();",
      "import { A } from 'a';\nconst c = new A();",
    ],
    ['a property of the same name', "import { A } from 'a';\nconst c: A = b.A;", 'const c = b.A;'],
    ['side effects', "import 'a';\nimport b from 'b';\nb();", "import 'a';\nimport b from 'b';\nb();"],
    ['several lines that fit on one', "import {\n  a,\n  type B,\n} from 'a';\na();", "import { a } from 'a';\na();"],
    [
      'lines with conditions',
      "import {\n  a, //? auth\n  type B, //? auth\n  c,\n} from 'a';\na(c);",
      "import {\n  a, //? auth\n  c,\n} from 'a';\na(c);",
    ],
    ['exported types', 'const a = 1;\ninterface B {}\nexport { a, type B };', 'const a = 1;\nexport { a };'],
    ['re-exported types', "export type { A } from 'a';\nexport { type B } from 'b';\nc();", 'c();'],
  ])('%s', (_, typed, plain) => {
    expect(stripTypes(`${typed}\n`)).toBe(`${plain}\n`);
  });
});
