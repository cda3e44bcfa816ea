import { parseSource } from '../../inspect/syntax/parse.ts';
import type { Step } from '../../types.ts';
import type { Refusal } from '../refusal.ts';

/** A refusal for the first source file that would not parse after the edits; undefined when all parse. */
export function unparsable(steps: Step[]): Refusal | undefined {
  for (const step of steps) {
    if (step.kind === 'run' || !/\.[cm]?[jt]sx?$/.test(step.path)) continue;
    const parsed = parseSource(step.path, step.kind === 'edit' ? step.after : step.content);
    if (!('unparsed' in parsed) || parsed.unparsed.kind !== 'syntax') continue;
    const { message, line } = parsed.unparsed;
    return {
      title: 'The edits would cause a syntax error.',
      notes: [
        {
          code: 'edit-unsafe',
          message: `After the edits, this file would not parse (${message}). Nothing was written. Add the session by hand.`,
          file: step.path,
          ...(line === undefined ? {} : { line }),
          paste: 'planned',
        },
      ],
    };
  }
  return undefined;
}
