import { type Change, emptyChange, type SourceEdit } from '../change.ts';

/** All changes as one. What two of them want alike is done once. */
export function mergeChanges(changes: Change[]): Change {
  const merged = emptyChange();
  for (const change of changes) {
    for (const edit of change.edits)
      if (!merged.edits.some((other) => isSameEdit(edit, other))) merged.edits.push(edit);
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
      const known = merged.notes.some(
        (other) => other.message === message && other.file === file && other.line === line,
      );
      if (!known) merged.notes.push(note);
    }
  }
  return merged;
}

/** Two sessions that share their options ask for the same edits. */
function isSameEdit(one: SourceEdit, other: SourceEdit): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof SourceEdit>;
  return [...keys].every((key) => key === 'why' || one[key] === other[key]);
}
