import path from 'node:path';
import { listens } from '../../inspect/entry/search.ts';
import type { ProjectFacts } from '../../inspect/facts.ts';
import { runsBefore } from '../../inspect/program/execution-order.ts';
import { loadsFile } from '../../inspect/program/module-graph.ts';
import { majorOf } from '../../inspect/project/dependencies.ts';
import { endOf, startOf } from '../../inspect/syntax/ast.ts';
import { moduleRequests } from '../../inspect/syntax/imports.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Change } from '../change.ts';
import type { Decisions } from '../decisions.ts';
import { Draft } from '../draft.ts';
import { importName, type NamedExport } from '../source/imports.ts';
import { afterLine, lineStart } from '../source/lines.ts';

const WHY = 'reads the env file';
const DOTENV: NamedExport = { package: 'dotenv', name: 'default', locals: ['dotenv', 'dotenvModule'] };

/**
 * Makes sure that the new variables are there when the session is made: loads the env file at the top of the session's
 * file when nothing does, when it is done too late, or when only the start script does, and tests or another script load
 * the app without it.
 */
export function loadEnvFile(project: ProjectFacts, decisions: Decisions): Change {
  const draft = new Draft(project, decisions);
  load(draft);
  return draft.change;
}

function load(draft: Draft): void {
  const { project } = draft;
  const session = project.sessions[0] ?? project.cookieSession;
  const places = session?.evaluatedAt ?? (project.insertionPoint ? [project.insertionPoint] : []);
  const [place] = places.toSorted((one, other) => (runsBefore(one.position, other.position) ? -1 : 1));
  if (!place) return;
  const { file, position } = place;
  // The file loads it itself, whatever else does.
  if (moduleRequests(file).some(({ specifier }) => specifier === 'dotenv/config')) {
    addPackage(draft);
    return;
  }
  const { loader } = project.environment;
  // When a file runs that nothing is seen to load cannot be told: by then, most has run.
  const known = project.unreached !== file;
  const late = known && loader?.at !== undefined && position.length > 0 && runsBefore(position, loader.at.position);
  if (loader && !late && (!loader.at || loader.kind === 'runtime')) return;
  const bare = project.startsWithoutEnvFile.find(({ files }) => files.includes(file));
  const apart = hasTests(draft) || bare !== undefined;
  if (loader?.at && !late && (!apart || file === loader.at.file || loadsFile(project.links, file, loader.at.file)))
    return;
  insertLoader(draft, file);
  const reason = late
    ? 'The env file was loaded after this file, too late for its session: it is loaded here first.'
    : loader
      ? `The env file is loaded here too: ${bare ? `${bare.path}, which package.json names, loads` : 'tests load'} the app without the file that loads it otherwise.`
      : `Nothing loaded ${project.environment.envPath}: dotenv does it now, ${startsElsewhere(project) ? 'wherever the process runs, ' : ''}and changes nothing that is set already.`;
  draft.note('env-loaded', reason, { file, node: file.program.body[0] ?? file.program });
}

function insertLoader(draft: Draft, file: SourceFile): void {
  const { semicolons, quote, eol } = file.style;
  const end = semicolons ? ';' : '';
  const options = loaderOptions(draft, file);
  const [first] = file.program.body;
  const top = first ? lineStart(file.text, startOf(first)) : 0;
  if (file.module === 'cjs')
    draft.insertFirst(file, top, `require(${quote}dotenv${quote}).config(${options})${end}${eol}`, WHY);
  else if (options === '') draft.insertFirst(file, top, `import ${quote}dotenv/config${quote}${end}${eol}`, WHY);
  else {
    const dotenv = importName(draft, file, DOTENV, WHY);
    const last = file.program.body.findLast(({ type }) => type === 'ImportDeclaration');
    const call = `${dotenv}.config(${options})${end}`;
    draft.insertLast(file, last ? afterLine(file.text, endOf(last)) : top, `${eol}${eol}${call}`, WHY);
  }
  addPackage(draft);
}

/** Where the env file is, as the process finds it: from the folder that it runs in, unless that is another package's. */
function loaderOptions({ project }: Draft, file: SourceFile): string {
  const { quote } = file.style;
  const { envPath } = project.environment;
  if (startsElsewhere(project)) {
    const place = path.posix.relative(path.posix.dirname(file.path), envPath);
    const native = file.module === 'esm' && (project.package.type === 'module' || /\.m[jt]s$/.test(file.path));
    return native
      ? `{ path: new URL(${quote}${place}${quote}, import.meta.url) }`
      : `{ path: \`\${__dirname}/${place}\` }`;
  }
  const folder = path.posix.dirname(project.package.file);
  const envFile = path.posix.relative(folder === '.' ? '' : folder, envPath);
  return envFile === '.env' ? '' : `{ path: ${quote}${envFile}${quote} }`;
}

/** A package among others that makes an app and does not listen: one that depends on it starts it, in its own folder. */
function startsElsewhere({ packageDir, package: { scripts }, files }: ProjectFacts): boolean {
  return packageDir !== '' && !scripts.start && !files.some(listens);
}

function addPackage({ project, change }: Draft): void {
  const { dotenv } = project.package.dependencies;
  if ((majorOf(dotenv) ?? (dotenv ? 16 : 0)) < 4) change.packages.add.dotenv = '^16.6.1';
}

function hasTests(draft: Draft): boolean {
  const { test } = draft.project.package.scripts;
  return test !== undefined && !/no test specified/.test(test);
}
