import type { AppOptions } from '../questions/conversation.ts';

/** A word for a POSIX shell, quoted only if necessary; `./` is added to one that starts with a dash. */
export function shellWord(word: string): string {
  if (word.startsWith('-')) return shellWord(`./${word}`);
  return /^[\w.,/@:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The flags that select an app of a project. */
export function appFlags({ entry, packageDir }: AppOptions): string[] {
  return [
    ...(entry === undefined ? [] : ['--entry', shellWord(entry)]),
    ...(packageDir === undefined ? [] : ['--package', shellWord(packageDir)]),
  ];
}
