const COMMANDER = 'commander/lib/command.js';
const PARSER = '@babel/parser/lib/index.js';

/** What goes from which file: the text that must be there, and what takes its place. */
const CUTS: [file: string, from: string, to: string][] = [
  // Only commands in files of their own are spawned, and we have none.
  [COMMANDER, "const childProcess = require('node:child_process');", ''],
  [COMMANDER, 'childProcess.spawn', "require('node:child_process').spawn"],
  // Trees of another shape, placeholders and V8's intrinsics are for tools that build tools.
  [PARSER, '  estree,\n', ''],
  [PARSER, '  v8intrinsic,\n  placeholders\n', ''],
  [PARSER, 'ParseErrorEnum`placeholders`(', '('],
];

function cut(code: string, from: string, to: string): string {
  if (!code.includes(from)) throw new Error(`A library has changed: nothing to cut at ${JSON.stringify(from)}`);
  return code.replaceAll(from, to);
}

export const cutAll = (file: string, code: string): string =>
  CUTS.filter(([name]) => name === file).reduce((text, [, from, to]) => cut(text, from, to), code);
