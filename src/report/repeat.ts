import { appFlags, shellWord } from '../plan/shell.ts';
import { similarName } from '../questions/command-names.ts';
import type { AddOptions } from '../questions/conversation.ts';
import { questionsFor } from '../questions/table.ts';
import type { Command, QuestionId, Value } from '../questions/values.ts';
import type { Answer } from '../types.ts';

/** The command line that repeats a run without prompts. */
export function repeatCommand(command: Command, answers: Record<string, Answer>, add?: AddOptions): string {
  const words = ['npx create-mongo-session-app'];
  const folder = String(answers.directory?.value ?? '');
  if (command === 'add' || similarName(folder) !== undefined) words.push(command);
  for (const { id, flag, show } of questionsFor(command)) {
    const answer = answers[id];
    if (answer && (flag === undefined || isRepeated(id, answer)))
      words.push(...flagWords(flag, answer.value as Value, show));
  }
  return [...words, ...addWords(add), '--yes'].join(' ');
}

function isRepeated(id: QuestionId, { from, value }: Answer): boolean {
  // It may have been detected from the command that started this run, such as `pnpm create`; npx is detected as npm.
  return from === 'flag' || from === 'prompt' || (id === 'pm' && value !== 'npm');
}

function addWords({ allowDirty, check, ...app }: AddOptions = { allowDirty: false, check: false }): string[] {
  return [...appFlags(app), ...(allowDirty ? ['--allow-dirty'] : []), ...(check ? ['--check'] : [])];
}

function flagWords(flag: string | undefined, value: Value, show: (value: Value) => string): string[] {
  if (flag === undefined) return [shellWord(show(value))];
  const name = flag.split(' ')[0] ?? flag;
  if (typeof value === 'boolean') return [value ? name : name.replace(/^--/, '--no-')];
  return [name, shellWord(show(value))];
}
