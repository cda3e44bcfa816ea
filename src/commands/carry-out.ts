import { type Applied, apply, type EditFiles } from '../apply/apply.ts';
import { InstallError } from '../errors.ts';
import type { Outcome, Progress } from '../outcome.ts';
import type { Plan } from '../types.ts';

/** Applies a plan; a failed install becomes part of the outcome. */
export async function carryOut(plan: Plan, progress: Progress, editFiles?: EditFiles): Promise<Outcome> {
  try {
    const applied: Applied = await apply(plan, progress, editFiles);
    return { status: 'done', plan: { ...plan, notes: [...plan.notes, ...applied.notes] } };
  } catch (error) {
    if (error instanceof InstallError)
      return { status: 'failed', plan: { ...plan, next: [error.retry, ...plan.next] }, error };
    throw error;
  }
}
