import path from 'node:path';
import { RefusedError } from '../../errors.ts';
import { type InspectOptions, inspectProject } from '../../inspect/inspect-project.ts';
import type { LiveCheck } from '../../outcome.ts';
import type { Note } from '../../types.ts';
import { liveTarget } from '../live/live-target.ts';
import { prove } from '../live/prove.ts';
import type { RepositoryCopy } from './repository-copy.ts';
import type { Ran } from './run-command.ts';
import type { ProveStart, StartProof, Trial } from './trial.ts';
import type { Comparison } from './verdict.ts';

/** What a session in MongoDB must do; the other checks are for `doctor --live`. */
const REQUIRED = ['stored-in-mongodb', 'survives-restart'];

/** @param chosen the options that select the app */
export function startProof(chosen: InspectOptions): ProveStart {
  return async (root, signal, onStep) => {
    const facts = inspectProject(root, chosen);
    if ('problem' in facts) return { command: '', checks: [] };
    const target = liveTarget(facts);
    return { command: target.commandText, checks: await prove(target, { signal, onStep, only: REQUIRED }) };
  };
}

/** Starts the app of a copy, with the files that git ignores. */
export async function startIn(
  { proveStart, progress, signal, within, before }: Trial,
  copy: RepositoryCopy,
): Promise<StartProof> {
  if (!proveStart) return { command: '', checks: [] };
  const report = progress.stepStarted(`Starting the app ${copy === before ? 'without' : 'with'} the change`);
  return proveStart(path.join(copy.root, within), signal, report.line).finally(report.ended);
}

const hasStarted = ({ checks }: StartProof): boolean => statusOf(checks, 'starts') === 'passed';

const statusOf = (checks: readonly LiveCheck[], id: string): LiveCheck['status'] =>
  checks.find((check) => check.id === id)?.status ?? 'skipped';

/** The starts of both copies; undefined when the app could not be started with a scratch database at all. */
export function compareStarts(before: StartProof, after: StartProof): Comparison | undefined {
  const results = [before, after].map(({ checks }) => checks.find(({ id }) => id === 'starts'));
  const [first, second] = results.map((check) => (check?.status === 'skipped' ? undefined : check));
  if (!first || !second) return undefined;
  return {
    command: { title: before.command, command: '', args: [], cwd: '' },
    before: asRan(first),
    after: asRan(second),
  };
}

const asRan = ({ status, message, ms }: LiveCheck): Ran => ({
  status: status === 'failed' ? 'failed' : 'passed',
  output: message,
  ms,
});

/**
 * A note when it was not proven that a session survives a restart in MongoDB.
 * @throws RefusedError when it does not, in an app that started before
 */
export function requireSurvival(before: StartProof, { checks }: StartProof): Note[] {
  const failure = checks.find(({ id, status }) => REQUIRED.includes(id) && status === 'failed');
  if (failure && hasStarted(before)) {
    const message = `add --check: with the change, a session does not survive a restart in MongoDB.`;
    const note: Note = { code: 'check-failed', severity: 'error', message };
    throw new RefusedError(`${message}\n  ${failure.message}`, [note], { hint: 'Nothing was written.' });
  }
  if (statusOf(checks, 'survives-restart') === 'passed')
    return [
      { code: 'check-passed', severity: 'info', message: 'With the change, a session survives a restart in MongoDB.' },
    ];
  const problem = [...checks, ...before.checks].find(({ status }) => status === 'failed' || status === 'skipped');
  const message = `It was not proven that a session survives a restart. ${problem?.message ?? 'The app was not found in the copy.'} To prove it after the change: create-mongo-session-app doctor --live`;
  return [{ code: 'start-not-proven', severity: 'warning', message }];
}
