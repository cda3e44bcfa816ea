import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** A file, and often a line, that the output of a script names. */
export interface Problem {
  /** Relative to the root of the plan, with forward slashes. */
  file: string;
  /** 1-based; undefined when only the file is named. */
  line?: number;
  /** The line of the output. */
  text: string;
}

/** What the paths of an output are relative to. */
interface Folders {
  /** The root of the copy. */
  copy: string;
  /** The root of the plan in the copy. */
  root: string;
  /** Where the script ran. */
  cwd: string;
}

const FILE = String.raw`(?:[A-Za-z]:)?[\w@.\/\\+~-]*[\w)\]-]\.(?:[cm]?[jt]sx?|json|vue|svelte|ejs|pug|hbs)`;
const PLACE = new RegExp(String.raw`(${FILE})(?:\((\d+),\d+\)|:(\d+)(?::\d+)?)`, 'g');
/** The line with a file above its messages, as ESLint prints them. */
const HEADING = new RegExp(`^(${FILE})$`);
const MESSAGE_BELOW = /^\s+(\d+):\d+\s+\S/;
/** A file without a position, as prettier names it. */
const FILE_ALONE = new RegExp(String.raw`^\[(?:warn|error)\] (${FILE})(?=$|:)|^(?:FAIL|❯)\s+(${FILE})`);

/** The files of the project that an output names, in its order; installed packages are left out. */
export function problemsIn(output: string, folders: Folders): Problem[] {
  let heading: string | undefined;
  return output.split('\n').flatMap((text): Problem[] => {
    const named = HEADING.exec(text.trim());
    if (named) {
      heading = projectFile(named[1], folders);
      return [];
    }
    const below = heading === undefined ? null : MESSAGE_BELOW.exec(text);
    if (heading !== undefined && below) return [{ file: heading, line: Number(below[1]), text }];
    if (text.trim() === '') heading = undefined;
    const places = [...text.matchAll(PLACE)].flatMap(([, name, inBrackets, afterColon]) => {
      const file = projectFile(name, folders);
      return file === undefined ? [] : [{ file, line: Number(inBrackets ?? afterColon), text }];
    });
    if (places.length > 0) return places;
    const [, printed, failed] = FILE_ALONE.exec(text.trim()) ?? [];
    const file = projectFile(printed ?? failed, folders);
    return file === undefined ? [] : [{ file, text }];
  });
}

function projectFile(name: string | undefined, { copy, root, cwd }: Folders): string | undefined {
  if (name === undefined) return undefined;
  const candidates = [cwd, root, copy].map((folder) => path.resolve(folder, name));
  const file = candidates.find((candidate) => statSync(candidate, { throwIfNoEntry: false })?.isFile());
  const inside = file === undefined ? '..' : path.relative(copy, file);
  if (file === undefined || inside.startsWith('..') || inside.split(path.sep).includes('node_modules'))
    return undefined;
  return path.relative(root, file).split(path.sep).join('/');
}

/** The problems that are not among earlier ones, whatever their line numbers. */
export function newProblems(problems: readonly Problem[], earlier: readonly Problem[]): Problem[] {
  const keys = new Set(earlier.map(keyOf));
  return problems.filter((problem) => !keys.has(keyOf(problem)));
}

const keyOf = ({ file, text }: Problem): string => `${file} ${withoutNumbers(text)}`;

/** A line without positions, durations, process ids and the folders of the two copies. */
function withoutNumbers(text: string): string {
  return text
    .trim()
    .replace(/\d+(\.\d+)?/g, '0')
    .replace(/\s+/g, ' ');
}

const ERROR =
  /error|fail|cannot|can't|not ok|unexpected|expected|invalid|missing|refused|timed? ?out|[✖✗×❯●]|\bTS\d{3,}|^\[warn\]/i;
/** What package managers say about any script that fails. */
const NOISE =
  /^(npm (ERR!|error|warn|notice)|> |\$ |error Command failed|info Visit|.*ELIFECYCLE|yarn run v|at \S*node:|.*\(node:)/;
/** What TAP adds to a failure. */
const TAP = /^(location|failureType|duration_ms|type|code|name|stack): |^(---|\.\.\.)$/;
const MAX_LINES = 12;

/** The first lines about an error that are not in the output before the change. */
export function firstErrorLines(output: string, earlier: string, isInstall: boolean): string[] {
  const earlierLines = new Set(earlier.split('\n').map(withoutNumbers));
  const lines = output.split('\n').filter((line) => {
    const text = line.trim();
    if (text === '' || earlierLines.has(withoutNumbers(line))) return false;
    return isInstall ? !/A complete log|^npm (warn|notice)/.test(text) : !NOISE.test(text) && !TAP.test(text);
  });
  const first = lines.findIndex((line) => ERROR.test(line));
  return first === -1 ? lines.slice(-MAX_LINES) : lines.slice(first, first + MAX_LINES);
}

/** The line of a file that a problem names; empty if it names none. */
export function sourceLine(root: string, { file, line }: Problem): string {
  if (line === undefined) return '';
  return readFileSync(path.join(root, file), 'utf8').split('\n')[line - 1]?.trim() ?? '';
}
