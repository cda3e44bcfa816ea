import { REMOVED } from '../../src/plan/create/blank-lines.ts';
import { CONTROL } from '../../src/plan/create/filling.ts';
import type { CompiledTemplate } from './compile.ts';
import type { Part } from './parts.ts';
import { TemplateError } from './syntax.ts';

/** The templates as one text, see src/plan/create/filling.ts, and what its numbers stand for. */
export interface Encoded {
  text: string;
  /** Sources of the expressions that decide, and of those that are printed. */
  conditions: string[];
  values: string[];
}

/** Writes templates as text: nothing of them has to be compiled again when the CLI runs. */
export function encode(templates: readonly { layer: string; template: CompiledTemplate }[]): Encoded {
  const conditions = new Map<string, number>();
  const values = new Map<string, number>();
  const files = templates.map(({ layer, template: { path, typesOnly, parts } }) =>
    [layer, path, typesOnly ? 'types' : '', textOf(parts, conditions, values)].join(CONTROL.field),
  );
  return { text: files.join(CONTROL.file), conditions: [...conditions.keys()], values: [...values.keys()] };
}

function textOf(parts: readonly Part[], conditions: Map<string, number>, values: Map<string, number>): string {
  const inner = (some: readonly Part[]): string => textOf(some, conditions, values);
  return parts
    .map((part) => {
      if (typeof part === 'string') return plain(part, values);
      if ('value' in part) return CONTROL.value + numbered(values, part.value);
      const number = numbered(conditions, part.condition);
      const { chosen, otherwise } = part;
      // A block that is left out leaves a mark: that is most of them.
      if (otherwise.join() === `${REMOVED}\n`) return CONTROL.block + number + inner(chosen) + CONTROL.end;
      const other = otherwise.length > 0 ? CONTROL.otherwise + inner(otherwise) : '';
      return CONTROL.choice + number + inner(chosen) + other + CONTROL.end;
    })
    .join('');
}

/** Letters beyond ASCII are values: a text without any is read, cut and written in half the time. */
function plain(text: string, values: Map<string, number>): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the ones that we write between the text
  if (/[\x01-\x08]/.test(text)) throw new TemplateError('a control character');
  return text.replaceAll(/\P{ASCII}+/gu, (letters) => CONTROL.value + numbered(values, JSON.stringify(letters)));
}

/** The number of an expression, as one character. */
function numbered(known: Map<string, number>, expression: string): string {
  const number = known.get(expression) ?? known.size;
  known.set(expression, number);
  if (CONTROL.first + number > CONTROL.last) throw new TemplateError('more expressions than characters');
  return String.fromCharCode(CONTROL.first + number);
}
