import type * as t from '@babel/types';
import { endOf, forEachChild, isCall, startOf } from '../../src/inspect/syntax/ast.ts';
import { parseSource } from '../../src/inspect/syntax/parse.ts';
import type { Files } from '../edits/plans.ts';
import type { Random } from './random.ts';

/** Changes the text of a file; undefined when it does not apply. */
type TextMutation = (text: string, random: Random, path: string) => string | undefined;

const SOURCE = /\.[cm]?[jt]sx?$|(^|\/)www$/;

/** Applies one random mutation to a project, or two; returns their names. */
export function mutate(files: Files, random: Random): { files: Files; applied: string[] } {
  const result = { ...files };
  const applied: string[] = [];
  const wanted = random.next() < 0.3 ? 2 : 1;
  for (let tries = 0; tries < 20 && applied.length < wanted; tries += 1) {
    const [name, mutation] = random.pick(Object.entries(MUTATIONS)) ?? [];
    const isJson = name?.startsWith('package') ?? false;
    const path = random.pick(Object.keys(result).filter((one) => (isJson ? /(^|\/)package\.json$/ : SOURCE).test(one)));
    const text = path === undefined ? undefined : mutation?.(result[path] ?? '', random, path);
    if (path === undefined || text === undefined || text === result[path]) continue;
    result[path] = text;
    applied.push(`${name} in ${path}`);
  }
  return { files: result, applied };
}

const MUTATIONS: Record<string, TextMutation> = {
  'statement dropped': inStatement(() => ''),
  'statement doubled': inStatement((text) => `${text}\n${text}`),
  'statement in a function': inStatement((text) => `function setUp() {\n${text}\n}\nsetUp();`),
  'statement in an async function': inStatement((text) => `(async () => {\n${text}\n})();`),
  'statement in an if': inStatement((text) => `if (process.env.FEATURE) {\n${text}\n}`),
  'statement as the body of an if': inStatement((text) => `if (process.env.FEATURE) ${text}`),
  'statement in try': inStatement((text) => `try {\n${text}\n} catch (error) {\nconsole.error(error);\n}`),
  'statement in a block': inStatement((text) => `{\n${text}\n}`),
  'statement exported': inStatement((text) =>
    /^(const|let|var|function|class) /.test(text) ? `export ${text}` : undefined,
  ),
  'statement on one line': inStatement((text) => (/\/\//.test(text) ? undefined : text.replace(/\s*\n\s*/g, ' '))),
  'statement with comments': inStatement((text) => `/* above */ ${text} // after`),
  'statements exchanged': exchanged(siblingStatements),
  'properties exchanged': exchanged((program) =>
    lists(program, (node) => (node.type === 'ObjectExpression' ? node.properties : [])),
  ),
  'arguments exchanged': exchanged((program) => lists(program, (node) => (isCall(node) ? node.arguments : []))),
  'statement moved': (text, random, path) => {
    const list = random.pick(siblingLists(path, text, siblingStatements));
    const [from, to] = [random.pick(list ?? []), random.pick(list ?? [])];
    if (!from || !to || from === to) return undefined;
    const moved = text.slice(startOf(from), endOf(from));
    const without = (start: number, end: number): string => text.slice(start, end).replace(moved, '');
    return `${without(0, startOf(to))}${moved}\n${without(startOf(to), text.length)}`;
  },
  'object in a constant': inExpression('ObjectExpression', (text, source, at) => hoisted(text, source, at)),
  'call in a constant': inExpression('CallExpression', (text, source, at) => hoisted(text, source, at)),
  'object spread': inExpression('ObjectExpression', (text) => `{ ...${text} }`),
  'object assigned': inExpression('ObjectExpression', (text) => `Object.assign({}, ${text})`),
  'object with a trailing comma': inExpression('ObjectExpression', (text) =>
    text.replace(/([^,{\s])(\s*)\}$/, '$1,$2}'),
  ),
  'object with a comment': inExpression('ObjectExpression', (text) => text.replace(/\}$/, '\n// last\n}')),
  'expression in parentheses': inExpression('CallExpression', (text) => `(${text})`),
  'call awaited': inExpression('CallExpression', (text) => `await ${text}`),
  'call without arguments': inExpression('CallExpression', (text) => `${text.slice(0, text.indexOf('('))}()`),
  'call in a conditional': inExpression('CallExpression', (text) => `(process.env.FEATURE ? ${text} : undefined)`),
  'string as a template': inExpression('StringLiteral', (text) => `\`${text.slice(1, -1)}\``),
  'string joined': inExpression('StringLiteral', (text) => `${text} + ''`),
  'string emptied': inExpression('StringLiteral', () => "''"),
  'name changed everywhere': renamed('g'),
  'name changed once': renamed(''),
  'name of Object.prototype': (text, random, path) =>
    renamed('g', random.pick(['constructor', 'toString', '__proto__', 'hasOwnProperty']))(text, random, path),
  'double quotes': (text) => text.replace(/'([^'"\n]*)'/g, '"$1"'),
  'single quotes': (text) => text.replace(/"([^'"\n]*)"/g, "'$1'"),
  'line endings': (text) => text.replace(/\r?\n/g, '\r\n'),
  'old line endings': (text) => text.replace(/\r?\n/g, '\r'),
  'mixed line endings': (text, random) => text.replace(/\r?\n/g, () => (random.next() < 0.5 ? '\r\n' : '\n')),
  'no semicolons': (text) => text.replace(/;(?=\r?\n|$)/g, ''),
  'no line breaks': (text) => (/\/\//.test(text) ? undefined : text.replace(/;\r?\n\s*/g, '; ')),
  'no final line break': (text) => text.trimEnd(),
  'byte order mark': (text) => `\uFEFF${text}`,
  hashbang: (text) => `#!/usr/bin/env node\n${text}`,
  'use strict': (text) => `'use strict';\n${text}`,
  tabs: (text) => text.replace(/^( {2})+/gm, (lead) => '\t'.repeat(lead.length / 2)),
  'no indent': (text) => text.replace(/^[ \t]+/gm, ''),
  'var for const': (text) => text.replace(/\bconst /g, 'var '),
  'import for require': (text) =>
    text.replace(/^(?:const|var|let) ([^=\n]+?) = require\(([^()\n]+)\);?$/gm, (all, names: string, from) =>
      /^[\w$]+$|^\{[^:]*\}$/.test(names) ? `import ${names} from ${from};` : all,
    ),
  'require for import': (text) =>
    text.replace(/^import (\w+|\{ [\w, ]+ \}) from (['"][^'"]+['"]);?$/gm, 'const $1 = require($2);'),
  'file cut off': (text, random) => text.slice(0, random.below(text.length)),
  'file emptied': () => '',
  'character dropped': (text, random) => spliced(text, random.below(text.length), 1, ''),
  'character added': (text, random) =>
    spliced(text, random.below(text.length), 0, random.pick([...'(){}[];,.\'"`/*=?:\\\n $#@é']) ?? ''),
  'token doubled': (text, random) => {
    const tokens = [...text.matchAll(/\w+|[^\w\s]/g)];
    const token = random.pick(tokens);
    return token && spliced(text, token.index, 0, token[0]);
  },
  'file doubled': (text) => `${text}\n${text}`,
  'package field dropped': inManifest((manifest, random) => {
    delete manifest[random.pick(Object.keys(manifest)) ?? ''];
  }),
  'package field of another type': inManifest((manifest, random) => {
    manifest[random.pick(Object.keys(manifest)) ?? ''] = random.pick<unknown>([
      null,
      [],
      {},
      'text',
      1,
      true,
      ['a'],
      { a: 1 },
    ]);
  }),
  'package range changed': inManifest((manifest, random) => {
    const ranges = manifest.dependencies as Record<string, unknown> | null | undefined;
    const name = random.pick(Object.keys(ranges ?? {}));
    if (ranges && name !== undefined)
      ranges[name] = random.pick<unknown>([
        '*',
        'latest',
        '',
        '^1.0.0',
        '99',
        'git+https://example.com/a.git',
        'workspace:*',
        'file:../a',
        'x',
        '>=2 <4 || 5',
        1,
        null,
      ]);
  }),
  'package dependency dropped': inManifest((manifest, random) => {
    const ranges = manifest.dependencies as Record<string, unknown> | null | undefined;
    if (ranges) delete ranges[random.pick(Object.keys(ranges)) ?? ''];
  }),
  'package type changed': inManifest((manifest) => {
    manifest.type = manifest.type === 'module' ? 'commonjs' : 'module';
  }),
  'package on one line': (text) => text.replace(/\s*\n\s*/g, ''),
  'package cut off': (text, random) => text.slice(0, random.below(text.length)),
  'package line endings': (text) => text.replace(/\r?\n/g, '\r\n'),
};

/** Every list of sibling nodes that `listOf` finds in a program. */
function lists(program: t.Program, listOf: (node: t.Node) => readonly (t.Node | null)[]): t.Node[][] {
  const found: t.Node[][] = [];
  const visit = (node: t.Node): void => {
    const list = listOf(node).filter((one) => one !== null);
    if (list.length > 0) found.push(list);
    forEachChild(node, visit);
  };
  visit(program);
  return found;
}

function siblingStatements(program: t.Program): t.Node[][] {
  return lists(program, (node) => (node.type === 'Program' || node.type === 'BlockStatement' ? node.body : []));
}

function siblingLists(path: string, text: string, find: (program: t.Program) => t.Node[][]): t.Node[][] {
  const parsed = parseSource(path, text);
  return 'unparsed' in parsed || parsed.bom ? [] : find(parsed.program);
}

function spliced(text: string, at: number, removed: number, added: string): string {
  return text.slice(0, at) + added + text.slice(at + removed);
}

/** Replaces the text of a statement. */
function inStatement(change: (text: string) => string | undefined): TextMutation {
  return (text, random, path) => {
    const node = random.pick(siblingLists(path, text, siblingStatements).flat());
    const changed = node && change(text.slice(startOf(node), endOf(node)));
    return node && changed !== undefined
      ? spliced(text, startOf(node), endOf(node) - startOf(node), changed)
      : undefined;
  };
}

/** Exchanges two siblings. */
function exchanged(find: (program: t.Program) => t.Node[][]): TextMutation {
  return (text, random, path) => {
    const list = random.pick(siblingLists(path, text, find).filter(({ length }) => length > 1));
    const first = list && random.below(list.length - 1);
    const [a, b] = [list?.[first ?? 0], list?.[(first ?? 0) + 1]];
    if (!a || !b) return undefined;
    const of = (node: t.Node): string => text.slice(startOf(node), endOf(node));
    return text.slice(0, startOf(a)) + of(b) + text.slice(endOf(a), startOf(b)) + of(a) + text.slice(endOf(b));
  };
}

/** Replaces the text of an expression of one type. */
function inExpression(
  type: t.Node['type'],
  change: (text: string, source: string, at: number) => string | [number, string, string],
): TextMutation {
  return (text, random, path) => {
    const nodes = siblingLists(path, text, (program) =>
      lists(program, (node) => (node.type === type ? [node] : [])),
    ).flat();
    const node = random.pick(nodes);
    if (!node) return undefined;
    const changed = change(text.slice(startOf(node), endOf(node)), text, startOf(node));
    if (typeof changed === 'string') return spliced(text, startOf(node), endOf(node) - startOf(node), changed);
    const [above, declaration, name] = changed;
    return spliced(spliced(text, startOf(node), endOf(node) - startOf(node), name), above, 0, declaration);
  };
}

/** The expression as a constant on the line above. */
function hoisted(text: string, source: string, at: number): [number, string, string] {
  return [source.lastIndexOf('\n', at - 1) + 1, `const extracted = ${text};\n`, 'extracted'];
}

function renamed(flags: '' | 'g', name = 'renamed'): TextMutation {
  return (text, random) => {
    const words = [...new Set(text.match(/\b[a-z]\w+\b/g))].filter(
      (word) =>
        !/^(const|let|var|require|import|from|export|default|function|return|new|if|else|async|await|class|true|false|null|undefined)$/.test(
          word,
        ),
    );
    const word = random.pick(words);
    return word === undefined ? undefined : text.replace(new RegExp(`\\b${word}\\b`, flags), name);
  };
}

function inManifest(change: (manifest: Record<string, unknown>, random: Random) => void): TextMutation {
  return (text, random) => {
    try {
      const manifest = JSON.parse(text);
      change(manifest, random);
      return `${JSON.stringify(manifest, null, 2)}\n`;
    } catch {
      return undefined;
    }
  };
}
