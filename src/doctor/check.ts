import type { ProjectFacts } from '../inspect/facts.ts';
import { endOf, startOf } from '../inspect/syntax/ast.ts';
import type { Diagnosis } from '../outcome.ts';
import type { Finding, Rule } from '../rules/rule.ts';
import { acceptedBy, ignoreComments } from './ignore-comments.ts';

/**
 * What the rules find in a project, in the order of files and lines. A finding that a comment accepts is marked; a
 * comment without a reason, or for no rule, is a finding itself.
 * @param read the text of a file that is not source code; undefined when there is none
 */
export function check(
  project: ProjectFacts,
  rules: readonly Rule[],
  read: (path: string) => string | undefined,
): Diagnosis[] {
  const found = rules.flatMap((rule) => rule.check(project).map((finding) => diagnosis(rule, finding)));
  const comments = ignoreComments(project, [...new Set(found.map(({ file }) => file))], read);
  const judged = found.map((one) => {
    const accepted = acceptedBy(comments, one);
    return accepted === undefined ? one : { ...one, accepted };
  });
  return [...judged, ...comments.flatMap(({ problem }) => problem ?? [])].sort(
    (a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || (a.column ?? 1) - (b.column ?? 1),
  );
}

function diagnosis({ id, what, severity, why, fix }: Rule, { place, message }: Finding): Diagnosis {
  const about = { rule: id, what, severity, message, why, fix };
  if (!('file' in place)) return { ...about, file: place.path, line: place.line ?? 1 };
  const { file, node } = place;
  const [start, end] = [startOf(node), endOf(node)].map((offset) => position(file.text, offset));
  return {
    ...about,
    file: file.path,
    line: start?.line ?? 1,
    column: start?.column ?? 1,
    endLine: end?.line ?? 1,
    endColumn: end?.column ?? 1,
  };
}

/** Line and column of an offset, both 1-based; columns count UTF-16 code units, as SARIF and editors do. */
function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
