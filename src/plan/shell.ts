/** A word for a POSIX shell, quoted only if necessary; `./` is added to one that starts with a dash. */
export function shellWord(word: string): string {
  if (word.startsWith('-')) return shellWord(`./${word}`);
  return /^[\w.,/@:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
