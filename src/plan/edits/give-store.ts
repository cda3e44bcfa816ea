import type { SessionFact } from '../../inspect/sessions/session.ts';
import { endOf, startOf } from '../../inspect/syntax/ast.ts';
import type { Edit } from '../change.ts';
import { type Draft, draftChange } from '../draft.ts';
import { refusedAt } from '../refusal.ts';
import { callText, conditional, cookieProperty, secretExpression, withTabs } from '../source/layout.ts';
import { indentAt } from '../source/lines.ts';
import { ownCollection, storeExpression } from '../wiring/store-expression.ts';
import { testGuard } from './memory-in-tests.ts';

const WHY = 'store sessions in MongoDB';

/** Adds a connect-mongo store to a session without a store, which keeps sessions in memory. */
export const giveStore: Edit<SessionFact> = {
  id: 'give-store',
  targets: (_project, { sessions }) => sessions.filter(({ store }) => store === undefined),
  plan: (project, decisions, session) =>
    draftChange(project, decisions, (draft) => {
      const { options, file, node, shape } = session;
      const guard = session.inTests === 'never' ? undefined : testGuard(draft);
      if (options) addStore(draft, session, options, guard);
      else if (shape === 'computed')
        throw refusedAt(
          'The options of session() are computed at run time.',
          'computed-options',
          'The options of session() cannot be determined from the source code. Add the store where they are created.',
          { file, node },
        );
      else addOptions(draft, session);
    }),
};

function addStore(
  draft: Draft,
  session: SessionFact,
  options: NonNullable<SessionFact['options']>,
  guard: string | undefined,
): void {
  const text = withTabs(options.file, storeExpression(draft, options, '', ownCollection(draft, session)));
  const value = guard === undefined ? text : conditional(options.file, guard, 'undefined', text);
  draft.addProperty(options, `store: ${value}`, WHY);
  draft.note(
    'store-added',
    'Added a session store. Sessions were kept in memory and lost on every restart; they are now stored in MongoDB.',
    options,
  );
}

/** Adds options to a `session()` call that has none. */
function addOptions(draft: Draft, { file, node }: SessionFact): void {
  const properties = [
    `secret: ${secretExpression(draft, file)}`,
    'resave: false',
    'saveUninitialized: false',
    cookieProperty(draft, file),
    `store: ${withTabs(file, storeExpression(draft, { file, node }, ''))}`,
  ];
  const callee = file.text.slice(startOf(node), endOf(node.callee));
  draft.replaceNode(file, node, callText(file, callee, properties, indentAt(file.text, startOf(node)), true), WHY);
}
