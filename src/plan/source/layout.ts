import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import { millisecondsSource } from '../../questions/durations.ts';
import type { Draft } from '../draft.ts';

/**
 * The source of a call with one object literal, in the style of the file, without indent on its first line. Further lines
 * of properties are indented with one tab a level.
 * @param indent white space at the start of the line of the call
 * @param always whether to always use one line a property
 */
export function callText(
  file: SourceFile,
  callee: string,
  properties: string[],
  indent: string,
  always = false,
): string {
  const { eol, trailingCommas, width, wrapsCalls } = file.style;
  const step = stepAt(file, indent);
  const line = `${callee}({ ${properties.join(', ')} })`;
  const fits = wrapsCalls || (properties.length <= 3 && indent.length + line.length + 10 <= width);
  if (!always && !line.includes('\n') && fits) return line;
  const lines = properties.flatMap((property, index) => {
    const comma = index < properties.length - 1 || trailingCommas ? ',' : '';
    return `${property}${comma}`.split('\n').map((part) => indent + step + part.replaceAll('\t', step));
  });
  return [`${callee}({`, ...lines, `${indent}})`].join(eol);
}

/** The step of the indent of a file, except below a line that is itself indented by tabs or by spaces alone. */
function stepAt({ style }: Pick<SourceFile, 'style'>, indent: string): string {
  if (/^\t+$/.test(indent)) return '\t';
  return style.indent === '\t' && /^ +$/.test(indent) ? '    ' : style.indent;
}

/** The argument of a call on separate lines, as prettier prints it. */
export function wrapped({ style }: SourceFile, indent: string, print: (indent: string) => string): string {
  if (!style.wrapsCalls) return print(indent);
  const inner = indent + stepAt({ style }, indent);
  return `${style.eol}${inner}${print(inner)}${style.callCommas ? ',' : ''}${style.eol}${indent}`;
}

/** Converts the indent of a text to tabs, one a level, for a property of `callText`. */
export function withTabs(file: SourceFile, text: string): string {
  const { indent: step } = file.style;
  const tabbed = (lead: string): string => '\t'.repeat(Math.round(lead.length / step.length));
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/^[ \t]+/, tabbed))
    .join('\n');
}

/** Converts tabs, one a level, to the indent of the file, and line breaks to its line endings. */
export function propertyLines(file: SourceFile, text: string, indent: string): string {
  return text
    .replaceAll('\t', stepAt(file, indent))
    .split('\n')
    .join(file.style.eol + indent);
}

/** `condition ? alternative : store`, over three lines indented with tabs; on one in the style of prettier, if it can be. */
export function conditional({ style }: SourceFile, condition: string, alternative: string, store: string): string {
  const lines = [condition, `? ${alternative}`, `: ${store}`];
  return style.wrapsCalls && !store.includes('\n') ? lines.join(' ') : lines.join('\n').replaceAll('\n', '\n\t');
}

/** The `cookie` option of a new session. */
export function cookieProperty(draft: Draft, file: SourceFile): string {
  const { quote } = file.style;
  const maxAge = draft.answers.maxAgeMs;
  const parts = [
    ...(maxAge === undefined ? [] : [`maxAge: ${millisecondsSource(maxAge)}`]),
    `sameSite: ${quote}lax${quote}`,
    `secure: ${quote}auto${quote}`,
  ];
  return `cookie: { ${parts.join(', ')} }`;
}

/** `process.env.NAME`, or `process.env['NAME']` where the compiler requires brackets. */
export function envExpression({ project }: Draft, file: SourceFile, name: string): string {
  const { quote } = file.style;
  const brackets = file.typescript && project.compiler?.bracketsOnly;
  return brackets ? `process.env[${quote}${name}${quote}]` : `process.env.${name}`;
}
