import { describe, expect, it } from 'vitest';
import { contextFor, rendered } from './sample.ts';

const withFlash = (flash: boolean) => contextFor('ts', { flash });

describe('line conditions', () => {
  it.each([
    ['a.ts', 'a();\nflash(); //? flash\nb();\n', 'a();\nflash();\nb();\n', 'a();\nb();\n'],
    ['a.ts', 'a();\nflash(); /*? flash */\n', 'a();\nflash();\n', 'a();\n'],
    ['a.ts', 'a(); // why //? flash\nb();\n', 'a(); // why\nb();\n', 'b();\n'],
    ['a.js', 'a();\nflash(); //? flash\n', 'a();\nflash();\n', 'a();\n'],
    ['a.css', 'a {}\nb {} /*? flash */\n', 'a {}\nb {}\n', 'a {}\n'],
    ['a.yaml', 'a: 1\nb: 2 #? flash\n', 'a: 1\nb: 2\n', 'a: 1\n'],
    ['_gitignore', '#? flash\na\nb #? flash\n', '\na\nb\n', 'a\n'],
    ['Dockerfile.tpl', 'FROM node\nRUN x #? flash && pm === "npm"\n', 'FROM node\nRUN x\n', 'FROM node\n'],
    ['_env.example.tpl', 'A=1\nB=<%= pm %> #? flash\n', 'A=1\nB=npm\n', 'A=1\n'],
    ['package.json.tpl', '{\n  "a": 1, //? flash\n  "b": 2\n}\n', '{\n  "a": 1,\n  "b": 2\n}\n', '{\n  "b": 2\n}\n'],
    ['a.ejs', '<p>\n<b><%= x %></b> <!--? flash -->\n', '<p>\n<b><%= x %></b>\n', '<p>\n'],
    ['README.md.tpl', '# <%= title %>\n- b <!--? flash -->\n', '# My App\n- b\n', '# My App\n'],
  ])('%s: %j', (path, template, on, off) => {
    expect(rendered(path, template, withFlash(true))).toBe(on);
    expect(rendered(path, template, withFlash(false))).toBe(off);
  });

  it('gives no file when no line is left', () => {
    expect(rendered('a.ts', '// one //? flash\nflash(); //? flash\n', withFlash(false))).toBeUndefined();
  });

  it('lets two lines declare the same name', () => {
    const template = 'const s = mongoStore(); //? mongo\nconst s = redisStore(); //? redis\n';
    expect(rendered('a.ts', template, contextFor('cjs'))).toBe("'use strict';\n\nconst s = mongoStore();\n");
  });

  it.each([
    ['a name that the context does not have', 'a(); //? falsh\n', /a\.ts: unknown name in an expression: falsh/],
    ['the comment of another language', 'a(); //? flash\nb: 1 #? flash\n', /a\.yaml: directive in the wrong place/],
    ['a syntax error', 'const = 1;\n', /a\.ts: .*Unexpected token/],
    ['an empty template', '\n', /a\.ts: an empty template/],
    ['Windows line ends', 'a();\r\n', /a\.ts: templates have LF/],
  ])('refuses %s', (_, template, message) => {
    expect(() => rendered(String(message).includes('yaml') ? 'a.yaml' : 'a.ts', template)).toThrow(message);
  });
});

describe('blank lines', () => {
  const blocks = 'a();\n\nflash(); //? flash\n\ndevices(); //? devices\n\nb();\n';

  it.each([
    [true, true, 'a();\n\nflash();\n\ndevices();\n\nb();\n'],
    [true, false, 'a();\n\nflash();\n\nb();\n'],
    [false, true, 'a();\n\ndevices();\n\nb();\n'],
    [false, false, 'a();\n\nb();\n'],
  ])('flash %s, devices %s', (flash, devices, text) => {
    expect(rendered('a.ts', blocks, contextFor('ts', { flash, devices }))).toBe(text);
  });

  it('go with the block at either end of a file or a bracket', () => {
    const template =
      'top(); //? flash\n\nf(() => {\n  one(); //? flash\n\n  two();\n\n  three(); //? flash\n});\n\nend(); //? flash\n';
    expect(rendered('a.ts', template, withFlash(false))).toBe('f(() => {\n  two();\n});\n');
  });

  it('within a block belong to it', () => {
    const template = 'a();\none(); //? flash\n\ntwo(); //? flash\nb();\n';
    expect(rendered('a.ts', template, withFlash(true))).toBe('a();\none();\n\ntwo();\nb();\n');
    expect(rendered('a.ts', template, withFlash(false))).toBe('a();\nb();\n');
  });

  it('that the template has twice in a row stay', () => {
    expect(rendered('a.yaml', 'a: 1\n\n\nb: 2\nc: 3 #? flash\n', withFlash(false))).toBe('a: 1\n\n\nb: 2\n');
  });
});

describe('values in code', () => {
  it.each([
    ["a(/*= slug + '.sid' */ 'x.sid');", "a('my-app.sid');"],
    ['a(/*= maxAgeMs */ 1_000.5, 2);', 'a(1209600000, 2);'],
    ['a(/*= rolling */ false);', 'a(true);'],
    ['a(/*= ["x", 1] */ null);', 'a(["x",1]);'],
    ['a(/*- maxAge */ (60 * 1000));', 'a(14 * 24 * 60 * 60 * 1000);'],
    ['process.env./*- urlEnv */ MONGO_URL;', 'process.env.DATABASE_URL;'],
    ["a('x'); // lasts /*- maxAgeText */ forever", "a('x'); // lasts 2 weeks"],
    ['a(`<%= x %> <%% `);', 'a(`<%= x %> <%% `);'],
  ])('%s', (template, code) => {
    expect(rendered('a.ts', `${template}\n`)).toBe(`${code}\n`);
  });

  it('are escaped as JavaScript', () => {
    const context = contextFor('ts', { title: 'It\'s "a"\\\n</script>' });
    const code = rendered('a.ts', "t = /*= title */ 'x';\n", context);
    expect(code).toBe(`t = 'It\\'s "a"\\\\\\n</script>';\n`);
  });
});

describe('other files', () => {
  it('may use the conditions of EJS', () => {
    const template =
      '<% if (flash) { -%>\n- <%= name %>\n<% } else if (auth) { -%>\nb\n<% } -%>\n<%- title %> && <b>\n';
    expect(rendered('a.md.tpl', template)).toBe('- my-app\nMy App && <b>\n');
    expect(rendered('a.md.tpl', template, withFlash(false))).toBe('b\nMy App && <b>\n');
    expect(rendered('a.md.tpl', template, contextFor('ts', { flash: false, auth: false }))).toBe('My App && <b>\n');
  });

  it('may not loop', () => {
    const template = "<% for (const p of ['a', name]) { %>\n- <%= p %>\n<% } %>\n";
    expect(() => rendered('a.md.tpl', template)).toThrow(/a\.md\.tpl: a template has conditions and values/);
  });
});
