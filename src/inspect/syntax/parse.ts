import { type ParserOptions, type ParserPlugin, parse } from '@babel/parser';
import type * as t from '@babel/types';

/** Larger files are not parsed: they are not written by hand. */
const MAX_SOURCE_BYTES = 2 * 1024 * 1024;

export interface Unparsed {
  kind: 'syntax' | 'large' | 'minified' | 'generated' | 'language';
  message: string;
  /** 1-based; for `syntax` only. */
  line?: number;
  column?: number;
}

export type Parsed = { program: t.Program; comments: t.Comment[]; bom: boolean } | { unparsed: Unparsed };

const SHARED: ParserPlugin[] = ['decoratorAutoAccessors', 'explicitResourceManagement', 'importAttributes'];

// JSX in .ts would break angle-bracket assertions. Most of what Flow adds to a .js file is TypeScript, too.
function pluginSets(extension: string, text: string): ParserPlugin[][] {
  const language: ParserPlugin[] = /^\.[cm]?ts$/.test(extension)
    ? ['typescript']
    : extension === '.tsx'
      ? ['typescript', 'jsx']
      : /@flow\b/.test(text.slice(0, 500))
        ? ['typescript', 'jsx']
        : ['jsx'];
  const sets: ParserPlugin[][] = [
    [...SHARED, ...language, 'decorators'],
    [...SHARED, ...language, 'decorators-legacy'],
  ];
  if (language[0] === 'jsx') sets.push([...SHARED, 'typescript', 'jsx', 'decorators-legacy']);
  return sets;
}

const OPTIONS: ParserOptions = {
  sourceType: 'unambiguous',
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowSuperOutsideMethod: true,
  allowUndeclaredExports: true,
  allowNewTargetOutsideFunction: true,
  createParenthesizedExpressions: true,
  errorRecovery: true,
  attachComment: false,
};

const FATAL = new Set(['UnexpectedToken', 'MissingSemicolon', 'UnterminatedString', 'UnterminatedComment']);

/** Parses a source file. Never throws: a file that cannot be edited safely is returned as `unparsed`. */
export function parseSource(path: string, source: string): Parsed {
  const extension = /\.[^./]+$/.exec(path)?.[0] ?? '.js';
  if (/^\.(coffee|litcoffee|ls)$/.test(extension)) {
    return { unparsed: { kind: 'language', message: 'CoffeeScript is not JavaScript that can be edited in place' } };
  }
  const left = leaveAlone(source);
  if (left) return { unparsed: left };
  const bom = source.startsWith('\uFEFF');
  const text = bom ? source.slice(1) : source;
  let first: Unparsed | undefined;
  for (const plugins of pluginSets(extension, text)) {
    try {
      const file = parse(text, { ...OPTIONS, plugins });
      const fatal = file.errors?.find((error) => FATAL.has(error.reasonCode));
      if (!fatal) return { program: file.program, comments: file.comments ?? [], bom };
      first ??= { kind: 'syntax', message: String(fatal) };
    } catch (error) {
      first ??= syntaxError(error);
    }
  }
  return { unparsed: first ?? { kind: 'syntax', message: 'cannot be parsed' } };
}

function syntaxError(error: unknown): Unparsed {
  const message = error instanceof Error ? error.message.replace(/\s*\(\d+:\d+\)$/, '') : String(error);
  const loc = (error as { loc?: { line: number; column: number } }).loc;
  return loc ? { kind: 'syntax', message, line: loc.line, column: loc.column + 1 } : { kind: 'syntax', message };
}

function leaveAlone(text: string): Unparsed | undefined {
  if (text.length > MAX_SOURCE_BYTES) return { kind: 'large', message: 'larger than 2 MB' };
  if (/@generated\b|DO NOT EDIT|automatically generated/i.test(text.slice(0, 400))) {
    return { kind: 'generated', message: 'a generated file' };
  }
  if (/\r(?!\n)/.test(text) && !text.includes('\n'))
    return { kind: 'language', message: 'its lines end with carriage returns alone' };
  // Minified code has lines of thousands of characters.
  if (text.length > 5000) {
    const lines = text.split('\n').length;
    if (text.length / lines > 400) return { kind: 'minified', message: 'a minified or bundled file' };
  }
  return undefined;
}
