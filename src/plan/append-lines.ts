/** The text with lines appended, with the line endings of the file. */
export function appendLines(text: string, lines: string[]): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  if (lines.length === 0) return text;
  const gap = text === '' || text.endsWith('\n') ? '' : eol;
  return `${text}${gap}${lines.join(eol)}${eol}`;
}
