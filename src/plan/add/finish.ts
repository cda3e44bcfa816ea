import path from 'node:path';
import type { Answers } from '../../questions/values.ts';
import type { Plan, RunStep } from '../../types.ts';

/** Adds the install, or the commands to type next, to a plan with edits. Pure. */
export function finishPlan(plan: Plan, answers: Answers, cwd: string): Plan {
  if (plan.steps.length === 0) return plan;
  const manifest = plan.steps.find((step) => step.kind === 'edit' && path.posix.basename(step.path) === 'package.json');
  if (manifest?.kind !== 'edit') return plan;
  const folder = path.posix.dirname(manifest.path);
  const command = answers.pm?.value ?? 'npm';
  const install: RunStep = { kind: 'run', id: 'install', command, args: ['install'], cwd: folder };
  if (answers.install?.value !== false) return { ...plan, steps: [...plan.steps, install] };
  const relative = path.relative(cwd, path.join(plan.root, folder));
  return { ...plan, next: [...(relative === '' ? [] : [`cd ${relative}`]), `${command} install`, ...plan.next] };
}
