import { isMemoryStore } from '../../inspect/sessions/live-sessions.ts';
import type { StoreFact } from '../../inspect/sessions/session.ts';
import { endOf, startOf } from '../../inspect/syntax/ast.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Draft, Edit } from '../draft.ts';
import { refusedAt } from '../refusal.ts';
import { callText } from '../source/layout.ts';
import { indentAt } from '../source/lines.ts';
import { newFileBeside } from '../source/specifiers.ts';
import { connectionOptions } from '../wiring/connection.ts';
import { refuseUntyped } from '../wiring/refuse-untyped.ts';
import { deferredIndex, storeOptions } from '../wiring/store-expression.ts';

const WHY = 'move sessions to MongoDB on first use';

/** Wraps the old store in a connect-mongo store that moves each session to MongoDB on first use. */
export const moveSessions: Edit<StoreFact> = {
  targets: (_project, { answers, sessions }) =>
    answers.keepSessions
      ? sessions.flatMap(({ store }) =>
          store && store.package !== 'connect-mongo' && !isMemoryStore(store) ? [store] : [],
        )
      : [],
  write: wrapStore,
};

function cannotMove(store: StoreFact, hardened: boolean): Error {
  const message = hardened
    ? 'The hardened store cannot read from another store. Pass either --keep-sessions or --features hardened.'
    : 'The code that creates the old store could not be found. Omit --keep-sessions to replace the store.';
  return refusedAt('The sessions of this store cannot be moved.', 'keep-unseen', message, store);
}

function wrapStore(draft: Draft, store: StoreFact): void {
  const { file, node } = store;
  const hardened = draft.answers.hardened !== undefined;
  if (!store.call || hardened) throw cannotMove(store, hardened);
  refuseUntyped(draft, store, '--keep-sessions');
  const { path: home, specifier } = newFileBeside(draft.project, file, 'moving-store');
  draft.change.files.push({ kind: 'create', path: home, content: movingStore(draft, file) });
  draft.import({ file, specifier, name: 'MovingStore', local: 'MovingStore', why: WHY });
  const indent = indentAt(file.text, startOf(node));
  const options = [...connectionOptions(draft, { file, node }), ...storeOptions(draft, file.style.quote)];
  const opening = callText(file, 'new MovingStore', options, indent);
  draft.insert(file, startOf(node), `${opening.slice(0, -1)}, `, WHY);
  draft.insert(file, endOf(node), `)${deferredIndex(draft, file, 'MovingStore', options, indent)}`, WHY);
  const message = `Wrapped ${store.package ?? 'the old store'} in ${home}, which moves each session to MongoDB on first use. Once the last old session has expired, use MongoStore here and remove the old store.`;
  draft.note('sessions-move', message, { file, node });
}

function movingStore(draft: Draft, file: SourceFile): string {
  const { style, typescript: ts, module } = file;
  const type = (text: string): string => (ts ? text : '');
  const esm = module === 'esm';
  const loaded = draft.storeMajor === 6 ? '{ MongoStore }' : 'MongoStore';
  const lines = [
    esm ? `import ${loaded} from 'connect-mongo';` : `const ${loaded} = require('connect-mongo');`,
    ...(ts ? ["import type { SessionData, Store } from 'express-session';"] : []),
    '',
    '/**',
    ' * Stores sessions in MongoDB, and moves each session of the old store there on first use.',
    ' * Once the last session of the old store has expired, use MongoStore instead and delete this file.',
    ' */',
    `${esm ? 'export ' : ''}class MovingStore extends MongoStore {`,
    ...(ts ? ['\tprivate readonly oldStore: Store;', ''] : []),
    `\tconstructor(options${type(': ConstructorParameters<typeof MongoStore>[0]')}, oldStore${type(': Store')}) {`,
    '\t\tsuper(options);',
    '\t\tthis.oldStore = oldStore;',
    '\t}',
    '',
    `\t${type('override ')}get(sid${type(': string')}, callback${type(': (error: unknown, session?: SessionData | null) => void')})${type(': void')} {`,
    '\t\tsuper.get(sid, (error, session) => {',
    '\t\t\tif (error || session) return callback(error, session);',
    '\t\t\tthis.oldStore.get(sid, (_error, old) => {',
    '\t\t\t\t// Unknown session, or another request has just moved it.',
    '\t\t\t\tif (!old) return super.get(sid, callback);',
    '\t\t\t\tthis.set(sid, old, (failure) => {',
    '\t\t\t\t\tif (failure) return callback(failure);',
    '\t\t\t\t\tthis.oldStore.destroy(sid, () => callback(null, old));',
    '\t\t\t\t});',
    '\t\t\t});',
    '\t\t});',
    '\t}',
    '',
    '\t// Delete from both stores, so that a sign-out is final.',
    `\t${type('override ')}destroy(sid${type(': string')}, callback${type('?: (error?: unknown) => void')})${type(': void')} {`,
    '\t\tthis.oldStore.destroy(sid, () => super.destroy(sid, callback));',
    '\t}',
    '}',
    ...(esm ? [] : ['', 'module.exports = { MovingStore };']),
    '',
  ];
  const text = lines.join(style.eol).replaceAll('\t', style.indent).replaceAll("'", style.quote);
  return style.semicolons ? text : text.replace(/;(?=\r?\n)/g, '');
}
