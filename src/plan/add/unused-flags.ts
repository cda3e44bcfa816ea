import { questionsFor } from '../../questions/table.ts';
import type { Answers } from '../../questions/values.ts';
import type { Note, Plan } from '../../types.ts';
import type { AddAnswers } from '../decisions.ts';

/** Another value of an answer. */
const OTHER: { [id in keyof Answers]?: (answers: AddAnswers) => Partial<AddAnswers> } = {
  maxAge: ({ maxAgeMs = 0 }) => ({ maxAgeMs: maxAgeMs + 60_000 }),
  rolling: ({ rolling }) => ({ rolling: !rolling }),
  touchAfter: ({ touchAfterS = 0 }) => ({ touchAfterS: touchAfterS + 60 }),
  collection: ({ collection }) => ({ collection: `${collection}_other` }),
  urlEnv: ({ urlEnv }) => ({ urlEnv: `${urlEnv}_OTHER` }),
  secretEnv: ({ secretEnv }) => ({ secretEnv: `${secretEnv}_OTHER` }),
};

/** A note about the flags that have no effect on a plan: with another value, its steps are the same. */
export function unusedFlags(answers: AddAnswers, plan: Plan, planWith: (answers: AddAnswers) => Plan): Note[] {
  const steps = JSON.stringify(plan.steps);
  const unused = questionsFor('add').flatMap(({ id, flag }) => {
    const other = answers.sources[id]?.from === 'flag' ? OTHER[id] : undefined;
    if (!other || !flag) return [];
    const given = id === 'rolling' && answers.rolling === false ? '--no-rolling' : (flag.split(' ')[0] ?? flag);
    return JSON.stringify(planWith({ ...answers, ...other(answers) }).steps) === steps ? [given] : [];
  });
  if (unused.length === 0) return [];
  const message = `${unused.join(' and ')} had no effect: this command does not change that part of the existing code. Edit it by hand.`;
  return [{ code: 'flag-unused', severity: 'warning', message }];
}
