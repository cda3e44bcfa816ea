import valid from 'semver/functions/valid.js';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { type DependencyFact, majorOf, mayBe, typescriptFor } from '../../inspect/project/dependencies.ts';
import { stringRecord } from '../../inspect/project/json.ts';
import type { PackageFacts } from '../../inspect/project/manifest.ts';
import { lineOfNode } from '../../inspect/syntax/source-file.ts';
import { oldTypescript, untypedStores } from '../../rules/old-typescript.ts';
import { explain } from '../../rules/rule.ts';
import type { DependencyChanges } from '../../types.ts';
import { type Change, emptyChange } from '../change.ts';
import type { Decisions, Versions } from '../decisions.ts';
import { CONNECT_MONGO, fits, isOlder, JEST_DRIVER, nodeNeededBy } from '../versions/versions.ts';
import { raisesStore } from './decide.ts';

/** A note about why this package of several was chosen. */
export function explainPackage({ packageChoice: choice, packageDir, package: pkg }: ProjectFacts): Change {
  const change = emptyChange();
  if (!choice) return change;
  const because =
    choice.because === 'session'
      ? 'it is the only one that calls session()'
      : 'it is the only one with a database; the others serve pages or files';
  const flags = choice.others.map((dir) => `--package ${/\s/.test(dir) ? JSON.stringify(dir) : dir}`).join(' or ');
  const message = `Chose ${packageDir || 'the root package'} of several packages with an Express app: ${because}. To choose another, pass ${flags}.`;
  change.notes.push({ code: 'package-chosen', severity: 'info', message, file: pkg.file });
  return change;
}

/**
 * Raises connect-mongo where its imports need no change, and adds notes about TypeScript versions that cannot read its
 * types.
 */
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
        message: `Raised connect-mongo from ${majorOf(dependencies['connect-mongo'])} to ${versions.storeMajor}. Its imports work in both versions.`,
        ...(load ? { file: use.file.path, line: lineOfNode(use.file, load) } : {}),
      });
  }
  const { version, range } = dependencies.typescript ?? {};
  const untyped = edited.imports.find((request) => request.untyped);
  const [store] = untypedStores(project, versions.storeMajor);
  if (untyped) {
    const message = `Used require() for connect-mongo and mongodb, without their types: these need TypeScript ${typescriptFor(versions.storeMajor)} or later, and the project has ${version ?? range ?? 'none in package.json'}.`;
    const { file } = untyped;
    const place = { file: file.path, line: lineOfNode(file, file.program) };
    change.notes.push({ code: 'old-typescript', severity: 'info', message, ...place });
  } else if (store) {
    // Existing imports of connect-mongo are not replaced with require().
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

/** Warnings about declarations of a Node that is older than what connect-mongo needs. */
function nodeNotes({ package: pkg }: ProjectFacts, { ignored, storeMajor }: Versions): Change['notes'] {
  const needed = nodeNeededBy(storeMajor);
  const needs = `connect-mongo ${storeMajor} needs Node ${needed} or later`;
  const files = [...new Set(ignored.map(({ file }) => file))].map((file) => {
    const said = ignored.filter((fact) => fact.file === file).map((fact) => fact.instead ?? `Node ${fact.said}`);
    return { file, message: `Declares ${said.join(', ')}, but ${needs}. Use Node 20.19 or later.` };
  });
  if (pkg.engines !== undefined && isOlder(pkg.engines, needed))
    files.push({ file: pkg.file, message: `engines.node allows ${pkg.engines}, but ${needs}. Raise engines.node.` });
  return files.map((note) => ({ code: 'node-too-old', severity: 'warning', ...note }));
}

const OLD_VERSIONS =
  'connect-mongo 4 and mongodb 4 are no longer maintained. After you upgrade to Node 20 and mongodb 5 or later, run this command again to migrate to connect-mongo 6.';

/** Later types of express-session need those of Node 14. */
const TYPES_FOR_NODE_10 = '1.17.4';

/** A warning about types of express-session that those of connect-mongo do not compile with. */
function sessionTypesNotes({ package: pkg, compiler }: ProjectFacts, { storeMajor }: Versions): Change['notes'] {
  const types = pkg.dependencies['@types/express-session'];
  if (!types || !compiler || compiler.skipLibCheck || mayBe(types, '1.17.1')) return [];
  const message = `connect-mongo ${storeMajor} does not compile with @types/express-session ${types.version ?? types.range}. Raise it to ^1.19.0 and move your Express.SessionData into declare module 'express-session', or set skipLibCheck in ${compiler.file}.`;
  return [{ code: 'session-types', severity: 'warning', message, file: pkg.file }];
}

/** Yarn takes @types/express 5 for the types of express-session, which those of Express 4 are incompatible with. */
export function yarnResolutions(
  { package: pkg, packageDir }: ProjectFacts,
  { packages }: Change,
): { ranges: Record<string, string>; notes: Change['notes'] } {
  const types = pkg.dependencies['@types/express'];
  const isNeeded = pkg.lockedBy === 'yarn' && packages.dev['@types/express-session'] && (majorOf(types) ?? 5) < 5;
  if (!isNeeded || !types || Object.keys(pkg.overrides).some((name) => name.endsWith('@types/express')))
    return { ranges: {}, notes: [] };
  const ranges = { '@types/express-session/@types/express': types.range };
  const entry = JSON.stringify(ranges).slice(1, -1);
  const reason = 'Yarn would install @types/express 5 for @types/express-session as well, which does not compile';
  const isRoot = packageDir === '';
  const message = isRoot
    ? `Added a resolution of @types/express: ${reason}.`
    : `Add ${entry} to resolutions in the root package.json: ${reason}.`;
  return {
    ranges: isRoot ? ranges : {},
    notes: [{ code: 'yarn-types', severity: isRoot ? 'info' : 'warning', message, file: pkg.file }],
  };
}

/** Adds the packages that the edited code imports, in compatible versions. */
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
    change.notes.push(...nodeNotes(project, versions));
    change.notes.push(...jestNotes(dependencies, versions), ...catalogNotes(project, add));
    if (versions.storeMajor === 4)
      change.notes.push({ code: 'old-versions', severity: 'warning', message: OLD_VERSIONS });
  }
  if (project.typescript && !dependencies['@types/express-session'])
    dev['@types/express-session'] = (majorOf(dependencies['@types/node']) ?? 20) < 14 ? TYPES_FOR_NODE_10 : '^1.19.0';
  change.notes.push(...sessionTypesNotes(project, versions));
  if (dependencies['@types/connect-mongo']) remove.push('@types/connect-mongo');
  return change;
}

/** A warning that tests in Jest cannot use the project's mongodb. */
function jestNotes({ jest, mongodb }: PackageFacts['dependencies'], versions: Versions): Change['notes'] {
  const driver: DependencyFact | undefined =
    versions.mongodb === undefined ? mongodb : { range: versions.mongodb, version: undefined, section: 'dependencies' };
  if (!jest || !driver || !mayBe(driver, '7.6.0')) return [];
  const message = `mongodb ${driver.version ?? driver.range} cannot connect inside Jest, which works up to 7.5. If tests fail, use ${JEST_DRIVER}.`;
  return [{ code: 'jest-driver', severity: 'warning', message }];
}

/** A warning about packages whose version no longer comes from a catalog. */
function catalogNotes({ package: pkg }: ProjectFacts, add: Record<string, string>): Change['notes'] {
  return Object.entries(add).flatMap(([name, range]) => {
    const { catalog, range: before } = pkg.dependencies[name] ?? {};
    if (catalog === undefined) return [];
    const message = `The catalog has ${name} ${before}, for the packages that still use it; ${pkg.file} now has ${range}.`;
    return [{ code: 'catalog', severity: 'warning', message, file: catalog }];
  });
}

/** A warning about a file that the app does not load and that uses an older connect-mongo. */
function otherUsers({ loadedElsewhere, package: pkg }: ProjectFacts, raised: string | undefined): Change['notes'] {
  const file = loadedElsewhere?.get('connect-mongo');
  const current = pkg.dependencies['connect-mongo'];
  if (file === undefined || raised === undefined || !current) return [];
  const message = `This file uses connect-mongo ${current.range} and was not edited, as the app does not load it. Update it for connect-mongo ${raised}.`;
  return [{ code: 'connect-mongo-elsewhere', severity: 'warning', message, file }];
}

/** The ranges as exact versions, in a project that has no other. */
export function inStyleOf({ package: { json } }: ProjectFacts, packages: DependencyChanges): DependencyChanges {
  const ranges = [json.dependencies, json.devDependencies].flatMap((section) => Object.values(stringRecord(section)));
  if (ranges.length < 2 || !ranges.every((range) => valid(range) !== null)) return packages;
  const exact = (added: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(added).map(([name, range]) => [name, range.replace(/^[~^](?=\d)/, '')]));
  return { ...packages, add: exact(packages.add), dev: exact(packages.dev) };
}
