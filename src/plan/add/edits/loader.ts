import { startOf } from '../../../inspect/ast.ts';
import { majorOf } from '../../../inspect/packages.ts';
import type { SourceFile } from '../../../inspect/source.ts';
import { lineStart } from '../edits.ts';
import { note, type Work } from '../work.ts';

const WHY = 'reads the env file';

/**
 * Makes sure that the new variables are there when the session is made: loads the env file at the top of the session's
 * file when nothing does, or when only the start script does and tests load the app without it. True when it edited.
 */
export function ensureLoader(work: Work): boolean {
  if (work.variables.size === 0) return false;
  const { facts } = work;
  const session = facts.sessions[0];
  const file = session ? (session.options?.file ?? session.file) : facts.site?.file;
  if (!file) return false;
  const { loader } = facts.environment;
  if (loader && (loader.kind === 'runtime' || !loader.at || reaches(work, file, loader.at.file))) return false;
  if (loader && !hasTests(work)) return false;
  const { dependencies } = facts.package;
  const { quote, semicolons, eol } = file.style;
  const end = semicolons ? ';' : '';
  const text =
    file.module === 'esm'
      ? `import ${quote}dotenv/config${quote}${end}`
      : `require(${quote}dotenv${quote}).config()${end}`;
  const [first] = file.program.body;
  work.edits.insert(file, first ? lineStart(file.text, startOf(first)) : 0, `${text}${eol}`, WHY);
  if (!dependencies.dotenv) work.packages.add.dotenv = '^16.6.1';
  else if ((majorOf(dependencies.dotenv) ?? 16) < 4) work.packages.add.dotenv = '^16.6.1';
  note(
    work,
    'env-loaded',
    loader
      ? 'The env file is loaded here too: tests load the app without the file that loads it otherwise.'
      : `Nothing loaded ${facts.environment.envPath}: dotenv does it now, and changes nothing that is set already.`,
    { file, node: first ?? file.program },
  );
  return true;
}

/** Whether loading `from` also loads `to`. */
function reaches(work: Work, from: SourceFile, to: SourceFile): boolean {
  const seen = new Set<SourceFile>();
  const visit = (file: SourceFile): boolean => {
    if (file === to) return true;
    if (seen.has(file)) return false;
    seen.add(file);
    return work.facts.links.some((link) => link.from === file && visit(link.to));
  };
  return visit(from);
}

function hasTests(work: Work): boolean {
  const { test } = work.facts.package.scripts;
  return test !== undefined && !/no test specified/.test(test);
}
