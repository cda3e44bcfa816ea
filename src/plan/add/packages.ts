import type { ProjectFacts } from '../../inspect/facts.ts';
import { majorOf } from '../../inspect/project/dependencies.ts';
import { lineOfNode } from '../../inspect/syntax/source-file.ts';
import { oldTypescript, untypedStores } from '../../rules/old-typescript.ts';
import { explain } from '../../rules/rule.ts';
import { type Change, emptyChange } from '../change.ts';
import type { Decisions } from '../decisions.ts';
import { isUntyped } from '../source/imports.ts';
import { CONNECT_MONGO, fits } from '../versions/versions.ts';
import { raisesStore } from './decide.ts';

/** Why this package of several was taken. */
export function explainPackage({ packageChoice: choice, packageDir, package: pkg }: ProjectFacts): Change {
  const change = emptyChange();
  if (!choice) return change;
  const because =
    choice.because === 'session'
      ? 'it alone has a session()'
      : 'it alone has a database, the others show pages or files';
  const others = choice.others.map((dir) => `--package ${/\s/.test(dir) ? JSON.stringify(dir) : dir}`).join(' or ');
  const message = `Several packages have an Express app. ${packageDir || 'The root'} was chosen: ${because}. ${others} chooses another.`;
  change.notes.push({ code: 'package-chosen', severity: 'info', message, file: pkg.file });
  return change;
}

/** A newer connect-mongo for code that loads it in a way that both know, and what TypeScript reads of it. */
export function migrationNotes(project: ProjectFacts, { versions, migration }: Decisions, edited: Change): Change {
  const change = emptyChange();
  const { dependencies } = project.package;
  if (raisesStore(project, versions)) {
    change.packages.add['connect-mongo'] = CONNECT_MONGO[versions.storeMajor];
    const [use] = project.mongoStores;
    const load = use?.loads[0];
    if (migration === 'package' && use)
      change.notes.push({
        code: 'connect-mongo-migrated',
        severity: 'info',
        message: `connect-mongo goes from ${majorOf(dependencies['connect-mongo'])} to ${versions.storeMajor}: the code loads it in a way that both know.`,
        ...(load ? { file: use.file.path, line: lineOfNode(use.file, load) } : {}),
      });
  }
  const { version, range } = dependencies.typescript ?? {};
  const untyped = edited.imports.find(({ file, specifier }) => isUntyped(project, file, specifier));
  const [store] = untypedStores(project, versions.storeMajor);
  if (untyped) {
    const message = `TypeScript ${version ?? range ?? '(of no version that package.json names)'} cannot read the types of connect-mongo and mongodb, so they are loaded without. From 4.7 on, import does.`;
    const { file } = untyped;
    const place = { file: file.path, line: lineOfNode(file, file.program) };
    change.notes.push({ code: 'old-typescript', severity: 'info', message, ...place });
  } else if (store) {
    // Code that imports connect-mongo already goes on to import it.
    const { file, node } = store.place;
    const place = { file: file.path, line: lineOfNode(file, node) };
    change.notes.push({
      code: 'old-typescript',
      severity: 'warning',
      message: explain(oldTypescript, store),
      ...place,
    });
  }
  return change;
}

const tooOld = (said: string): string =>
  `This asks for Node ${said}, where no version of connect-mongo that is kept up runs. Ask for 20.19 or later.`;

const OLD_VERSIONS =
  'connect-mongo 4 and mongodb 4 work, but get no more fixes. After an upgrade to Node 20 and mongodb 5 or later, run this again: it goes on to connect-mongo 6.';

/** The packages that the edited code loads, in versions that run together. */
export function planPackages(project: ProjectFacts, { answers, versions }: Decisions): Change {
  const change = emptyChange();
  const { dependencies } = project.package;
  const { add, dev, remove } = change.packages;
  const session = dependencies['express-session'];
  if (!session || session.section === 'devDependencies' || !fits(session, '>=1.17.1'))
    add['express-session'] = '^1.19.0';
  if (answers.store === 'mongo') {
    if (majorOf(dependencies['connect-mongo']) !== versions.storeMajor)
      add['connect-mongo'] = CONNECT_MONGO[versions.storeMajor];
    change.notes.push(...otherUsers(project, add['connect-mongo']));
    if (versions.mongodb !== undefined && dependencies.mongodb?.range !== versions.mongodb)
      add.mongodb = versions.mongodb;
    if (versions.typeorm !== undefined) add.typeorm = versions.typeorm;
    change.notes.push({ code: 'versions', severity: 'info', message: versions.reason });
    for (const { said, ...place } of versions.ignored)
      change.notes.push({ code: 'node-too-old', severity: 'warning', message: tooOld(said), file: place.file });
    if (versions.storeMajor === 4)
      change.notes.push({ code: 'old-versions', severity: 'warning', message: OLD_VERSIONS });
  }
  if (project.typescript && !dependencies['@types/express-session']) dev['@types/express-session'] = '^1.19.0';
  if (dependencies['@types/connect-mongo']) remove.push('@types/connect-mongo');
  return change;
}

/** A store that the project has, but that nothing of the app loads, would meet a connect-mongo that it does not know. */
function otherUsers({ loadedElsewhere, package: pkg }: ProjectFacts, raised: string | undefined): Change['notes'] {
  const file = loadedElsewhere?.get('connect-mongo');
  const today = pkg.dependencies['connect-mongo'];
  if (file === undefined || raised === undefined || !today) return [];
  const message = `This file loads connect-mongo as well, for ${today.range}. Nothing that the app starts loads it, so it stays as it was: it will not work with ${raised}.`;
  return [{ code: 'connect-mongo-elsewhere', severity: 'warning', message, file }];
}
