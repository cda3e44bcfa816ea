import { RefusedError } from '../../errors.ts';
import { parseSource } from '../../inspect/syntax/parse.ts';
import type { Step } from '../../types.ts';

/**
 * The last look at what would be written: no source file may come out of the edits broken.
 * @throws RefusedError for the first one that does not parse
 */
export function assertParses(steps: Step[], snippet: string): void {
  for (const step of steps) {
    if (step.kind === 'run' || !/\.[cm]?[jt]sx?$/.test(step.path)) continue;
    const parsed = parseSource(step.path, step.kind === 'edit' ? step.after : step.content);
    if (!('unparsed' in parsed) || parsed.unparsed.kind !== 'syntax') continue;
    const { message, line } = parsed.unparsed;
    throw new RefusedError('The edits would break a file.', [
      {
        code: 'edit-unsafe',
        severity: 'error',
        message: `This file would not parse any more after the edits (${message}). Nothing was written; put the session in by hand.`,
        file: step.path,
        ...(line === undefined ? {} : { line }),
        snippet,
      },
    ]);
  }
}
