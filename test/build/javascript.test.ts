import { describe, expect, it } from 'vitest';
import { FORMS, rendered } from './sample.ts';

const javascript = (typed: string) => rendered('a.ts', `${typed}\n`, FORMS.js);

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
    ['as const', "for (const a of ['a'] as const) b();", "for (const a of ['a']) b();"],
    ['satisfies', 'const a = { b } satisfies C;', 'const a = { b };'],
    ['a chain of casts', 'const a = (b as unknown as C).d + (f() as E).g;', 'const a = b.d + f().g;'],
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
    ['overloads', 'export function f(a: A): B;\nexport function f(a: never) {}', 'export function f(a) {}'],
    ['a local type', 'function f() {\n  type A = B;\n\n  return 1;\n}', 'function f() {\n  return 1;\n}'],
  ])('%s', async (_, typed, plain) => {
    expect(await javascript(typed)).toBe(`${plain}\n`);
  });

  it('go with their comments and leave no gap', async () => {
    const typed = [
      "import { a } from 'a';",
      '',
      '/** What it needs. */',
      'export interface A {',
      '  b: string;',
      '}',
      '',
      '// Two',
      '// lines.',
      'export type B = A; // and a third',
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
    expect(await javascript(typed.join('\n'))).toBe(plain.join('\n'));
  });

  it('leave a class as it would have been written', async () => {
    const typed = `export abstract class A<T> extends B<T> implements C<T>, D {
  private readonly a?: string;
  declare b: number;
  static override readonly c = 1 as const;
  #e: T[] = [];
  [key: string]: unknown;

  /** Does. */
  abstract go(): void;

  public constructor(private_: string, readonly: boolean) {
    super();
  }

  override async get?(id: string): Promise<T | undefined> {}
}`;
    expect(await javascript(typed)).toBe(`export class A extends B {
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
    ['parameter properties', 'class A {\n  constructor(private readonly a: string) {}\n}'],
    ['enums', 'enum A { B }'],
    ['namespaces', 'namespace A { export const b = 1; }'],
    ['import =', "import a = require('a');\na();"],
  ])('refuses %s, which are more than types', async (_, code) => {
    await expect(javascript(code)).rejects.toThrow(/^templates\/base\/a\.ts: Only types can be erased, not: /);
  });

  it('are erased around tags', async () => {
    const template = `import type { A } from 'a';
{% if (auth) { -%}
import type { B } from 'b';
{% } -%}
import { c } from 'c';

{% if (auth) { -%}
/** Erased. */
export interface D {
{% if (flash) { -%}
  e: string;
{% } -%}
  {%- urlEnv %}: string;
}
{% } -%}

export function f(config: Config, {% if (auth) { %}users: Users, {% } %}store: Store): void {
  c(config.{%- urlEnv %} as string, {%= collection %});
}
`;
    expect(await rendered('a.ts', template, { ...FORMS.js, features: 'auth,flash' })).toBe(`import { c } from 'c';

export function f(config, users, store) {
  c(config.DATABASE_URL, 'sessions');
}
`);
  });
});

describe('imports', () => {
  it.each([
    ['import type', "import type { A } from 'a';\nb();", 'b();'],
    ['all specifiers are types', "import { type A, type B } from 'a';\nb();", 'b();'],
    ['some specifiers are types', "import { type A, b, type C } from 'a';\nb();", "import { b } from 'a';\nb();"],
    ['a default beside types', "import a, { type A, type B } from 'a';\na();", "import a from 'a';\na();"],
    ['side effects', "import 'a';\nimport b from 'b';\nb();", "import 'a';\nimport b from 'b';\nb();"],
    ['re-exported types', "export type { A } from 'a';\nc();", 'c();'],
  ])('%s', async (_, typed, plain) => {
    expect(await javascript(typed)).toBe(`${plain}\n`);
  });
});
