import { shellWord } from '../plan/shell.ts';
import { questionsFor } from '../questions/table.ts';
import type { Command, Value } from '../questions/values.ts';
import type { Answer } from '../types.ts';

/** The line that repeats a run without prompts: every answer that was not a default, as its flag. */
export function repeatCommand(command: Command, answers: Record<string, Answer>): string {
  const words = ['npx create-mongo-session-app'];
  if (command === 'add') words.push('add');
  for (const { id, flag, show } of questionsFor(command)) {
    const answer = answers[id];
    if (!answer || (flag && answer.from !== 'flag' && answer.from !== 'prompt')) continue;
    words.push(...flagWords(flag, answer.value as Value, show));
  }
  return [...words, '--yes'].join(' ');
}

function flagWords(flag: string | undefined, value: Value, show: (value: Value) => string): string[] {
  if (flag === undefined) return [shellWord(show(value))];
  const name = flag.split(' ')[0] ?? flag;
  if (typeof value === 'boolean') return [value ? name : name.replace(/^--/, '--no-')];
  return [name, shellWord(show(value))];
}
