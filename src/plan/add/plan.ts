import { RefusedError } from '../../errors.ts';
import { propertyOf } from '../../inspect/ast.ts';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { majorOf, readsTodaysTypes } from '../../inspect/packages.ts';
import { lineOfNode, textOf } from '../../inspect/source.ts';
import type { Plan, Step } from '../../types.ts';
import type { AddAnswers } from './answers.ts';
import { liveSessions } from './detected.ts';
import { replaceCookieSession } from './edits/cookieSession.ts';
import { environmentSteps } from './edits/environment.ts';
import { dropImports } from './edits/forget.ts';
import { limitTypes } from './edits/limitTypes.ts';
import { ensureLoader } from './edits/loader.ts';
import { editManifest } from './edits/manifest.ts';
import { addMiddleware } from './edits/middleware.ts';
import { editSession, warnOfUnreached } from './edits/sessions.ts';
import { placeImports } from './imports.ts';
import { warnOfDurations } from './legacy/durations.ts';
import { migrateLoads } from './legacy/loads.ts';
import { migrateOptions } from './legacy/options.ts';
import { migrateUse } from './legacy/uses.ts';
import { assertParses } from './safety.ts';
import { planSnippet } from './snippet.ts';
import { CONNECT_MONGO, fits, solveVersions } from './versions.ts';
import { mongooseCanShare } from './wiring.ts';
import { note, startWork, type Work } from './work.ts';

/**
 * Everything that `add` does to a project, as data. Pure: reads the facts alone.
 * @throws RefusedError when an edit would not be safe; nothing is planned then
 */
export function planAdd(facts: ProjectFacts, answers: AddAnswers): Plan {
  const shares = sharesMongoose(facts, answers);
  const file = facts.site?.file ?? facts.app.file;
  const probe = startWork(facts, answers, 6);
  const versions = solveVersions(facts, shares && mongooseCanShare(probe, file), planSnippet(probe));
  const work = startWork(facts, answers, versions.storeMajor);
  work.notes.push(...facts.warnings);
  explainPackage(work);
  migrate(work);
  wireSession(work);
  for (const [file, nodes] of work.gone) dropImports(work, file, nodes);
  placeImports(work);
  const steps: Step[] = [...work.edits.steps()];
  if (steps.length > 0 || work.packages.add['connect-mongo'] !== undefined) planPackages(work, versions);
  if (steps.length > 0 && ensureLoader(work)) {
    placeImports(work);
    steps.splice(0, steps.length, ...work.edits.steps());
  }
  const manifest = editManifest(facts.package.file, facts.package.text, work.packages, work.scripts);
  steps.push(...work.files);
  if (manifest) steps.push(manifest);
  const limited = manifest && limitTypes(work);
  if (limited) steps.push(limited);
  if (steps.length > 0) steps.push(...environmentSteps(work));
  assertParses(steps, planSnippet(work));
  return {
    version: 1,
    command: 'add',
    root: facts.root,
    steps,
    dependencies: work.packages,
    answers: { ...answers.sources },
    notes: work.notes,
    next: [],
  };
}

function explainPackage({ facts, notes }: Work): void {
  const { packageChoice: choice, packageDir, package: pkg } = facts;
  if (!choice) return;
  const because =
    choice.because === 'session'
      ? 'it alone has a session()'
      : 'it alone has a database, the others show pages or files';
  const others = choice.others.map((dir) => `--package ${/\s/.test(dir) ? JSON.stringify(dir) : dir}`).join(' or ');
  const message = `Several packages have an Express app. ${packageDir || 'The root'} was chosen: ${because}. ${others} chooses another.`;
  notes.push({ code: 'package-chosen', severity: 'info', message, file: pkg.file });
}

/** A connect-mongo store keeps the connection that it has; a new one takes the one that was chosen. */
function sharesMongoose(facts: ProjectFacts, answers: AddAnswers): boolean {
  const sessions = liveSessions(facts);
  const kept =
    sessions !== 'several' && sessions.length > 0 && sessions.every(({ store }) => store?.package === 'connect-mongo');
  return (!kept && answers.connection === 'mongoose') || usesMongooseConnection(facts);
}

function usesMongooseConnection(facts: ProjectFacts): boolean {
  return facts.mongoStores.some(({ constructions }) =>
    constructions.some(
      ({ file, node, options }) =>
        /mongoose/i.test(textOf(file, node)) && !(options && propertyOf(options.node, 'mongoUrl')),
    ),
  );
}

function wireSession(work: Work): void {
  const { facts } = work;
  const sessions = liveSessions(facts);
  if (sessions === 'several') {
    throw new RefusedError(
      'This project calls session() more than once.',
      facts.sessions.map(({ file, node }) => ({
        code: 'several-sessions',
        severity: 'error',
        message: 'A session(): only the first one that runs counts. Keep one, then run this again.',
        file: file.path,
        line: lineOfNode(file, node),
        snippet: planSnippet(work),
      })),
    );
  }
  for (const session of sessions) editSession(work, session);
  if (sessions.length > 0) return;
  for (const place of facts.idleSessions) note(work, 'session-idle', IDLE, place, 'warning');
  for (const place of facts.otherSessions) note(work, 'session-elsewhere', ELSEWHERE, place);
  if (facts.cookieSession) {
    warnOfUnreached(work, facts.cookieSession);
    replaceCookieSession(work, facts.cookieSession);
  } else if (facts.site) addMiddleware(work, facts.site);
}

/** connect-mongo 0 to 5 in every reached file, whether a session uses the store or a socket server does. */
function migrate(work: Work): void {
  const { facts } = work;
  const major = majorOf(facts.package.dependencies['connect-mongo']);
  for (const use of facts.mongoStores) {
    // Version 4 and later ignore what 0 to 3 called differently; a factory is 0 to 3, whatever package.json says.
    const ignores = use.factories.length === 0 && (major ?? 6) >= 4;
    const changed = migrateLoads(work, use);
    for (const store of use.constructions) {
      migrateOptions(work, store, ignores);
      warnOfDurations(work, store);
    }
    if (changed)
      note(
        work,
        'connect-mongo-migrated',
        `connect-mongo is loaded as version ${work.storeMajor} exports it.`,
        use.loads[0] ? { file: use.file, node: use.loads[0] } : undefined,
      );
  }
  // Code that 4 or 5 runs today does not depend on what they do not have either.
  const old = (major ?? 6) < 4 || facts.mongoStores.some(({ factories }) => factories.length > 0);
  if (old) for (const use of facts.storeUses) migrateUse(work, use);
  warnOfTypes(work);
  if (facts.mongoStores.length === 0 || major === undefined || major >= work.storeMajor) return;
  work.packages.add['connect-mongo'] = CONNECT_MONGO[work.storeMajor];
  if (work.notes.some(({ code }) => code === 'connect-mongo-migrated')) return;
  const [use] = facts.mongoStores;
  const message = `connect-mongo goes from ${major} to ${work.storeMajor}: the code loads it in a way that both know.`;
  note(work, 'connect-mongo-migrated', message, use?.loads[0] && { file: use.file, node: use.loads[0] });
}

/** Code that imports connect-mongo already goes on to import it: an old TypeScript will not know its types. */
function warnOfTypes(work: Work): void {
  const { typescript } = work.facts.package.dependencies;
  const use = work.facts.mongoStores.find(({ file, loads }) => file.typescript && loads.length > 0);
  if (!use || readsTodaysTypes(typescript) || work.notes.some(({ code }) => code === 'old-typescript')) return;
  const message = `The types of connect-mongo ${work.storeMajor} need TypeScript 4.7 or later, and the project has ${typescript?.version ?? typescript?.range}. Upgrade it, or the compiler will not know connect-mongo.`;
  note(work, 'old-typescript', message, { file: use.file, node: use.file.program }, 'warning');
}

const tooOld = (said: string): string =>
  `This asks for Node ${said}, where no version of connect-mongo that is kept up runs. Ask for 20.19 or later.`;

const IDLE =
  'Nothing loads this session(), so the app gets one of its own. Delete this one, or mount it instead of the new one.';

const ELSEWHERE = 'Another program of this package has this session() of its own: it stays as it is.';

const OLD_VERSIONS =
  'connect-mongo 4 and mongodb 4 work, but get no more fixes. After an upgrade to Node 20 and mongodb 5 or later, run this again: it goes on to connect-mongo 6.';

function planPackages(work: Work, versions: ReturnType<typeof solveVersions>): void {
  const { dependencies } = work.facts.package;
  const { add, dev } = work.packages;
  const session = dependencies['express-session'];
  if (!session || session.section === 'devDependencies' || !fits(session, '>=1.17.1'))
    add['express-session'] = '^1.19.0';
  if (work.answers.store === 'mongo') {
    if (majorOf(dependencies['connect-mongo']) !== versions.storeMajor)
      add['connect-mongo'] = CONNECT_MONGO[versions.storeMajor];
    warnOfOther(work, add['connect-mongo']);
    if (versions.mongodb !== undefined && dependencies.mongodb?.range !== versions.mongodb)
      add.mongodb = versions.mongodb;
    if (versions.typeorm !== undefined) add.typeorm = versions.typeorm;
    note(work, 'versions', versions.reason);
    for (const { said, ...place } of versions.ignored)
      work.notes.push({ code: 'node-too-old', severity: 'warning', message: tooOld(said), file: place.file });
    if (versions.storeMajor === 4) note(work, 'old-versions', OLD_VERSIONS, undefined, 'warning');
  }
  if (work.facts.typescript && !dependencies['@types/express-session']) dev['@types/express-session'] = '^1.19.0';
  if (dependencies['@types/connect-mongo']) work.packages.remove.push('@types/connect-mongo');
}

/** A store that the project has, but that nothing of the app loads, would meet a connect-mongo that it does not know. */
function warnOfOther({ facts, notes }: Work, raised: string | undefined): void {
  const file = facts.loadedElsewhere?.get('connect-mongo');
  const today = facts.package.dependencies['connect-mongo'];
  if (file === undefined || raised === undefined || !today) return;
  notes.push({
    code: 'connect-mongo-elsewhere',
    severity: 'warning',
    message: `This file loads connect-mongo as well, for ${today.range}. Nothing that the app starts loads it, so it stays as it was: it will not work with ${raised}.`,
    file,
  });
}
