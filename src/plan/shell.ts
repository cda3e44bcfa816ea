/** A word for a POSIX shell, quoted only where it must be; one that looks like a flag becomes a path. */
export function shellWord(word: string): string {
  if (word.startsWith('-')) return shellWord(`./${word}`);
  return /^[\w.,/@:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
