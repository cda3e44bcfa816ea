import type { ProjectFacts } from '../inspect/facts.ts';
import { endOf, startOf } from '../inspect/syntax/ast.ts';
import { type Place, positionAt } from '../inspect/syntax/source-file.ts';
import type { Diagnosis } from '../outcome.ts';
import type { Finding, Rule } from '../rules/rule.ts';
import { SEVERITIES } from '../types.ts';
import { acceptedBy, ignoreComments } from './ignore-comments.ts';

/** A problem, with its place in the source code if it is there. */
export interface Found {
  diagnosis: Diagnosis;
  place?: Place;
}

/**
 * What the rules find in a project, in the order of files and lines. A finding that a comment accepts is marked; a
 * comment without a reason, or for no rule, is a finding itself.
 * @param read the text of a file that is not source code; undefined when there is none
 */
export function check(
  project: ProjectFacts,
  rules: readonly Rule[],
  read: (path: string) => string | undefined,
): Found[] {
  const found = rules.flatMap((rule) =>
    rule.check(project).map((finding): Found => {
      const { place } = finding;
      return { diagnosis: diagnosis(rule, finding), ...('file' in place ? { place } : {}) };
    }),
  );
  const comments = ignoreComments(project, [...new Set(found.map(({ diagnosis: { file } }) => file))], read);
  for (const { diagnosis } of found) {
    const accepted = acceptedBy(comments, diagnosis);
    if (accepted !== undefined) diagnosis.accepted = accepted;
  }
  const problems = comments.flatMap(({ problem }) => (problem ? [{ diagnosis: problem }] : []));
  return [...found, ...problems].sort(({ diagnosis: a }, { diagnosis: b }) => compare(a, b));
}

function compare(a: Diagnosis, b: Diagnosis): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (
    a.line - b.line ||
    (a.column ?? 1) - (b.column ?? 1) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)
  );
}

function diagnosis({ id, what, severity, why, fix }: Rule, { place, message }: Finding): Diagnosis {
  const about = { rule: id, what, severity, message, why, fix };
  if (!('file' in place)) return { ...about, file: place.path, line: place.line ?? 1 };
  const { file, node } = place;
  const end = positionAt(file, endOf(node));
  return {
    ...about,
    file: file.path,
    ...positionAt(file, startOf(node)),
    endLine: end.line,
    endColumn: end.column,
  };
}
