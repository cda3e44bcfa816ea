import { type Applied, apply, type EditFiles, type Progress } from '../apply/apply.ts';
import { InstallError } from '../errors.ts';
import type { Plan } from '../types.ts';
import type { Outcome } from './create.ts';

/** The only step that changes anything. */
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
