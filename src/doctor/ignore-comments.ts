import type { ProjectFacts } from '../inspect/facts.ts';
import type { Diagnosis } from '../outcome.ts';
import { RULES } from '../rules/rules.ts';

/** A comment that accepts what rules find in its line or the next one: `doctor-ignore resave: the store needs it`. */
export interface IgnoreComment {
  file: string;
  /** 1-based, where the comment ends. */
  line: number;
  rules: string[];
  reason: string;
  /** What is wrong with the comment. */
  problem?: Diagnosis;
}

const COMMENT = /\bdoctor-ignore\b[ \t]*([\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)?[ \t]*(?::[ \t]*(.*?))?[ \t]*(?:\*\/)?\s*$/m;

/** The comments of all source files, and of the other files named. */
export function ignoreComments(
  { files }: Pick<ProjectFacts, 'files'>,
  paths: string[],
  read: (path: string) => string | undefined,
): IgnoreComment[] {
  const inSource = files.flatMap(({ path, comments }) =>
    comments.flatMap(({ value, loc }) => parse(path, loc?.end.line ?? 1, value) ?? []),
  );
  const others = paths.filter((path) => files.every((file) => file.path !== path));
  const inOthers = others.flatMap((path) =>
    (read(path) ?? '').split('\n').flatMap((line, index) => {
      const comment = line.indexOf('#');
      return comment === -1 ? [] : (parse(path, index + 1, line.slice(comment + 1)) ?? []);
    }),
  );
  return [...inSource, ...inOthers];
}

/** The reason for which a problem is accepted; undefined if it is not. */
export function acceptedBy(comments: IgnoreComment[], { rule, file, line }: Diagnosis): string | undefined {
  return comments.find(
    (comment) =>
      comment.problem === undefined &&
      comment.file === file &&
      comment.rules.includes(rule) &&
      (comment.line === line || comment.line === line - 1),
  )?.reason;
}

function parse(file: string, line: number, text: string): IgnoreComment | undefined {
  const match = COMMENT.exec(text);
  if (!match) return undefined;
  const rules = (match[1] ?? '').split(',').flatMap((name) => name.trim() || []);
  const reason = match[2] ?? '';
  const unknown = rules.find((name) => RULES.every(({ id }) => id !== name));
  const message =
    rules.length === 0
      ? 'This comment names no rule.'
      : unknown !== undefined
        ? `There is no rule ${unknown}.`
        : reason === ''
          ? 'This comment gives no reason, so it has no effect.'
          : undefined;
  if (message === undefined) return { file, line, rules, reason };
  const fix = 'Write it as: doctor-ignore RULE: REASON';
  return {
    file,
    line,
    rules,
    reason,
    problem: {
      rule: 'ignore-comment',
      what: 'A doctor-ignore comment has no effect.',
      severity: 'warning',
      message,
      fix,
      file,
      line,
    },
  };
}
