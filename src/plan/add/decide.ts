import type { ProjectFacts } from '../../inspect/facts.ts';
import { majorOf } from '../../inspect/project/dependencies.ts';
import { liveSessions } from '../../inspect/sessions/live-sessions.ts';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { propertyOf } from '../../inspect/syntax/ast.ts';
import { importsPackage } from '../../inspect/syntax/imports.ts';
import { placeOf, textOf } from '../../inspect/syntax/source-file.ts';
import type { RemovedCode } from '../change.ts';
import type { AddAnswers, Decisions, Versions } from '../decisions.ts';
import { planTargets } from '../draft.ts';
import { migrateImports } from '../edits/connect-mongo/imports.ts';
import { removedCookieSession } from '../edits/replace-cookie-session.ts';
import { removedStore, replacedStores } from '../edits/replace-store.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { findUnused } from '../source/unused.ts';
import { solveVersions } from '../versions/versions.ts';
import { mongooseCanShare } from '../wiring/app-database.ts';

/** The newest versions, for the lines to paste when a refusal precedes the choice of versions. */
export const NEWEST: Versions = { storeMajor: 6, mongodb: undefined, reason: '', ignored: [] };

/** The decisions that all edits depend on, or a refusal where the project is ambiguous. */
export function decide(project: ProjectFacts, answers: AddAnswers): Decisions | Refusal {
  const sessions = liveSessions(project);
  const shares = sharesMongoose(project, answers, sessions);
  const versions = solveVersions(
    project,
    shares && mongooseCanShare(project, project.insertionPoint?.file ?? project.app.file),
  );
  if (isRefusal(versions)) return versions;
  if (sessions === 'several') return severalSessions(project);
  const program = raisesStore(project, versions) ? otherProgram(project) : undefined;
  if (program !== undefined) return notMigrated(project, program, versions);
  const start = firstDecisions(answers, versions, sessions);
  const migrations = planTargets(migrateImports, project, start);
  const migrated = migrations.flatMap((change) => (isRefusal(change) ? [] : [change]));
  const removed = removedStores(project, start);
  return {
    ...start,
    migration: migrated.some(({ edits }) => edits.length > 0)
      ? 'imports'
      : raisesStore(project, versions)
        ? 'package'
        : 'none',
    storeNames: new Map(migrated.flatMap(({ storeNames }) => storeNames.map(({ file, local }) => [file, local]))),
    removedDeclarations: findUnused(project, { removed, reused: [], edits: [] }).declarations,
  };
}

/** The decisions before any edit has been planned. */
export function firstDecisions(answers: AddAnswers, versions: Versions, sessions: SessionFact[]): Decisions {
  return { answers, versions, sessions, migration: 'none', storeNames: new Map(), removedDeclarations: new Set() };
}

function removedStores(project: ProjectFacts, decisions: Decisions): RemovedCode[] {
  const { sessions, answers } = decisions;
  if (sessions.length === 0) return project.cookieSession ? [removedCookieSession(project.cookieSession)] : [];
  if (answers.keepSessions) return [];
  return replacedStores(decisions).map(({ store }) => removedStore(project, answers, store, []));
}

/** Whether package.json names an older connect-mongo than the one chosen. */
export function raisesStore({ mongoStores, package: pkg }: ProjectFacts, { storeMajor }: Versions): boolean {
  const major = majorOf(pkg.dependencies['connect-mongo']);
  return mongoStores.length > 0 && major !== undefined && major < storeMajor;
}

/**
 * Whether the store shares the connection of mongoose: an existing connect-mongo store keeps its connection, a new one
 * has the chosen one.
 */
function sharesMongoose(project: ProjectFacts, answers: AddAnswers, sessions: SessionFact[] | 'several'): boolean {
  const keepsConnection =
    sessions !== 'several' && sessions.length > 0 && sessions.every(({ store }) => store?.package === 'connect-mongo');
  return (!keepsConnection && answers.connection === 'mongoose') || usesMongooseConnection(project);
}

function usesMongooseConnection({ mongoStores }: ProjectFacts): boolean {
  return mongoStores.some(({ constructions }) =>
    constructions.some(
      ({ file, node, options }) =>
        /mongoose/i.test(textOf(file, node)) && !(options && propertyOf(options.node, 'mongoUrl')),
    ),
  );
}

/** A program of the package that the app does not load, with a store of an older connect-mongo. */
function otherProgram({
  files,
  filesOfOtherPrograms,
  loadedElsewhere,
  package: pkg,
}: ProjectFacts): string | undefined {
  const other = filesOfOtherPrograms.find(
    (one) =>
      importsPackage(one, 'connect-mongo') &&
      !NEW_IMPORT.test(one.text) &&
      files.every(({ path }) => path !== one.path),
  );
  const file = loadedElsewhere?.get('connect-mongo');
  const isScript = file !== undefined && Object.values(pkg.scripts).some((script) => script.includes(file));
  return other?.path ?? (isScript ? file : undefined);
}

const NEW_IMPORT = /\{[^}]*\bMongoStore\b[^}]*\}\s*(?:=\s*require|from)/;

function notMigrated({ package: pkg }: ProjectFacts, file: string, { storeMajor }: Versions): Refusal {
  const title = `${file} uses connect-mongo ${pkg.dependencies['connect-mongo']?.range}, and this app would raise it to ${storeMajor}.`;
  const hint = `Update ${file} by hand for connect-mongo ${storeMajor} first: ${storeMajor === 6 ? 'import { MongoStore }' : 'import MongoStore'}, and call MongoStore.create({ mongoUrl }).`;
  return { title, hint, notes: [{ code: 'connect-mongo-elsewhere', message: hint, file, paste: 'planned' }] };
}

function severalSessions({ sessions }: ProjectFacts): Refusal {
  return {
    title: 'This project calls session() more than once.',
    notes: sessions.map(({ file, node }) => ({
      code: 'several-sessions',
      message: 'Only the first session() that runs takes effect. Keep one, then run this command again.',
      ...placeOf({ file, node }),
      paste: 'planned',
    })),
  };
}
