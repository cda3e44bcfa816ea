import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from '@babel/parser';
import * as t from '@babel/types';
import MagicString from 'magic-string';
import { minify_sync } from 'terser';
import { cut } from './cuts.ts';
import { reachable, shortMembers } from './methods.ts';
import { asModule } from './modules.ts';
import { checked, ourSource, ourWords } from './roots.ts';

/** The file that we import: what it exports comes from the others, which become one with it. */
export const COMMANDER = 'commander/esm.mjs';
const FILES = ['error', 'argument', 'option', 'suggestSimilar', 'help', 'command'];
const EXPORTS = 'export { Command, CommanderError, Option };\n';

const PROGRAM = [
  ...['action', 'addHelpText', 'addOption', 'argument', 'configureOutput', 'description', 'exitOverride', 'helpOption'],
  ...['option', 'parse', 'usage', 'version'],
];

/** What our program says once and for all: the rest is cut by it. */
const SAID = [
  "program.parse(argv.slice(named ? 1 : 0), { from: 'user' })",
  ".argument('[dir]')",
  '.exitOverride()',
  ...['writeOut: ', 'writeErr: () => {}', 'getOutHelpWidth: ', 'getOutHasColors: () => false'],
];

/** Fields that keep one value: there is one command, and a flag has a value, or it has none. */
const FIELDS: Record<string, string> = {
  ...Object.fromEntries(['_executableFile', '_executableDir', '_helpCommand'].map((name) => [name, 'null'])),
  ...{ parent: 'null', _defaultCommandName: 'null', _scriptPath: 'null', _savedState: 'null' },
  ...{ _storeOptionsAsProperties: 'false', _enablePositionalOptions: 'false', _passThroughOptions: 'false' },
  ...{ _showHelpAfterError: 'false', _showSuggestionAfterError: 'true', _combineFlagAndOptionalValue: 'true' },
  ...{ _allowUnknownOption: 'false', _allowExcessArguments: 'false', _executableHandler: 'false', _hidden: 'false' },
  ...{ _addImplicitHelpCommand: 'undefined', _argsDescription: 'undefined', _helpGroupHeading: 'undefined' },
  ...{ _defaultCommandGroup: 'undefined', _defaultOptionGroup: 'undefined', _lifeCycleHooks: '{}', _summary: '""' },
  ...{ _helpConfiguration: '{}', rawArgs: '[]', _aliases: '[]', commands: '[]' },
  // Of flags and arguments.
  ...{ optional: 'false', variadic: 'false', mandatory: 'false', hidden: 'false', conflictsWith: '[]' },
  ...{ defaultValue: 'undefined', defaultValueDescription: 'undefined', presetArg: 'undefined', envVar: 'undefined' },
  ...{ parseArg: 'undefined', argChoices: 'undefined', implied: 'undefined', helpGroupHeading: 'undefined' },
  // Of the help.
  ...{ sortSubcommands: 'false', sortOptions: 'false', showGlobalOptions: 'false' },
};

/** Calls that come to nothing but this. */
const CALLS: Record<string, string> = {
  ...{ _findCommand: 'undefined', _getHelpCommand: 'null', _getCommandAndAncestors: '[this]' },
  ...{ _initOptionGroup: 'undefined', _initCommandGroup: 'undefined', _chainOrCallHooks: 'undefined' },
  ...{ _checkForMissingMandatoryOptions: 'undefined', _checkForConflictingOptions: 'undefined' },
  ...{ _parseOptionsEnv: 'undefined', _parseOptionsImplied: 'undefined', _prepareForParse: 'undefined' },
  ...{ visibleCommands: '[]', visibleGlobalOptions: '[]', visibleArguments: '[]', configureHelp: '{}' },
  ...{ _prepareUserArgs: 'argv.slice()' },
  ...{ longestGlobalOptionTermLength: '0', longestSubcommandTermLength: '0', longestArgumentTermLength: '0' },
};

/** What else is there for programs of another kind. */
const CUTS: [from: string | RegExp, to: string][] = [
  [/^ {2}command\(nameAndArgs, [\s\S]*?^ {2}\}\n/m, ''],
  [/^ {4}let ancestorCmdNames = '';\n[\s\S]*?(?=^ {4}return ancestorCmdNames)/m, ''],
  ['return ancestorCmdNames + cmdName', 'return cmdName'],
  // Help goes where we send it, and so do errors.
  [/(?<=^ {4}this\._outputConfiguration = \{\n)[\s\S]*?(?=^ {6}outputError: )/m, ''],
  [/^ {6}getOutHelpWidth: [\s\S]*?^(?= {4}\};)/m, ''],
  ['const error = !!contextOptions.error;', 'const error = false;'],
  [/^ {4}let deprecatedCallback;\n[\s\S]*?(?=^ {4}const outputContext = )/m, ''],
  [/^ {4}if \(deprecatedCallback\) \{\n[\s\S]*?^ {4}\}\n/m, ''],
  [/^ {4}\/\/ Arguments\n[\s\S]*?(?=^ {4}\/\/ Options$)/m, ''],
  [/^ {4}\/\/ Commands\n[\s\S]*?(?=^ {4}return output\.join)/m, ''],
  // A flag and an argument are what they are called.
  [/^ {4}if \(typeof parseArg === 'function'\) \{\n[\s\S]*?(?=^ {4}this\.addArgument)/m, ''],
  [
    'this._optionEx({}, flags, description, parseArg, defaultValue)',
    'this.addOption(this.createOption(flags, description))',
  ],
  [/^ {4}const matchingOption =[\s\S]*?(?=^ {4}this\._initOptionGroup\(option\);)/m, ''],
  [/^ {2}\/\/ Check for unprocessed flag\.[\s\S]*?(?=^ {2}return \{ shortFlag, longFlag \};)/m, ''],
  // There is an action, and what it throws is caught.
  [/(?<=^ {6}return promiseChain;\n {4}\}\n) {4}if \(this\.parent\?\.listenerCount[\s\S]*?(?=^ {2}\}$)/m, ''],
  [/this\._chainOrCall\(promiseChain, \(\) =>\s*(this\._actionHandler\(this\.processedArgs\)),?\s*\)/, '$1'],
  [/^ {4}if \(fn\) \{\n {6}this\._exitCallback = fn;\n {4}\} else /m, ''],
  [/^ {4}if \(this\._exitCallback\) (\{\n[\s\S]*?^ {4}\})\n[\s\S]*?(?=^ {2}\}$)/m, '$1'],
];

/** Calls that give back what they are given: there are no colours in our help. */
const IDENTITIES = [
  ...['styleTitle', 'styleUsage', 'styleCommandDescription', 'styleOptionDescription', 'styleOptionTerm'],
  'stripColor',
];

/** @throws Error when a flag or the program asks for more than is left */
function checkUse(): void {
  const missing = SAID.find((text) => !ourSource('arguments.ts').includes(text));
  if (missing !== undefined) throw new Error(`build/lean leaves out of commander what is not ${missing}`);
  const flags = `${ourSource('arguments.ts')}${ourSource('questions/table.ts')}`.match(/'-[^']*[[.|][^']*'/g);
  if (flags) throw new Error(`build/lean leaves out of commander what ${flags[0]} asks for`);
}

/** All that we reach of commander, as one module. @param id where it is */
export function leanCommander(id: string): string {
  checkUse();
  const whole = FILES.map((name) => readFileSync(path.join(path.dirname(id), 'lib', `${name}.js`), 'utf8')).join('\n');
  const code = asModule(
    CUTS.reduce((text, [from, to]) => cut(text, from, to), whole)
      .replaceAll(/^const \{[\w, ]+\} = require\('\.\/\w+(?:\.js)?'\);$/gm, '')
      .replaceAll(/^exports\.\w+ = \w+;.*$/gm, ''),
  );
  const { code: folded = '' } = minify_sync(settled(code) + EXPORTS, {
    ecma: 2020,
    module: true,
    mangle: false,
    compress: { passes: 3, inline: 1, join_vars: false, sequences: false },
    output: { beautify: true },
  });
  const used = reachable(folded, checked('commander', PROGRAM));
  // What Node would load all the same.
  const needed = used.replaceAll(/^import (\w+) from "node:\w+";$/gm, (line, name) =>
    used.includes(`${name}.`) ? line : '',
  );
  return shortMembers(needed, ourWords());
}

/** Puts in the place of fields and calls what they come to. */
function settled(code: string): string {
  const out = new MagicString(code);
  const seen = new Set<string>();
  const visit = (node: t.Node): void => {
    const known = knownOf(node);
    if (known) {
      seen.add(known.name);
      out.update(node.start ?? 0, node.end ?? 0, known.text);
      return;
    }
    const identity = t.isCallExpression(node) ? identityIn(node) : undefined;
    if (identity) {
      seen.add(identity.name);
      const { start, end } = identity.argument;
      out.remove(node.start ?? 0, start ?? 0).remove(end ?? 0, node.end ?? 0);
      return visit(identity.argument);
    }
    for (const key of t.VISITOR_KEYS[node.type] ?? []) {
      for (const child of [node[key as keyof typeof node]].flat() as (t.Node | null | undefined)[])
        if (child) visit(child);
    }
  };
  visit(parse(code, { sourceType: 'module' }).program);
  const gone = [...Object.keys({ ...FIELDS, ...CALLS }), ...IDENTITIES].find((name) => !seen.has(name));
  if (gone !== undefined) throw new Error(`A library has changed: nothing in commander asks for ${gone}`);
  return out.toString();
}

/** What a node comes to, by the field or method that it names; nothing, when it sets such a field. */
function knownOf(node: t.Node): { name: string; text: string } | undefined {
  if (t.isExpressionStatement(node) && t.isAssignmentExpression(node.expression)) {
    const name = nameIn(node.expression.left, FIELDS);
    return name === undefined ? undefined : { name, text: ';' };
  }
  const call = t.isCallExpression(node) ? nameIn(node.callee, CALLS) : undefined;
  if (call !== undefined) return { name: call, text: `(${CALLS[call]})` };
  // What is in an empty list.
  const list = t.isMemberExpression(node) ? nameIn(node.object, FIELDS) : undefined;
  if (list !== undefined && FIELDS[list] === '[]' && t.isMemberExpression(node)) {
    if (t.isIdentifier(node.property, { name: 'length' })) return { name: list, text: '0' };
    if (node.computed) return { name: list, text: 'undefined' };
  }
  const field = nameIn(node, FIELDS);
  return field === undefined ? undefined : { name: field, text: `(${FIELDS[field]})` };
}

/** The name in `this.name` or `option.name`, when it is one of these. */
function nameIn(node: t.Node, names: Record<string, string>): string | undefined {
  if (!(t.isMemberExpression(node) || t.isOptionalMemberExpression(node)) || node.computed) return undefined;
  return t.isIdentifier(node.property) && Object.hasOwn(names, node.property.name) ? node.property.name : undefined;
}

/** What is given to a call that gives it back. */
function identityIn({
  callee,
  arguments: [argument],
}: t.CallExpression): { name: string; argument: t.Node } | undefined {
  const called = t.isMemberExpression(callee) ? callee.property : callee;
  if (!argument || !t.isIdentifier(called) || !IDENTITIES.includes(called.name)) return undefined;
  return { name: called.name, argument };
}
