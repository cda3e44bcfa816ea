import type { Node } from '@babel/types';
import { RefusedError } from '../../errors.ts';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { liveSessions } from '../../inspect/sessions/live-sessions.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Note, Plan, Step } from '../../types.ts';
import { type Change, emptyChange, type SourceEdit } from '../change.ts';
import type { AddAnswers, Decisions } from '../decisions.ts';
import { Draft, type Edit, planTargets } from '../draft.ts';
import { addSessionMiddleware } from '../edits/add-session-middleware.ts';
import { warnOfDurations } from '../edits/connect-mongo/durations.ts';
import { migrateImports } from '../edits/connect-mongo/imports.ts';
import { migrateStoreEvents } from '../edits/connect-mongo/store-events.ts';
import { migrateStoreOptions } from '../edits/connect-mongo/store-options.ts';
import { correctCookieExpires } from '../edits/correct-cookie-expires.ts';
import { correctSessionOptions, warnOfSessionOptions } from '../edits/correct-session-options.ts';
import { editManifest } from '../edits/edit-manifest.ts';
import { extendSessionTypes } from '../edits/extend-session-types.ts';
import { nameFirebaseCookie } from '../edits/firebase-cookie.ts';
import { giveStore } from '../edits/give-store.ts';
import { loadEnvFile } from '../edits/load-env-file.ts';
import { moveSessions } from '../edits/move-sessions.ts';
import { refuseHardened } from '../edits/refuse-hardened.ts';
import { refuseSessionPerRequest } from '../edits/refuse-session-per-request.ts';
import { refuseTakenCollection } from '../edits/refuse-taken-collection.ts';
import { removeUnused } from '../edits/remove-unused.ts';
import { replaceCookieSession } from '../edits/replace-cookie-session.ts';
import { replaceStore } from '../edits/replace-store.ts';
import { setCompilerOptions } from '../edits/set-compiler-options.ts';
import { warnOfLeftovers } from '../edits/warn-of-leftovers.ts';
import { warnOfPlatform } from '../edits/warn-of-platform.ts';
import { warnOfSession } from '../edits/warn-of-session.ts';
import { warnOfTests } from '../edits/warn-of-tests.ts';
import { writeEnvFile } from '../edits/write-env-file.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { planSnippet } from '../snippet/plan-snippet.ts';
import { applyEdits, changedFiles } from '../source/apply-edits.ts';
import { placeImports } from '../source/place-imports.ts';
import { unparsable } from '../source/unparsable.ts';
import { closedEnvironment } from '../wiring/closed-environment.ts';
import { decide, firstDecisions, NEWEST } from './decide.ts';
import { mergeChanges } from './merge-changes.ts';
import { explainPackage, inStyleOf, migrationNotes, planPackages, yarnResolutions } from './packages.ts';
import { ignoredFileNotes } from './preconditions.ts';
import { unusedFlags } from './unused-flags.ts';

/** The edits of `add`, in order. Each finds its own targets and is independent of the others. */
const EDITS = [
  all(migrateImports),
  all(migrateStoreOptions),
  all(warnOfDurations),
  all(migrateStoreEvents),
  all(warnOfSession),
  all(nameFirebaseCookie),
  all(refuseSessionPerRequest),
  all(refuseHardened),
  all(refuseTakenCollection),
  all(correctCookieExpires),
  all(warnOfSessionOptions),
  all(moveSessions),
  all(giveStore),
  all(replaceStore),
  all(correctSessionOptions),
  all(replaceCookieSession),
  all(addSessionMiddleware),
];

type Planner = (project: ProjectFacts, decisions: Decisions) => (Change | Refusal)[];

function all<Target>(edit: Edit<Target>): Planner {
  return (project, decisions) => planTargets(edit, project, decisions);
}

/**
 * Plans all changes that `add` makes to a project. Pure: depends on its arguments alone.
 * @throws RefusedError when an edit would not be safe
 */
export function planAdd(project: ProjectFacts, answers: AddAnswers): Plan {
  const plan = planEdits(project, answers);
  return { ...plan, notes: [...plan.notes, ...unusedFlags(answers, plan, (other) => planEdits(project, other))] };
}

function planEdits(project: ProjectFacts, answers: AddAnswers): Plan {
  const decisions = decide(project, answers);
  if (isRefusal(decisions)) {
    const sessions = liveSessions(project);
    const start = firstDecisions(answers, NEWEST, sessions === 'several' ? project.sessions : sessions);
    throw refused(project, start, decisions);
  }
  const results = EDITS.flatMap((edit) => edit(project, decisions));
  const refusal = results.find(isRefusal);
  if (refusal) throw refused(project, decisions, refusal);
  const ignored: Change = { ...emptyChange(), notes: ignoredFileNotes(project.ignoredFiles) };
  const changes = results.filter((result): result is Change => !isRefusal(result));
  return completePlan(
    project,
    decisions,
    mergeChanges([ignored, drafted(project, decisions, explainPackage), ...changes]),
  );
}

/** Plans what depends on all edits: unused code, packages, env files and imports. */
function completePlan(project: ProjectFacts, decisions: Decisions, edited: Change): Plan {
  const extend = (change: Change, ...writers: ((draft: Draft, change: Change) => void)[]): Change =>
    mergeChanges([change, ...writers.map((write) => drafted(project, decisions, (draft) => write(draft, change)))]);
  const cleanup = new Draft(project, decisions);
  const replaceable = removeUnused(cleanup, edited);
  let change = extend(mergeChanges([edited, cleanup.change]), migrationNotes);
  const isEdited = changedFiles(sourceEdits(project, change, replaceable)).length > 0;
  if (isEdited || change.packages.add['connect-mongo'] !== undefined) change = extend(change, planPackages);
  if (!needsEnvFile(project, change)) change = { ...change, variables: new Map() };
  if (isEdited && change.variables.size > 0) change = extend(change, loadEnvFile);
  change = { ...change, packages: inStyleOf(project, change.packages) };
  const sources = applyEdits(sourceEdits(project, change, replaceable));
  const resolutions = yarnResolutions(project, change);
  const { package: pkg } = project;
  const manifest = editManifest(pkg.file, pkg.text, change.packages, change.scripts, resolutions.ranges);
  if (manifest) {
    const withManifest = { ...emptyChange(), files: [manifest], notes: resolutions.notes };
    change = extend(mergeChanges([change, withManifest]), setCompilerOptions, extendSessionTypes);
  }
  if (sources.length > 0 || change.files.length > 0)
    change = extend(extend(change, writeEnvFile), warnOfPlatform, warnOfTests, warnOfLeftovers);
  const steps: Step[] = [...sources, ...change.files];
  const broken = closedEnvironment(project, change) ?? unparsable(steps);
  if (broken) throw refused(project, decisions, broken);
  const { packages: dependencies, notes } = change;
  const answers = { ...decisions.answers.sources };
  return { version: 1, command: 'add', root: project.root, steps, dependencies, answers, notes, next: [] };
}

/** Whether there is an env file to keep complete, or the change needs a variable that the app runs without today. */
function needsEnvFile({ environment, urlVariables }: ProjectFacts, { variables }: Change): boolean {
  const isNeededToday = (name: string): boolean =>
    environment.reads.some((read) => read.name === name) && !urlVariables.fallbacks.has(name);
  return environment.env !== undefined || ![...variables.keys()].every(isNeededToday);
}

function drafted(project: ProjectFacts, decisions: Decisions, write: (draft: Draft) => void): Change {
  const draft = new Draft(project, decisions);
  write(draft);
  return draft.change;
}

function sourceEdits(project: ProjectFacts, change: Change, replaceable: Map<SourceFile, Node>): SourceEdit[] {
  return [...change.edits, ...placeImports(project, change, replaceable)];
}

/** The error for a refusal, with the lines to paste. */
function refused(project: ProjectFacts, decisions: Decisions, { title, notes, hint }: Refusal): RefusedError {
  const own: Decisions = { ...decisions, answers: { ...decisions.answers, connection: 'url' } };
  return new RefusedError(
    title,
    notes.map(({ paste, code, message, ...place }): Note => {
      const snippet = paste === 'nothing' ? undefined : planSnippet(project, paste === 'planned' ? decisions : own);
      return { code, severity: 'error', message, ...place, ...(snippet === undefined ? {} : { snippet }) };
    }),
    hint === undefined ? {} : { hint },
  );
}
