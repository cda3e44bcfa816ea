import valid from 'semver/functions/valid.js';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { type DependencyFact, majorOf, mayBe, readsTypes, typescriptFor } from '../../inspect/project/dependencies.ts';
import { stringRecord } from '../../inspect/project/json.ts';
import { importsPackage } from '../../inspect/syntax/imports.ts';
import { oldTypescript, untypedStores } from '../../rules/old-typescript.ts';
import type { DependencyChanges } from '../../types.ts';
import type { Change } from '../change.ts';
import type { Draft } from '../draft.ts';
import { replacedStores } from '../edits/replace-store.ts';
import { noteFindings } from '../note-findings.ts';
import { CONNECT_MONGO, isOlder, JEST_DRIVER, nodeNeededBy } from '../versions/supported-versions.ts';
import { raisesStore } from './decide.ts';

/** A note about why this package of several was chosen. */
export function explainPackage(draft: Draft): void {
  const { packageChoice: choice, packageDir, package: pkg } = draft.project;
  if (!choice) return;
  const because =
    choice.because === 'session'
      ? 'it is the only one that calls session()'
      : 'it is the only one with a database; the others serve pages or files';
  const flags = choice.others.map((dir) => `--package ${/\s/.test(dir) ? JSON.stringify(dir) : dir}`).join(' or ');
  const message = `Chose ${packageDir || 'the root package'} of several packages with an Express app: ${because}. To choose another, pass ${flags}.`;
  draft.note('package-chosen', message, { file: pkg.file });
}

/**
 * Raises connect-mongo where its imports need no change, and adds notes about TypeScript versions that cannot read its
 * types.
 */
export function migrationNotes(draft: Draft, edited: Change): void {
  const { project, storeMajor, decisions } = draft;
  const { 'connect-mongo': store, typescript } = project.package.dependencies;
  if (raisesStore(project, decisions.versions)) {
    draft.change.packages.add['connect-mongo'] = CONNECT_MONGO[storeMajor];
    const [use] = project.mongoStores;
    const load = use?.loads[0];
    const message = `Raised connect-mongo from ${majorOf(store)} to ${storeMajor}. Its imports work in both versions.`;
    if (decisions.migration === 'package' && use)
      draft.note('connect-mongo-migrated', message, load && { file: use.file, node: load });
  }
  const required = edited.imports.filter((request) => request.untyped);
  const untyped = required[0]?.file;
  if (untyped) {
    const names = [...new Set(required.map(({ specifier }) => specifier))].join(' and ');
    const message = `Used require() for ${names}, without types: these need TypeScript ${typescriptFor(storeMajor)} or later, and the project has ${typescript?.version ?? typescript?.range ?? 'none in package.json'}.`;
    draft.note('old-typescript', message, { file: untyped, node: untyped.program });
    // Existing imports of connect-mongo are not replaced with require().
  } else noteFindings(draft, oldTypescript, untypedStores(project, storeMajor).slice(0, 1));
}

/** Warns about declarations of a Node that is older than what connect-mongo needs. */
function warnOfNode(draft: Draft): void {
  const { storeMajor } = draft;
  const { ignored } = draft.decisions.versions;
  const { file: manifest, engines } = draft.project.package;
  const needed = nodeNeededBy(storeMajor);
  const needs = `connect-mongo ${storeMajor} needs Node ${needed} or later`;
  for (const { instead, file } of ignored)
    if (instead) draft.warn('node-too-old', `${instead}, but ${needs}. Upgrade or replace it.`, { file });
  const declared = ignored.filter((fact) => !fact.instead);
  for (const file of new Set(declared.map((fact) => fact.file))) {
    const said = declared.filter((fact) => fact.file === file).map((fact) => `Node ${fact.said}`);
    const message = `Declares ${[...new Set(said)].join(', ')}, but ${needs}. Use Node 20.19 or later.`;
    draft.warn('node-too-old', message, { file });
  }
  const message = `engines.node allows ${engines}, but ${needs}. Raise engines.node.`;
  if (engines !== undefined && isOlder(engines, needed)) draft.warn('node-too-old', message, { file: manifest });
}

const OLD_VERSIONS =
  'connect-mongo 4 and mongodb 4 are no longer maintained. After you upgrade to Node 20 and mongodb 5 or later, run this command again to migrate to connect-mongo 6.';

/** Later types of express-session need those of Node 14. */
const TYPES_FOR_NODE_10 = '1.17.4';

/** Warns about types of express-session that those of connect-mongo do not compile with, where the code imports them. */
function warnOfSessionTypes(draft: Draft): void {
  const { package: pkg, compiler } = draft.project;
  if (!readsTypes(pkg.dependencies.typescript, draft.storeMajor)) return;
  const types = pkg.dependencies['@types/express-session'];
  if (!types || !compiler || compiler.skipLibCheck || mayBe(types, '1.17.1')) return;
  const message = `connect-mongo ${draft.storeMajor} does not compile with @types/express-session ${types.version ?? types.range}. Raise it to ^1.19.0 and move your Express.SessionData into declare module 'express-session', or set skipLibCheck in ${compiler.file}.`;
  draft.warn('session-types', message, { file: pkg.file });
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
export function planPackages(draft: Draft, edited: Change): void {
  const { project, answers, storeMajor } = draft;
  const { versions } = draft.decisions;
  const { dependencies } = project.package;
  const { add, dev, remove } = draft.change.packages;
  const session = dependencies['express-session'];
  const isOld = !mayBe(session, '1.17.1');
  if (!session || isOld) add['express-session'] = '^1.19.0';
  if (session && isOld) {
    const message = `Raised express-session from ${session.range} to ${add['express-session']}, as connect-mongo needs 1.17.1 or later.`;
    draft.note('session-raised', message, { file: project.package.file });
  }
  if (answers.store === 'mongo') {
    if (majorOf(dependencies['connect-mongo']) !== storeMajor) add['connect-mongo'] = CONNECT_MONGO[storeMajor];
    warnOfOtherUser(draft);
    noteKeptStores(draft, edited);
    if (versions.mongodb !== undefined && dependencies.mongodb?.range !== versions.mongodb)
      add.mongodb = versions.mongodb;
    if (versions.typeorm !== undefined) add.typeorm = versions.typeorm;
    draft.note('versions', versions.reason);
    warnOfNode(draft);
    warnOfJest(draft);
    warnOfCatalog(draft);
    if (storeMajor === 4) draft.warn('old-versions', OLD_VERSIONS);
  }
  movePackages(
    draft,
    answers.store === 'mongo' ? ['express-session', 'connect-mongo', 'mongodb'] : ['express-session'],
  );
  if (project.typescript && !dependencies['@types/express-session'])
    dev['@types/express-session'] = (majorOf(dependencies['@types/node']) ?? 20) < 14 ? TYPES_FOR_NODE_10 : '^1.19.0';
  warnOfSessionTypes(draft);
  if (dependencies['@types/connect-mongo']) remove.push('@types/connect-mongo');
}

/** Moves packages from devDependencies to dependencies. */
function movePackages(draft: Draft, names: string[]): void {
  const { file, dependencies } = draft.project.package;
  const { add } = draft.change.packages;
  for (const name of names) {
    const { section, range = '' } = dependencies[name] ?? {};
    if (section !== 'devDependencies') continue;
    add[name] ??= range;
    const message = `Moved ${name} from devDependencies to dependencies, as the app needs it in production.`;
    draft.note('package-moved', message, { file });
  }
}

/** Warns that tests in Jest cannot use the project's mongodb. */
function warnOfJest(draft: Draft): void {
  const { jest, mongodb } = draft.project.package.dependencies;
  const { mongodb: added } = draft.decisions.versions;
  const driver: DependencyFact | undefined =
    added === undefined ? mongodb : { range: added, version: undefined, section: 'dependencies' };
  if (!jest || !driver || !mayBe(driver, '7.6.0')) return;
  const message = `mongodb ${driver.version ?? driver.range} cannot connect inside Jest, which works up to 7.5. If tests fail, use ${JEST_DRIVER}.`;
  draft.warn('jest-driver', message);
}

/** Warns about packages whose version no longer comes from a catalog. */
function warnOfCatalog(draft: Draft): void {
  const { file, dependencies } = draft.project.package;
  for (const [name, range] of Object.entries(draft.change.packages.add)) {
    const { catalog, range: before } = dependencies[name] ?? {};
    const message = `The catalog has ${name} ${before}, for the packages that still use it; ${file} now has ${range}.`;
    if (catalog !== undefined) draft.warn('catalog', message, { file: catalog });
  }
}

/** Warns about a file that the app does not load and that uses an older connect-mongo. */
function warnOfOtherUser(draft: Draft): void {
  const { loadedElsewhere, package: pkg } = draft.project;
  const file = loadedElsewhere?.get('connect-mongo');
  const current = pkg.dependencies['connect-mongo'];
  const raised = draft.change.packages.add['connect-mongo'];
  if (file === undefined || raised === undefined || !current) return;
  const message = `This file uses connect-mongo ${current.range} and was not edited, as the app does not load it. Update it for connect-mongo ${raised}.`;
  draft.warn('connect-mongo-elsewhere', message, { file });
}

/** Notes the packages of replaced stores that another file still uses. */
function noteKeptStores(draft: Draft, { packages }: Change): void {
  for (const { store } of replacedStores(draft.decisions)) {
    const name = store.package ?? '';
    // The edited session() is that of express-session.
    if (name === 'express-session') continue;
    const { files, loadedElsewhere } = draft.project;
    const outside = loadedElsewhere?.get(name);
    const file = outside ?? files.find((one) => one !== store.file && importsPackage(one, name))?.path;
    const hint = outside === undefined ? ' If only the old store needed that code, remove both.' : '';
    if (file !== undefined && !packages.remove.includes(name))
      draft.note('package-kept', `This file uses ${name}, so it stays in package.json.${hint}`, { file });
  }
}

/** The ranges with the operator of those that they replace; exact if .npmrc or nine of ten ranges in the section say so. */
export function inStyleOf({ package: pkg }: ProjectFacts, packages: DependencyChanges): DependencyChanges {
  const { json, dependencies, savesExact } = pkg;
  const styled = (added: Record<string, string>, section: unknown): Record<string, string> => {
    const ranges = Object.values(stringRecord(section));
    const exact = ranges.filter((range) => valid(range) !== null);
    const isExact = savesExact || (ranges.length > 1 && exact.length >= ranges.length * 0.9);
    const operator = (name: string): string | undefined => {
      const before = dependencies[name]?.range ?? '';
      return isExact || valid(before) !== null ? '' : /^~(?=\d)/.exec(before)?.[0];
    };
    return Object.fromEntries(
      Object.entries(added).map(([name, range]) => [
        name,
        range.replace(/^[~^](?=\d)/, (own) => operator(name) ?? own),
      ]),
    );
  };
  const { add, dev } = packages;
  return {
    ...packages,
    add: styled(add, json.dependencies),
    dev: styled(dev, json.devDependencies ?? json.dependencies),
  };
}
