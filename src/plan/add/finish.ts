import path from 'node:path';
import { PROGRAM } from '../../questions/command-names.ts';
import type { AppOptions } from '../../questions/conversation.ts';
import type { Answers } from '../../questions/values.ts';
import type { Plan, RunStep } from '../../types.ts';
import { appFlags, shellWord } from '../shell.ts';

/** Adds the install, or the commands to type next, to a plan with edits; the last one proves the result. Pure. */
export function finishPlan(plan: Plan, answers: Answers, cwd: string, chosen: AppOptions): Plan {
  if (plan.steps.length === 0) return plan;
  const proof = proofCommand(path.relative(cwd, plan.root), chosen);
  const manifest = plan.steps.find((step) => step.kind === 'edit' && path.posix.basename(step.path) === 'package.json');
  if (manifest?.kind !== 'edit') return { ...plan, next: [...plan.next, proof] };
  const folder = path.posix.dirname(manifest.path);
  const command = answers.pm?.value ?? 'npm';
  const install: RunStep = { kind: 'run', id: 'install', command, args: ['install'], cwd: folder };
  if (answers.install?.value !== false)
    return { ...plan, steps: [...plan.steps, install], next: [...plan.next, proof] };
  const relative = path.relative(cwd, path.join(plan.root, folder));
  const there = relative === '' ? `${command} install` : `(cd ${shellWord(relative)} && ${command} install)`;
  return { ...plan, next: [there, ...plan.next, proof] };
}

function proofCommand(folder: string, chosen: AppOptions): string {
  const words = folder === '' ? [] : [shellWord(folder)];
  return ['npx', PROGRAM, 'doctor', '--live', ...words, ...appFlags(chosen)].join(' ');
}
