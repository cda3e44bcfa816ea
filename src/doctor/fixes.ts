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
import { NO_CHANGES, type Plan } from '../types.ts';
import type { Found } from './check.ts';

/** Repairs a finding in an object literal, or in a property of one, with the edits that `add` makes. */
type Fix = (draft: Draft, literal: ObjectPlace, found: t.ObjectProperty | t.ObjectExpression) => void;

/** The rules whose findings are safe to repair: no session ends by it, and nothing but the option changes. */
const FIXES: Record<string, Fix> = {
  resave: (draft, options) => correctFlag(draft, options, 'resave', 'resave-off', resave.why),
  'save-uninitialized': (draft, options) =>
    correctFlag(draft, options, 'saveUninitialized', 'save-uninitialized-off', saveUninitialized.why),
  'max-age-number': ofProperty(correctMaxAge),
  'max-age-milliseconds': ofProperty(correctMaxAge),
  'fixed-cookie-expires': ofProperty((draft, cookie, expires) =>
    correctExpires(draft, cookie, expires, propertyOf(cookie.node, 'maxAge') !== undefined),
  ),
};

function ofProperty(fix: (draft: Draft, literal: ObjectPlace, property: t.ObjectProperty) => void): Fix {
  return (draft, literal, found) => {
    if (found.type === 'ObjectProperty') fix(draft, literal, found);
  };
}

/** Whether `--fix` repairs what a rule finds. */
export function isFixable(rule: string): boolean {
  return Object.hasOwn(FIXES, rule);
}

/** Plans the repair of all findings that are safe to repair and not accepted. Pure. */
export function planFixes(project: ProjectFacts, found: readonly Found[]): Plan {
  const decisions = firstDecisions(addAnswers(project, {}), NEWEST, project.sessions);
  const changes = found.flatMap(({ diagnosis: { rule, accepted }, place }) => {
    const fix = accepted === undefined ? FIXES[rule] : undefined;
    if (!fix || !place) return [];
    const { file, node } = place;
    if (node.type !== 'ObjectProperty' && node.type !== 'ObjectExpression') return [];
    const literal = node.type === 'ObjectExpression' ? node : file.index.parents.get(node);
    if (literal?.type !== 'ObjectExpression') return [];
    const draft = new Draft(project, decisions);
    fix(draft, { file, node: literal }, node);
    return [draft.change];
  });
  const { edits, notes } = mergeChanges(changes);
  return { ...NO_CHANGES, command: 'doctor', root: project.root, steps: applyEdits(edits), notes };
}
