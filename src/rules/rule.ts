import type { ProjectFacts } from '../inspect/facts.ts';
import type { Place } from '../inspect/syntax/source-file.ts';
import type { Severity } from '../types.ts';

/** A check for a problem with an app's sessions. A pure function of the facts, independent of the edits. */
export interface Rule {
  /** The stable code of its notes. */
  id: string;
  /** What it finds, in one sentence: the title of its page in docs/rules. */
  what: string;
  /** The first version of this tool that has the rule, if that is not 0.2.0, the first with rules. */
  since?: string;
  severity: Severity;
  /** Why it matters, in one sentence. */
  why?: string | undefined;
  /** What to do about it, in one sentence. */
  fix?: string | undefined;
  check(project: ProjectFacts): Finding[];
}

/** The facts that a rule reads. */
export type Facts<Name extends keyof ProjectFacts> = Pick<ProjectFacts, Name>;

/** A violation of a rule. */
export interface Finding {
  place: Place | { path: string; line?: number };
  /** What is wrong here, in one sentence. */
  message: string;
}

/** The message of a finding, followed by the reason and the fix. */
export function explain({ why, fix }: Pick<Rule, 'why' | 'fix'>, { message }: Pick<Finding, 'message'>): string {
  return [message, why, fix].filter((sentence) => sentence !== undefined).join(' ');
}
