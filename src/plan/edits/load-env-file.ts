import path from 'node:path';
import { listens } from '../../inspect/entry/search-entries.ts';
import type { TestFacts } from '../../inspect/environment/test-runs.ts';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { type Position, runsBefore } from '../../inspect/program/execution-order.ts';
import { loadsFile } from '../../inspect/program/module-graph.ts';
import { majorOf } from '../../inspect/project/dependencies.ts';
import { contains, endOf, startOf } from '../../inspect/syntax/ast.ts';
import { importsPackage } from '../../inspect/syntax/imports.ts';
import type { Place, SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Draft } from '../draft.ts';
import { importName, type NamedExport } from '../source/imports.ts';
import { afterLine, lineStart } from '../source/lines.ts';

const WHY = 'load the env file';
const DOTENV: NamedExport = { package: 'dotenv', name: 'default', locals: ['dotenv', 'dotenvModule'] };

/**
 * Loads the env file at the top of the file that creates the session, when nothing else loads it, when it is loaded too
 * late, or when only the start script loads it and tests or another script run the app without that.
 */
export function loadEnvFile(draft: Draft): void {
  const { project } = draft;
  const session = project.sessions[0] ?? project.cookieSession;
  const places = session?.evaluatedAt ?? (project.insertionPoint ? [project.insertionPoint] : []);
  const [place] = places.toSorted((one, other) => (runsBefore(one.position, other.position) ? -1 : 1));
  if (!place) return;
  const { file } = place;
  if (importsPackage(file, 'dotenv/config')) {
    // This file already loads the env file.
    addPackage(draft);
    const { dotenv } = draft.change.packages.add;
    if (dotenv !== undefined)
      draft.note('dotenv-listed', `Added dotenv ${dotenv} to the dependencies in package.json, as the app imports it.`);
    return;
  }
  const { loader } = project.environment;
  const isLate =
    isLoadedLate(project, place) || (session !== undefined && isLoadedByRemoved(draft, session.store ?? session));
  const otherStart = project.startsWithoutEnvFile.find(({ files }) => files.includes(file));
  let test: TestFacts['files'][number] | undefined;
  if (loader && !isLate) {
    if (!loader.at || /^(next|process\.loadEnvFile)$/.test(loader.label)) return;
    const at = loader.at.file;
    test = project.tests.variable ? undefined : project.tests.files.find(({ loads }) => loads(file) && !loads(at));
    if ((!test && !otherStart) || file === at || loadsFile(project.links, file, at)) return;
  }
  insertLoader(draft, file);
  const at = { file, node: file.program.body[0] ?? file.program };
  const { envPath } = project.environment;
  if (isLate) draft.note('env-loaded', `${envPath} is now loaded here, before the session is created.`, at);
  else if (loader) {
    const runner = otherStart ? `${otherStart.path}, which package.json names, runs` : `${test?.path} runs`;
    const message = `${envPath} is now loaded here, too: ${runner} the app without the file that already loads it.`;
    draft.note('env-loaded', message, at);
  } else {
    const anywhere = startsElsewhere(project) ? ' from any working directory' : '';
    const message = `Added dotenv to load ${envPath}${anywhere}. Variables that are already set take precedence.`;
    draft.note('env-loaded', message, at);
  }
}

/** Whether the code that loads the env file runs after the place that reads it. */
function isLoadedLate(
  { environment: { loader }, unreached }: ProjectFacts,
  { file, position }: { file: SourceFile; position: Position },
): boolean {
  // The execution order of a file that no analysed code loads is unknown; assume that it runs late.
  if (unreached === file || !loader?.at || position.length === 0) return false;
  return runsBefore(position, loader.at.position);
}

/** Whether the env file is loaded in time only by an import that is removed, as nothing but the old store used it. */
function isLoadedByRemoved({ project: { links, environment }, decisions }: Draft, { file, node }: Place): boolean {
  const at = environment.loader?.at?.file;
  const loads = (to: SourceFile): boolean => to === at || (at !== undefined && loadsFile(links, to, at));
  const loading = links.filter((link) => link.from === file && startOf(link.node) < startOf(node) && loads(link.to));
  const removed = [...decisions.removedDeclarations];
  return loading.length > 0 && loading.every((link) => removed.some((one) => contains(one, link.node)));
}

function insertLoader(draft: Draft, file: SourceFile): void {
  const { semicolons, importQuote: quote, eol } = file.style;
  const end = semicolons ? ';' : '';
  const options = loaderOptions(draft, file);
  const [first] = file.program.body;
  const top = first ? lineStart(file.text, startOf(first)) : 0;
  if (file.module === 'cjs')
    draft.insert(file, top, `require(${quote}dotenv${quote}).config(${options})${end}${eol}`, WHY, 'first');
  else if (options === '') draft.insert(file, top, `import ${quote}dotenv/config${quote}${end}${eol}`, WHY, 'first');
  else {
    const dotenv = importName(draft, file, DOTENV, WHY);
    const last = file.program.body.findLast(({ type }) => type === 'ImportDeclaration');
    const call = `${dotenv}.config(${options})${end}`;
    draft.insert(file, last ? afterLine(file.text, endOf(last)) : top, `${eol}${eol}${call}`, WHY, 'last');
  }
  addPackage(draft);
}

/**
 * The options of dotenv that locate the env file: relative to the working directory, or to this file if another package
 * starts the app.
 */
function loaderOptions({ project }: Draft, file: SourceFile): string {
  const { quote } = file.style;
  const { envPath } = project.environment;
  if (startsElsewhere(project)) {
    const relative = path.posix.relative(path.posix.dirname(file.path), envPath);
    const native = file.module === 'esm' && (project.package.type === 'module' || /\.m[jt]s$/.test(file.path));
    return native
      ? `{ path: new URL(${quote}${relative}${quote}, import.meta.url) }`
      : `{ path: \`\${__dirname}/${relative}\` }`;
  }
  const folder = path.posix.dirname(project.package.file);
  const envFile = path.posix.relative(folder === '.' ? '' : folder, envPath);
  return envFile === '.env' ? '' : `{ path: ${quote}${envFile}${quote} }`;
}

/**
 * Whether a script starts the app in another folder, or the app is in a workspace package that never listens, so that
 * another package starts it in its own folder.
 */
function startsElsewhere({ packageDir, package: { scripts }, files }: ProjectFacts): boolean {
  const starts = [scripts.start, scripts.dev].filter((script) => script !== undefined);
  if (starts.some((script) => /^cd [\w./-]+ *&& *(node|nodemon|ts-node|tsx)\b/.test(script))) return true;
  return packageDir !== '' && !scripts.start && !files.some(listens);
}

function addPackage(draft: Draft): void {
  const { dotenv } = draft.project.package.dependencies;
  const { add } = draft.change.packages;
  if ((majorOf(dotenv) ?? (dotenv ? 16 : 0)) < 4) add.dotenv = '^16.6.1';
  else if (dotenv?.section === 'devDependencies') add.dotenv = dotenv.range;
}
