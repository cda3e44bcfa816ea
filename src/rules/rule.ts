import type { ProjectFacts } from '../inspect/facts.ts';
import type { Place } from '../inspect/syntax/source-file.ts';
import type { Severity } from '../types.ts';

/** Something that is wrong with the sessions of an app. Pure: it reads the facts alone, and knows no edits. */
export interface Rule {
  /** Stable: the code of its notes. */
  id: string;
  severity: Severity;
  /** Why it matters, in one sentence. */
  why?: string | undefined;
  /** What to do about it, in one sentence. */
  fix?: string | undefined;
  check(project: ProjectFacts): Finding[];
}

/** One place that breaks a rule. */
export interface Finding {
  place: Place | { path: string; line?: number };
  /** What is wrong here, in one sentence. */
  message: string;
}

/** A finding with its reason and its remedy. */
export function explain({ why, fix }: Pick<Rule, 'why' | 'fix'>, { message }: Pick<Finding, 'message'>): string {
  return [message, why, fix].filter((sentence) => sentence !== undefined).join(' ');
}
