import { allStores } from '../../inspect/sessions/mongo-stores.ts';
import type { SessionFact } from '../../inspect/sessions/session.ts';
import { endOf, startOf } from '../../inspect/syntax/ast.ts';
import { lineOfNode } from '../../inspect/syntax/source-file.ts';
import type { Draft, Edit } from '../draft.ts';
import { refusedAt } from '../refusal.ts';
import { callText, cookieProperty, withTabs } from '../source/layout.ts';
import { indentAt } from '../source/lines.ts';
import { secretExpression } from '../wiring/secret-expression.ts';
import { ownCollection, storeExpression } from '../wiring/store-expression.ts';
import { storeProperty } from '../wiring/test-guard.ts';
import { warnOfStoreApi } from './warn-of-store-api.ts';

const WHY = 'store sessions in MongoDB';

/** Adds a connect-mongo store to a session without a store, which keeps sessions in memory. */
export const giveStore: Edit<SessionFact> = {
  targets: (_project, { sessions }) => sessions.filter(({ store }) => store === undefined),
  write: (draft, session) => {
    const { options, file, node, shape } = session;
    const [made] = shape === 'computed' ? allStores(draft.project.mongoStores) : [];
    if (made)
      throw refusedAt(
        'The options of session() are computed at run time.',
        'computed-options',
        `These options may contain the store that ${made.file.path} creates in line ${lineOfNode(made.file, made.node)}. Pass it as \`store\` here, then run this command again.`,
        { file, node },
        { paste: 'nothing' },
      );
    if (options) addStore(draft, session, options);
    else if (shape === 'computed')
      throw refusedAt(
        'The options of session() are computed at run time.',
        'computed-options',
        'The options of session() cannot be determined from the source code. Add the store where they are created.',
        { file, node },
      );
    else addOptions(draft, session);
  },
};

function addStore(draft: Draft, session: SessionFact, options: NonNullable<SessionFact['options']>): void {
  const text = withTabs(options.file, storeExpression(draft, options, '', ownCollection(draft, session)));
  draft.addProperty(options, storeProperty(draft, options.file, text), WHY);
  warnOfStoreApi(draft, []);
  const message =
    'Added a session store. Sessions were kept in memory and lost on every restart; they are now stored in MongoDB.';
  draft.note('store-added', message, options);
}

/** Adds options to a `session()` call that has none. */
function addOptions(draft: Draft, { file, node }: SessionFact): void {
  const properties = [
    `secret: ${secretExpression(draft, file)}`,
    'resave: false',
    'saveUninitialized: false',
    cookieProperty(draft, file),
    storeProperty(draft, file, withTabs(file, storeExpression(draft, { file, node }, ''))),
  ];
  const callee = file.text.slice(startOf(node), endOf(node.callee));
  draft.replaceNode(file, node, callText(file, callee, properties, indentAt(file.text, startOf(node)), true), WHY);
}
