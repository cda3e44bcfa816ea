const CREDENTIALS = /(\w+:\/\/[^\s:@/'"`]+:)[^\s@'"`$]+(?=@)/g;
const SECRET_NAME = /\b\w*(?:secret|passw(?:or)?d|token|api_?key|private_?key)\w*['"]?\s*[:=]/i;
const QUOTED = /(['"`])((?:(?!\1)[^\\]|\\.)+)\1/g;
/** The value of secrets in tests, and a version of `jsonwebtoken`, whose name looks like a secret's. */
const HARMLESS = /^(\W|test|[~^<>=]*\d+\.[\w.-]+)$/;
/** What precedes the name of a variable, or a value that something is compared with. */
const BEFORE_NAME = /(env\[|\.get\(|[!=]==?\s*)$/;

/** A diff with passwords in URLs and quoted values of secrets replaced with `***`. */
export function masked(diff: string): string {
  return diff
    .split('\n')
    .map((line) => (/^(\+\+\+|---|@@)/.test(line) ? line : maskedLine(line)))
    .join('\n');
}

function maskedLine(line: string): string {
  const open = line.replaceAll(CREDENTIALS, '$1***');
  const name = SECRET_NAME.exec(open);
  if (!name) return open;
  const end = name.index + name[0].length;
  const mask = (text: string, quote: string, value: string, at: number, rest: string): string =>
    HARMLESS.test(value) || BEFORE_NAME.test(rest.slice(0, at)) ? text : `${quote}***${quote}`;
  return open.slice(0, end) + open.slice(end).replaceAll(QUOTED, mask);
}
