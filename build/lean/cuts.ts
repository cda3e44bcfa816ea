import { PARSER, withoutDialects, withoutFlags, withoutMixins } from './dialects.ts';
import { withoutMessages } from './messages.ts';
import { reachable, shortMembers } from './methods.ts';
import { ourWords } from './roots.ts';

const SEMVER_EXPRESSIONS = 'semver/internal/re.js';
const SEMVER_CONSTANTS = 'semver/internal/constants.js';

const astral = (property: string): string => String.raw`/\p{${property}}/u.test(String.fromCodePoint(code))`;

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
