import { RefusedError } from '../errors.ts';
import type { TargetFacts } from '../inspect/project/target-folder.ts';
import type { Note, Plan } from '../types.ts';

/**
 * A new app never takes the place of a file that is there; other files do not matter.
 * @throws RefusedError with one note per file in the way.
 */
export function refuseCollisions(plan: Plan, target: TargetFacts): void {
  // Compared without case: README.md and readme.md are one file on macOS and Windows.
  const present = new Map(target.entries.map((entry) => [entry.toLowerCase().replace(/\/$/, ''), entry]));
  const inTheWay = new Set<string>();
  for (const step of plan.steps) {
    if (step.kind !== 'create') continue;
    for (const candidate of withParents(step.path)) {
      const found = present.get(candidate.toLowerCase());
      // A folder may hold the new file; a file may neither be it nor stand where its folder must be.
      if (found !== undefined && (candidate === step.path || !found.endsWith('/'))) inTheWay.add(found);
    }
  }
  if (inTheWay.size === 0) return;
  const notes = [...inTheWay].map(
    (file): Note => ({ code: 'file-exists', severity: 'error', message: `${file} is there already.`, file }),
  );
  const list = [...inTheWay].map((file) => `  ${file}`).join('\n');
  throw new RefusedError(`These would have to be replaced, and we never do that:\n${list}`, notes, {
    hint: 'Choose another folder, move them away, or wire sessions into the app that is there: create-mongo-session-app add',
  });
}

function withParents(file: string): string[] {
  const parts = file.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
