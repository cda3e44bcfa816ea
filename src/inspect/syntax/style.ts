/** The code style of a file, which inserted code follows. */
export interface Style {
  eol: '\n' | '\r\n';
  indent: string;
  quote: "'" | '"';
  /** The quotes of module specifiers. */
  importQuote: "'" | '"';
  semicolons: boolean;
  trailingCommas: boolean;
  /** Maximum line length. */
  width: number;
  /** `app.use(session({...}))` starts a line with `session` when it is broken. */
  wrapsCalls: boolean;
  /** Trailing commas after the last argument of a call. */
  callCommas: boolean;
  /** `x => y` for an arrow function with one parameter, rather than `(x) => y`. */
  bareArrows: boolean;
  /** `{ a }` rather than `{a}`. */
  spacedBraces: boolean;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/**
 * Decides by majority; a file without evidence gets the most common style.
 * @param configured the settings of the project's formatter, which count if the file keeps to its line length
 */
export function styleOf(text: string, configured: Partial<Style> = {}): Style {
  const crlf = count(text, /\r\n/g);
  const lf = count(text, /\n/g) - crlf;
  const single = count(text, /(?:require\(|from |import |[(,:=]\s*)'/g);
  const double = count(text, /(?:require\(|from |import |[(,:=]\s*)"/g);
  const quote = double > single ? '"' : "'";
  const inImports = count(text, /(?:require\(|from |import )"/g) - count(text, /(?:require\(|from |import )'/g);
  const ended = count(text, /[\w)\]'"`];[ \t]*(?:\/\/.*)?\r?$/gm);
  // Only lines that end a statement for certain: a call or an import at the start of a line, complete on it.
  const bare = count(text, /^(?:import|const|let|var|export|app|[\w.]+\()[^\n]*[\w)'"`][ \t]*\r?$/gm);
  return {
    eol: crlf > lf ? '\r\n' : '\n',
    quote,
    importQuote: inImports === 0 ? quote : inImports > 0 ? '"' : "'",
    semicolons: ended >= bare,
    trailingCommas: trailingCommasOf(text),
    width: widthOf(text),
    wrapsCalls: /\.use\(\r?\n\s+[\w.]+\(\{?\r?\n/.test(text),
    callCommas: /,[ \t]*\r?\n[ \t]*\)/.test(text),
    bareArrows: count(text, /[(,=]\s*\w+ =>/g) > count(text, /\(\w+\) =>/g),
    spacedBraces: true,
    ...(isFormatted(text, configured.width) ? configured : {}),
    indent: indentOf(text) ?? configured.indent ?? '  ',
  };
}

/** The line length that a long file keeps to; most projects use a limit between 80 and 120. */
function widthOf(text: string): number {
  const lines = text.split(/\r?\n/);
  const longest = Math.max(...lines.map(({ length }) => length));
  return lines.length < 40 || longest > 100 ? 120 : longest > 80 ? 100 : 80;
}

/** Whether all lines that could be broken are within the length: those without a string or a comment. */
function isFormatted(text: string, width = 80): boolean {
  return !text.split(/\r?\n/).some((line) => line.length > width && !/['"`]|\/[/*]/.test(line));
}

function trailingCommasOf(text: string): boolean {
  const withComma = count(text, /,[ \t]*(?:\/\/.*)?\r?\n[ \t]*[}\]]/g);
  const without = count(text, /[\w'"`)\]}][ \t]*\r?\n[ \t]+[}\]][),;]/g);
  return withComma > without;
}

/** The most frequent indentation of a line after an opening bracket. */
function indentOf(text: string): string | undefined {
  const steps = new Map<string, number>();
  let before = '';
  let opens = false;
  for (const line of text.split('\n')) {
    const [lead = ''] = /^[ \t]*/.exec(line) ?? [];
    const rest = line.slice(lead.length);
    if (rest.trim() === '' || rest.startsWith('*')) continue;
    // Lines of `const a = 1,` and of a chain may be aligned to anything.
    if (opens && lead.length > before.length && lead.startsWith(before)) {
      const step = lead.slice(before.length);
      if (/^(?:\t| {1,8})$/.test(step)) steps.set(step, (steps.get(step) ?? 0) + 1);
    }
    before = lead;
    opens = /[{([]\s*(?:\/\/.*)?$/.test(rest);
  }
  return [...steps].sort((a, b) => b[1] - a[1])[0]?.[0];
}
