import path from 'node:path';
import { RefusedError } from '../../errors.ts';
import { type InspectOptions, inspectProject } from '../../inspect/inspect-project.ts';
import type { LiveCheck } from '../../outcome.ts';
import type { Note } from '../../types.ts';
import { liveTarget } from '../live/live-target.ts';
import { prove } from '../live/prove.ts';
import type { RepositoryCopy } from './repository-copy.ts';
import type { Ran } from './run-command.ts';
import { type ProveStart, type StartProof, type Trial, withoutFolder } from './trial.ts';
import type { Comparison } from './verdict.ts';

/** The live checks that a plan must pass; the others are for `doctor --live`. */
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

/** Starts the app of a copy; undefined if that is not wanted. */
export async function startIn(
  { proveStart, progress, signal, within, before }: Trial,
  copy: RepositoryCopy,
): Promise<StartProof | undefined> {
  if (!proveStart) return undefined;
  const report = progress.stepStarted(`Starting the app ${copy === before ? 'without' : 'with'} the change`);
  const proof = await proveStart(path.join(copy.root, within), signal, report.printed).finally(report.ended);
  const checks = proof.checks.map((check) => ({ ...check, message: withoutFolder(check.message, copy) }));
  return { ...proof, checks };
}

/**
 * Starts the edited app, if the untouched one started.
 * @returns notes about the session of the edited app
 * @throws RefusedError when the app does not start, or its session does not survive a restart in MongoDB
 */
export async function compareStart(
  trial: Trial,
  before: StartProof | undefined,
  report: (comparison: Comparison) => void,
): Promise<Note[]> {
  if (!before) return [];
  const [startBefore = NOT_FOUND] = before.checks;
  if (startBefore.status !== 'passed') return [notProven(startBefore)];
  const { checks } = (await startIn(trial, trial.after)) ?? { checks: [] };
  const [startAfter = NOT_FOUND] = checks;
  if (startAfter.status === 'skipped') return [notProven(startAfter)];
  const command = { title: before.command, command: '', args: [], cwd: trial.within };
  report({ command, before: asRan(startBefore), after: asRan(startAfter) });
  const failure = checks.find(({ id, status }) => REQUIRED.includes(id) && status === 'failed');
  if (failure) {
    const message = 'add --check: with the change, a session does not survive a restart in MongoDB.';
    const notes: Note[] = [{ code: 'check-failed', severity: 'error', message }];
    throw new RefusedError(`${message}\n  ${failure.message}`, notes, { hint: 'Nothing was written.' });
  }
  const unproven = checks.find(({ status }) => status === 'failed' || status === 'skipped');
  if (unproven) return [notProven(unproven)];
  const message = 'With the change, a session survives a restart in MongoDB.';
  return [{ code: 'session-survives', severity: 'info', message }];
}

const NOT_FOUND: LiveCheck = {
  id: '',
  title: '',
  status: 'skipped',
  message: 'The app was not found in the copy.',
  ms: 0,
};

const asRan = ({ status, message, ms }: LiveCheck): Ran => ({
  status: status === 'failed' ? 'failed' : 'passed',
  output: message,
  ms,
});

function notProven({ message }: LiveCheck): Note {
  const later = 'To prove it after the change: create-mongo-session-app doctor --live';
  const text = `It was not proven that a session survives a restart. ${message} ${later}`;
  return { code: 'start-not-proven', severity: 'warning', message: text };
}
