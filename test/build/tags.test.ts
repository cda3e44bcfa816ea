import { describe, expect, it } from 'vitest';
import { rendered } from './sample.ts';

const FLASH = { features: 'flash' };
const NOTHING = { features: 'none' };

describe('tags', () => {
  it.each([
    ['a.ts', 'a();\n{% if (flash) { -%}\nflash();\n{% } -%}\nb();\n', 'a();\nflash();\nb();\n', 'a();\nb();\n'],
    ['a.ts', '{% if (flash) { -%}\na();\n{% } else { -%}\nb();\n{% } -%}\n', 'a();\n', 'b();\n'],
    ['a.ts', 'f(a{% if (flash) { %}, b{% } %}, c);\n', 'f(a, b, c);\n', 'f(a, c);\n'],
    ['a.css', 'a {}\n{% if (flash) { -%}\nb {}\n{% } -%}\n', 'a {}\nb {}\n', 'a {}\n'],
    ['_gitignore', 'a\n{% if (flash) { -%}\nb\n{% } -%}\n', 'a\nb\n', 'a\n'],
    ['a.md', '{% for (const p of [pm, name]) { -%}\n- {%- p %}\n{% } -%}\n', '- npm\n- my-app\n', '- npm\n- my-app\n'],
    ['a.ejs', '<%= x %>{% if (flash) { %} <% y %>{% } %}\n', '<%= x %> <% y %>\n', '<%= x %>\n'],
  ])('%s: %j', async (path, template, on, off) => {
    expect(await rendered(path, template, FLASH)).toBe(on);
    expect(await rendered(path, template, NOTHING)).toBe(off);
  });

  it('give no file when nothing is left', async () => {
    expect(await rendered('a.ts', '{% if (flash) { -%}\nflash();\n{% } -%}\n', NOTHING)).toBeUndefined();
  });

  it('print values as they are, or as literals of JavaScript', async () => {
    const code = 'a = {%- maxAge %};\nb = {%= "it\'s \\"a\\"\\\\" %};\nc = [{%= rolling %}, {%= touchAfterS %}];\n';
    const filled = "a = 14 * 24 * 60 * 60 * 1000;\nb = 'it\\'s \"a\"\\\\';\nc = [true, 3600];\n";
    expect(await rendered('a.ts', code)).toBe(filled);
  });

  it('that do not close name the file', async () => {
    await expect(rendered('src/a.ts', 'a();\n{% if (flash { -%}\n{% } -%}\n')).rejects.toThrow(
      /^templates\/base\/src\/a\.ts: /,
    );
  });
});

describe('blank lines', () => {
  const blocks = 'a();\n\n{% if (flash) { -%}\nflash();\n{% } -%}\n\n{% if (auth) { -%}\nauth();\n{% } -%}\n\nb();\n';

  it.each([
    ['flash,auth', 'a();\n\nflash();\n\nauth();\n\nb();\n'],
    ['flash', 'a();\n\nflash();\n\nb();\n'],
    ['auth', 'a();\n\nauth();\n\nb();\n'],
    ['none', 'a();\n\nb();\n'],
  ])('between blocks, with features %s', async (features, text) => {
    expect(await rendered('a.ts', blocks, { features })).toBe(text);
  });

  it('go with a block at either end of a file or a bracket', async () => {
    const block = (name: string) => `{% if (flash) { -%}\n${name}();\n{% } -%}\n`;
    const template = `${block('top')}\nf(() => {\n${block('one')}\n  two();\n\n${block('three')}});\n\n${block('end')}`;
    expect(await rendered('a.ts', template, NOTHING)).toBe('f(() => {\n  two();\n});\n');
  });
});
