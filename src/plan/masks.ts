const CREDENTIALS = /(\w+:\/\/[^\s:@/'"`]+:)[^\s@'"`$]+(?=@)/g;
const SECRET_NAME = /\b\w*(?:secret|passw(?:or)?d|token|api_?key|private_?key)\w*['"]?\s*[:=]/i;
// Not a version of `jsonwebtoken`, whose name looks like a secret's, nor the value of secrets in tests.
const QUOTED = /(['"`])(?!test\1|[~^<>=]*\d+\.[\w.-]+\1)(?:(?!\1)[^\\]|\\.){2,}\1/g;

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
  return open.slice(0, end) + open.slice(end).replaceAll(QUOTED, '$1***$1');
}
