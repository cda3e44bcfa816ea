import type * as t from '@babel/types';
import type { ProjectFacts } from '../inspect/facts.ts';
import { propertyOf } from '../inspect/syntax/ast.ts';
import { firstDecisions, NEWEST } from '../plan/add/decide.ts';
import { addAnswers } from '../plan/add/detect.ts';
import { mergeChanges } from '../plan/add/merge-changes.ts';
import type { ObjectPlace } from '../plan/change.ts';
import { Draft } from '../plan/draft.ts';
import { correctExpires } from '../plan/edits/correct-cookie-expires.ts';
import { correctFlag, correctMaxAge } from '../plan/edits/correct-session-options.ts';
import { applyEdits } from '../plan/source/apply-edits.ts';
import { resave } from '../rules/resave.ts';
import { saveUninitialized } from '../rules/save-uninitialized.ts';
import type { Plan } from '../types.ts';
import type { Found } from './check.ts';

/** Repairs a finding whose place is the property of an object literal, with the edits that `add` makes. */
type Fix = (draft: Draft, literal: ObjectPlace, property: t.ObjectProperty) => void;

/** The rules whose findings are safe to repair: no session ends by it, and nothing but the option changes. */
const FIXES: Record<string, Fix> = {
  resave: (draft, options) => correctFlag(draft, options, 'resave', 'resave-off', resave.why),
  'save-uninitialized': (draft, options) =>
    correctFlag(draft, options, 'saveUninitialized', 'save-uninitialized-off', saveUninitialized.why),
  'max-age-number': correctMaxAge,
  'max-age-milliseconds': correctMaxAge,
  'fixed-cookie-expires': (draft, cookie, expires) =>
    correctExpires(draft, cookie, expires, propertyOf(cookie.node, 'maxAge') !== undefined),
};

/** Whether `--fix` repairs what a rule finds. */
export function isFixable(rule: string): boolean {
  return Object.hasOwn(FIXES, rule);
}

/** Plans the repair of all findings that are safe to repair and not accepted. Pure. */
export function planFixes(project: ProjectFacts, found: readonly Found[]): Plan {
  const decisions = firstDecisions(addAnswers(project, {}), NEWEST, project.sessions);
  const changes = found.flatMap(({ diagnosis: { rule, accepted }, place }) => {
    const fix = accepted === undefined ? FIXES[rule] : undefined;
    if (!fix || place?.node.type !== 'ObjectProperty') return [];
    const { file, node } = place;
    const literal = file.index.parents.get(node);
    if (literal?.type !== 'ObjectExpression') return [];
    const draft = new Draft(project, decisions);
    fix(draft, { file, node: literal }, node);
    return [draft.change];
  });
  const { edits, notes } = mergeChanges(changes);
  return {
    version: 1,
    command: 'doctor',
    root: project.root,
    steps: applyEdits(edits),
    dependencies: { add: {}, dev: {}, remove: [] },
    answers: {},
    notes,
    next: [],
  };
}
