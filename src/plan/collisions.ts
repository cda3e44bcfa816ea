import { RefusedError } from '../errors.ts';
import type { TargetFacts } from '../inspect/project/target-folder.ts';
import type { Note, Plan } from '../types.ts';
import { shellWord } from './shell.ts';

/** The largest number of files that the message lists; the notes have all. */
const MAX_SHOWN = 8;

/**
 * Refuses a new app that would replace existing files; other existing files do not matter.
 * @throws RefusedError with one note per existing file.
 */
export function refuseCollisions(plan: Plan, target: TargetFacts): void {
  // Ignore case: README.md and readme.md are the same file on macOS and Windows.
  const existing = new Map(target.entries.map((entry) => [entry.toLowerCase().replace(/\/$/, ''), entry]));
  const collisions = new Set<string>();
  for (const step of plan.steps) {
    if (step.kind !== 'create') continue;
    for (const candidate of withParents(step.path)) {
      const found = existing.get(candidate.toLowerCase());
      // A collision is a file or folder at the path itself, or a file at the path of a parent folder.
      if (found !== undefined && (candidate === step.path || !found.endsWith('/'))) collisions.add(found);
    }
  }
  if (collisions.size === 0) return;
  const notes = [...collisions].map(
    (file): Note => ({ code: 'file-exists', severity: 'error', message: `${file} already exists.`, file }),
  );
  const shown = notes.length > MAX_SHOWN ? notes.slice(0, MAX_SHOWN - 1) : notes;
  const rest = notes.length - shown.length;
  const list = [...shown.map(({ file }) => `  ${file}`), ...(rest > 0 ? [`  and ${rest} more`] : [])].join('\n');
  const folder = target.relative === '' ? '' : ` ${shellWord(target.relative)}`;
  throw new RefusedError(`These files already exist and will not be overwritten:\n${list}`, notes, {
    hint: `Choose another folder, move the files, or add sessions to the existing app: create-mongo-session-app add${folder}`,
  });
}

function withParents(file: string): string[] {
  const parts = file.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
