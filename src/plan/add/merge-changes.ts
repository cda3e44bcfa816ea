import { type Change, emptyChange, type SourceEdit } from '../change.ts';

/** Merges changes into one, without duplicate edits, files and notes. */
export function mergeChanges(changes: Change[]): Change {
  const merged = emptyChange();
  for (const change of changes) {
    for (const edit of change.edits)
      if (!merged.edits.some((existing) => isSameEdit(edit, existing))) merged.edits.push(edit);
    merged.imports.push(...change.imports);
    merged.removed.push(...change.removed);
    merged.reused.push(...change.reused);
    merged.openBraces.push(...change.openBraces);
    merged.storeNames.push(...change.storeNames);
    for (const [name, value] of change.variables) merged.variables.set(name, value);
    for (const [name, command] of change.scripts) merged.scripts.set(name, command);
    for (const file of change.files) if (!merged.files.some(({ path }) => path === file.path)) merged.files.push(file);
    const { packages } = merged;
    Object.assign(packages.add, change.packages.add);
    Object.assign(packages.dev, change.packages.dev);
    packages.remove.push(...change.packages.remove.filter((name) => !packages.remove.includes(name)));
    for (const note of change.notes) {
      const { message, file, line } = note;
      const isDuplicate = merged.notes.some(
        (existing) => existing.message === message && existing.file === file && existing.line === line,
      );
      if (!isDuplicate) merged.notes.push(note);
    }
  }
  return merged;
}

/** Whether two edits are equal but for their reason, as for two sessions that share their options. */
function isSameEdit(a: SourceEdit, b: SourceEdit): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof SourceEdit>;
  return [...keys].every((key) => key === 'why' || a[key] === b[key]);
}
