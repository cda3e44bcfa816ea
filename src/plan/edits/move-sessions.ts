import type { StoreFact } from '../../inspect/sessions/session.ts';
import { endOf, startOf } from '../../inspect/syntax/ast.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import { note, type Work } from '../add/work.ts';
import { importStatement } from '../source/imports.ts';
import { callText } from '../source/layout.ts';
import { besides } from '../source/local-imports.ts';
import { indentAt } from '../source/text-edits.ts';
import { connectionOptions } from '../wiring/connection.ts';
import { refuseUntyped } from '../wiring/refuse-untyped.ts';
import { lateIndex, storeOptions } from '../wiring/store-expression.ts';

const WHY = 'sessions move to MongoDB one by one';

/** Wraps the old store in one that keeps sessions in MongoDB and fetches each old one at its first use. */
export function keepSessions(work: Work, store: StoreFact): void {
  const { file, node } = store;
  refuseUntyped(work, store, '--keep-sessions');
  const { home, specifier } = besides(file, 'moving-store');
  work.files.push({ kind: 'create', path: home, content: movingStore(work, file) });
  importStatement(work, file, specifier, 'MovingStore', 'MovingStore', WHY);
  const indent = indentAt(file.text, startOf(node));
  const options = [...connectionOptions(work, { file, node }), ...storeOptions(work, file.style.quote)];
  const opening = callText(file, 'new MovingStore', options, indent);
  work.edits.insert(file, startOf(node), `${opening.slice(0, -1)}, `, WHY);
  work.edits.insert(file, endOf(node), `)${lateIndex(work, file, 'MovingStore', options, indent)}`, WHY);
  note(
    work,
    'sessions-move',
    `Nobody is logged out: ${home} takes each session over from ${store.package ?? 'the old store'} at its first use. When the last old session has expired, make it a MongoStore and remove the old store.`,
    { file, node },
  );
}

function movingStore(work: Work, file: SourceFile): string {
  const { style, typescript: ts, module } = file;
  const type = (text: string): string => (ts ? text : '');
  const esm = module === 'esm';
  const loaded = work.storeMajor === 6 ? '{ MongoStore }' : 'MongoStore';
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
