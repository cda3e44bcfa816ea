import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import { millisecondsSource } from '../../questions/durations.ts';
import type { Draft } from '../draft.ts';

/** Longer lines are broken: most projects' own limit lies between 80 and 120. */
const WIDTH = 120;

/**
 * A call with one object literal, in the style of the file. Properties may have several lines, with tabs for the
 * levels inside them. The first line has no indent of its own.
 * @param indent white space of the line that the call starts on
 */
export function callText(
  file: SourceFile,
  callee: string,
  properties: string[],
  indent: string,
  always = false,
): string {
  const { eol, trailingCommas, indent: step } = file.style;
  const line = `${callee}({ ${properties.join(', ')} })`;
  if (!always && properties.length <= 3 && !line.includes('\n') && indent.length + line.length + 10 <= WIDTH)
    return line;
  const long = properties.filter((property) => property.includes('\n'));
  const short = properties.filter((property) => !property.includes('\n')).join(', ');
  if (!always && long.length === 1 && indent.length + callee.length + short.length + 60 <= WIDTH) {
    const body = [...(short === '' ? [] : [short]), ...long].join(', ');
    return `${callee}({ ${body
      .replaceAll('\t', step)
      .split('\n')
      .join(eol + indent)} })`;
  }
  const lines = properties.flatMap((property, index) => {
    const comma = index < properties.length - 1 || trailingCommas ? ',' : '';
    return `${property}${comma}`.split('\n').map((part) => indent + step + part.replaceAll('\t', step));
  });
  return [`${callee}({`, ...lines, `${indent}})`].join(eol);
}

/** Text that was rendered without an outer indent, with tabs for its levels: ready to be a property of `callText`. */
export function levels(file: SourceFile, text: string): string {
  const { indent: step } = file.style;
  const tabbed = (lead: string): string => '\t'.repeat(Math.round(lead.length / step.length));
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/^[ \t]+/, tabbed))
    .join('\n');
}

/** Text with tabs for its levels, in the file's own indent and line ends. */
export function propertyLines(file: SourceFile, text: string, indent: string): string {
  return text
    .replaceAll('\t', file.style.indent)
    .split('\n')
    .join(file.style.eol + indent);
}

/** `condition ? other : store`, over three lines with tabs for their levels. */
export function guarded(condition: string, other: string, store: string): string {
  return [condition, `? ${other}`, `: ${store}`].join('\n').replaceAll('\n', '\n\t');
}

/** The `cookie` of a session that did not exist before. */
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

export function secretExpression(draft: Draft, file: SourceFile): string {
  const { secretEnv } = draft.answers;
  draft.change.variables.set(secretEnv, 'secret');
  const read = variable(draft, file, secretEnv);
  return file.typescript ? `${read} as string` : read;
}

/** `process.env.NAME`, or in brackets where the compiler wants these. */
export function variable({ project }: Draft, file: SourceFile, name: string): string {
  const { quote } = file.style;
  const brackets = file.typescript && project.compiler?.bracketsOnly;
  return brackets ? `process.env[${quote}${name}${quote}]` : `process.env.${name}`;
}
