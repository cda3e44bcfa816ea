import { isMemoryStore } from '../../inspect/sessions/live-sessions.ts';
import type { StoreFact } from '../../inspect/sessions/session.ts';
import { endOf, startOf } from '../../inspect/syntax/ast.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Edit } from '../change.ts';
import { type Draft, draftChange } from '../draft.ts';
import { refusedAt } from '../refusal.ts';
import { callText } from '../source/layout.ts';
import { indentAt } from '../source/lines.ts';
import { besides } from '../source/local-imports.ts';
import { connectionOptions } from '../wiring/connection.ts';
import { refuseUntyped } from '../wiring/refuse-untyped.ts';
import { lateIndex, storeOptions } from '../wiring/store-expression.ts';

const WHY = 'sessions move to MongoDB one by one';

/** Wraps the old store in one that keeps sessions in MongoDB and fetches each old one at its first use. */
export const moveSessions: Edit<StoreFact> = {
  id: 'move-sessions',
  targets: (_project, { answers, sessions }) =>
    answers.keepSessions
      ? sessions.flatMap(({ store }) =>
          store && store.package !== 'connect-mongo' && !isMemoryStore(store) ? [store] : [],
        )
      : [],
  plan: (project, decisions, store) => draftChange(project, decisions, (draft) => wrapStore(draft, store)),
};

function cannotMove(store: StoreFact, hardened: boolean): Error {
  const message = hardened
    ? 'The hardened store does not read from another one: use --keep-sessions or --features hardened, not both.'
    : 'Where the old store is made cannot be seen in the source. Leave --keep-sessions out to replace it.';
  return refusedAt('The sessions of this store cannot be moved.', 'keep-unseen', message, store);
}

function wrapStore(draft: Draft, store: StoreFact): void {
  const { file, node } = store;
  const hardened = draft.answers.hardened !== undefined;
  if (!store.call || hardened) throw cannotMove(store, hardened);
  refuseUntyped(draft, store, '--keep-sessions');
  const { home, specifier } = besides(file, 'moving-store');
  draft.change.files.push({ kind: 'create', path: home, content: movingStore(draft, file) });
  draft.import({ file, specifier, name: 'MovingStore', local: 'MovingStore', why: WHY });
  const indent = indentAt(file.text, startOf(node));
  const options = [...connectionOptions(draft, { file, node }), ...storeOptions(draft, file.style.quote)];
  const opening = callText(file, 'new MovingStore', options, indent);
  draft.insert(file, startOf(node), `${opening.slice(0, -1)}, `, WHY);
  draft.insert(file, endOf(node), `)${lateIndex(draft, file, 'MovingStore', options, indent)}`, WHY);
  draft.note(
    'sessions-move',
    `Nobody is logged out: ${home} takes each session over from ${store.package ?? 'the old store'} at its first use. When the last old session has expired, make it a MongoStore and remove the old store.`,
    { file, node },
  );
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
    ' * Sessions in MongoDB, taken over from another store: each is fetched from there once, at its first use.',
    ' * When the last session of the old store has expired, use MongoStore itself and delete this file.',
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
    '\t\t\t\t// Not there, or moved by another request in this very moment.',
    '\t\t\t\tif (!old) return super.get(sid, callback);',
    '\t\t\t\tthis.set(sid, old, (failure) => {',
    '\t\t\t\t\tif (failure) return callback(failure);',
    '\t\t\t\t\tthis.oldStore.destroy(sid, () => callback(null, old));',
    '\t\t\t\t});',
    '\t\t\t});',
    '\t\t});',
    '\t}',
    '',
    '\t// A sign-out is final in both stores.',
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
