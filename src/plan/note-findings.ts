import { explain, type Finding, type Rule } from '../rules/rule.ts';
import type { Draft } from './draft.ts';

/** Adds a note for each finding in the source code: how the findings of a rule reach the user of `add`. */
export function noteFindings(draft: Draft, rule: Omit<Rule, 'check'>, findings: Finding[]): void {
  for (const finding of findings)
    if ('file' in finding.place) draft.note(rule.id, explain(rule, finding), finding.place, rule.severity);
}
