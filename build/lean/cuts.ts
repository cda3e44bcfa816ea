import { PARSER, withoutDialects, withoutFlags, withoutMixins } from './dialects.ts';
import { withoutMessages } from './messages.ts';
import { reachable, shortMembers } from './methods.ts';
import { ourSource, ourWords } from './roots.ts';

const CHALK = 'chalk/source/index.js';
const STYLES = 'chalk/source/vendor/ansi-styles/index.js';
const DIFF = 'diff/libesm/diff/base.js';
const LINES = 'diff/libesm/diff/line.js';
const PATCH = 'diff/libesm/patch/create.js';
const SEMVER_EXPRESSIONS = 'semver/internal/re.js';
const SEMVER_CONSTANTS = 'semver/internal/constants.js';

const astral = (property: string): string => String.raw`/\p{${property}}/u.test(String.fromCodePoint(code))`;

/** The colours in src/report/palette.ts. */
const COLOURS = /const COLOURS = \[(.*)\]/.exec(ourSource('report/palette.ts'))?.[1]?.match(/\w+/g) ?? [];

/** What goes from which file: the text that must be there, and what takes its place. */
const CUTS: [file: string, from: string | RegExp, to: string][] = [
  // Which plugins go together, and what its tokens are called, is for others to ask.
  [PARSER, '    validatePlugins(pluginsMap);\n', ''],
  [PARSER, 'const tokTypes = generateExportedTokenTypes(tt);\n', ''],
  [PARSER, 'exports.tokTypes = tokTypes;\n', ''],
  // Every file starts at its first byte, and has no name.
  [PARSER, /\bthis\.(?:offsetToSourcePos|sourceToOffsetPos)\(([\w.]+)\)/g, '$1'],
  [PARSER, 'this.sourceToOffsetPos(end + commentEnd.length)', 'end + commentEnd.length'],
  [PARSER, /^ *(?:this|state)\.(?:startIndex|filename) = .*;$/gm, ''],
  [PARSER, ' + this.startIndex', ''],
  [PARSER, 'if ((parser == null ? void 0 : parser.optionFlags) & 128) this.range = [pos, 0];', ''],
  [PARSER, /^ *if \(.*\.filename\) .*\.filename = .*;$/gm, ''],
  [
    PARSER,
    /^function createDefaultOptions\(\) \{[\s\S]*?(?=^const \{\n {2}defineProperty\n\} = Object;)/gm,
    "const getOptions = options => ({ sourceType: 'script', startIndex: 0, startColumn: 0, startLine: 1, ...options });\n",
  ],
  // Comments are read from their list, not from the nodes beside them.
  [PARSER, /^ *this\.(resetPreviousNodeTrailing|takeSurrounding|finalizeRemaining)Comments\(.*\);$/gm, ''],
  [PARSER, /^ {6}this\.state\.commentStack\.push\(commentWhitespace\);$/gm, ''],
  // Nobody reads the text between the tags of JSX: what &nbsp; stands for can stay unknown.
  [PARSER, /^(const entities = \{\n {2}__proto__: null),[^}]*\};$/gm, '$1 };'],
  // Node's regular expressions know which letters may be in a name.
  [PARSER, /^(let|const) (nonASCII|astral)[Ii]dentifier\w* = .*;$/gm, ''],
  [PARSER, 'nonASCIIidentifierStartChars = nonASCIIidentifierChars = null;', ''],
  [PARSER, 'nonASCIIidentifierStart.test(', String.raw`/\p{ID_Start}/u.test(`],
  [PARSER, 'nonASCIIidentifier.test(', String.raw`/[\p{ID_Continue}\u200c\u200d]/u.test(`],
  [PARSER, 'isInAstralSet(code, astralIdentifierStartCodes) || ', ''],
  [PARSER, 'isInAstralSet(code, astralIdentifierCodes)', `code > 0xffff && ${astral('ID_Continue')}`],
  [PARSER, 'isInAstralSet(code, astralIdentifierStartCodes)', `code > 0xffff && ${astral('ID_Start')}`],
  // Colours come by name, and only those that a report has.
  [CHALK, /^styles\.visible = [\s\S]*?(?=^const proto = )/gm, ''],
  [STYLES, /^\tstyles\.color\.close = [\s\S]*?(?=^\treturn styles;)/gm, ''],
  [STYLES, new RegExp(`^\\t\\t(?!(?:${COLOURS.join('|')}):)\\w+: \\[\\d+, \\d+\\],.*\\n`, 'gm'), ''],
  // Lines are compared as they are, at once, and none of our diffs is called one of git.
  [DIFF, /^ {8}let callback;\n[\s\S]*?(?=^ {8}\/\/ Allow subclasses)/gm, ''],
  [DIFF, 'newTokens, options, callback)', 'newTokens, options)'],
  [DIFF, /^ {12}if \(callback\) \{\n[\s\S]*?^ {12}\}\n {12}else /gm, ''],
  [DIFF, /^ {8}if \(callback\) \{\n[\s\S]*?^ {8}\}\n {8}else /gm, ''],
  [DIFF, ' && Date.now() <= abortAfterTimestamp', ''],
  [DIFF, /^ {8}const (?:maxExecutionTime|abortAfterTimestamp) = .*$/gm, ''],
  [DIFF, /\boptions\.(?:oneChangePerToken|comparator|ignoreCase)\b/g, 'false'],
  [DIFF, /^ {8}if \(options\.maxEditLength [\s\S]*?^ {8}\}\n/gm, ''],
  [DIFF, 'this.useLongestToken', 'false'],
  [LINES, /^ {4}equals\([\s\S]*?^ {4}\}\n(?=\})/gm, ''],
  [LINES, /\boptions\.(?:stripTrailingCr|newlineIsToken)\b/g, 'false'],
  [PATCH, /\b(?:patch|p)\.isGit\b/g, 'false'],
  [PATCH, /^ {4}if \(Array\.isArray\(patch\)\) \{\n[\s\S]*?^ {4}\}\n/gm, ''],
  [PATCH, 'if (!(options === null || options === void 0 ? void 0 : options.callback)) {', 'if (true) {'],
  [PATCH, 'if (!optionsObj.callback) {', 'if (true) {'],
  [PATCH, /^ {4}let optionsObj;\n[\s\S]*?(?=^ {4}\/\/ We copy this)/gm, '    const optionsObj = options;\n'],
  [PATCH, 'if (optionsObj.newlineIsToken) {', 'if (false) {'],
  // Versions are read, not made.
  [SEMVER_EXPRESSIONS, /^ {2}(?:debug\(name, .*|(?:safeSrc|re)\[index\] = .*)$/gm, ''],
  [SEMVER_CONSTANTS, /^const (?:WHITESPACE_CHARACTERS|RELEASE_TYPES) = \[[^\]]*\]$/gm, ''],
  [SEMVER_CONSTANTS, /^ {2}(?:WHITESPACE_CHARACTERS|RELEASE_TYPES|SEMVER_SPEC_VERSION),$/gm, ''],
];

/** @throws Error when there is nothing to cut */
export function cut(code: string, from: string | RegExp, to: string): string {
  const cutCode = typeof from === 'string' || from.global ? code.replaceAll(from, to) : code.replace(from, to);
  if (cutCode === code) throw new Error(`A library has changed: nothing to cut at ${String(from)}`);
  return cutCode;
}

export const cutAll = (file: string, code: string): string =>
  CUTS.filter(([name]) => name === file).reduce((text, [, from, to]) => cut(text, from, to), code);

/** Babel's parser for JavaScript, TypeScript and JSX as people write them. */
export function leanParser(code: string): string {
  const used = reachable(withoutDialects(withoutFlags(withoutMixins(cutAll(PARSER, code)))), []);
  return shortMembers(withoutMessages(used), ourWords());
}
