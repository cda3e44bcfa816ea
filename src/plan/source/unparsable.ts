import { parseSource } from '../../inspect/syntax/parse.ts';
import type { Step } from '../../types.ts';
import type { Refusal } from '../refusal.ts';

/** The last check of what would be written: the first source file that the edits would break, as a refusal. */
export function unparsable(steps: Step[]): Refusal | undefined {
  for (const step of steps) {
    if (step.kind === 'run' || !/\.[cm]?[jt]sx?$/.test(step.path)) continue;
    const parsed = parseSource(step.path, step.kind === 'edit' ? step.after : step.content);
    if (!('unparsed' in parsed) || parsed.unparsed.kind !== 'syntax') continue;
    const { message, line } = parsed.unparsed;
    return {
      title: 'The edits would break a file.',
      notes: [
        {
          code: 'edit-unsafe',
          message: `This file would not parse any more after the edits (${message}). Nothing was written; put the session in by hand.`,
          file: step.path,
          ...(line === undefined ? {} : { line }),
          paste: 'planned',
        },
      ],
    };
  }
  return undefined;
}
