/** The code style of a file, which inserted code follows. */
export interface Style {
  eol: '\n' | '\r\n';
  indent: string;
  quote: "'" | '"';
  semicolons: boolean;
  trailingCommas: boolean;
  finalNewline: boolean;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Decides by majority; a file without evidence gets the most common style. */
export function styleOf(text: string): Style {
  const crlf = count(text, /\r\n/g);
  const lf = count(text, /\n/g) - crlf;
  const single = count(text, /(?:require\(|from |import |[(,:=]\s*)'/g);
  const double = count(text, /(?:require\(|from |import |[(,:=]\s*)"/g);
  const ended = count(text, /[\w)\]'"`];[ \t]*(?:\/\/.*)?\r?$/gm);
  // Only lines that end a statement for certain: a call or an import at the start of a line, complete on it.
  const bare = count(text, /^(?:import|const|let|var|export|app|[\w.]+\()[^\n]*[\w)'"`][ \t]*\r?$/gm);
  return {
    eol: crlf > lf ? '\r\n' : '\n',
    indent: indentOf(text),
    quote: double > single ? '"' : "'",
    semicolons: ended >= bare,
    trailingCommas: trailingCommasOf(text),
    finalNewline: text === '' || /\n$/.test(text),
  };
}

function trailingCommasOf(text: string): boolean {
  const withComma = count(text, /,[ \t]*\r?\n[ \t]*[}\]]/g);
  const without = count(text, /[\w'"`)\]}][ \t]*\r?\n[ \t]+[}\]][),;]/g);
  return withComma > without;
}

/** The most frequent indentation of a line after an opening bracket. */
function indentOf(text: string): string {
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
  return [...steps].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '  ';
}
