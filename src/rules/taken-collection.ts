import type * as t from '@babel/types';
import { allStores, type MongoStoreUse } from '../inspect/sessions/mongo-stores.ts';
import { optionOf } from '../inspect/sessions/options.ts';
import {
  type Call,
  isCall,
  isMember,
  keyName,
  optionValue,
  propertyOf,
  stringValue,
  unwrap,
} from '../inspect/syntax/ast.ts';
import { lineOfNode, type Place, type SourceFile } from '../inspect/syntax/source-file.ts';
import type { Finding, Rule } from './rule.ts';

interface Facts {
  files: SourceFile[];
  mongoStores: MongoStoreUse[];
}

export const takenCollection = {
  id: 'taken-collection',
  what: "The app has documents of its own in the session store's collection.",
  since: '0.2.0',
  severity: 'error',
  why: 'There, the session store would delete documents with a past `expires`, and a unique index would reject sessions.',
  fix: 'Store the sessions in another collection.',
  check: ({ files, mongoStores }: Facts): Finding[] => {
    const stores = allStores(mongoStores);
    const names = stores.flatMap(({ options, spreads, unresolved }) => {
      const given = optionOf(options, 'collectionName') ?? optionOf(options, 'collection');
      return given ? (stringValue(given.node.value) ?? []) : spreads.length + unresolved.length === 0 ? 'sessions' : [];
    });
    return [...new Set(names)].flatMap((name) => documentsIn(files, name));
  },
} satisfies Rule;

/** Where the app itself has documents in a collection: models of mongoose and inserts, but not those of a session store. */
export function documentsIn(files: SourceFile[], collection: string): (Finding & { place: Place })[] {
  return files.flatMap((file) =>
    file.index.calls.flatMap((node) => {
      const isOfModel = file.text.includes('mongoose') && isModel(file, node, collection);
      if (!isOfModel && !isInsert(file, node, collection)) return [];
      const at = `in line ${lineOfNode(file, node)} of ${file.path}`;
      return [
        {
          place: { file, node },
          message: `The ${isOfModel ? 'model' : 'insert'} ${at} keeps documents in ${collection}.`,
        },
      ];
    }),
  );
}

/** Fields of the documents of a session store. */
const OF_STORE = /['"`]session(\.[\w.]+)?['"`]|\bexpires\b/;

/** `db.collection('sessions')` in code that does not seem to read the documents of a session store. */
export function driverUsesOf(files: SourceFile[], collection: string): ReturnType<typeof documentsIn> {
  return files.flatMap((file) =>
    file.index.calls.flatMap((node) => {
      const { callee, arguments: given } = node;
      const isUse = isMember(callee) && keyName(callee) === 'collection' && stringValue(given[0]) === collection;
      const message = `The code in line ${lineOfNode(file, node)} of ${file.path} uses ${collection}.`;
      return isUse && !OF_STORE.test(file.text) ? [{ place: { file, node }, message }] : [];
    }),
  );
}

function isModel(file: SourceFile, { callee, arguments: given }: Call, collection: string): boolean {
  const method = isMember(callee) ? keyName(callee) : callee.type === 'Identifier' ? callee.name : undefined;
  const model = stringValue(initializerOf(file, given[0]))?.toLowerCase();
  if (method !== 'model' || model === undefined || !given[1]) return false;
  const schema = initializerOf(file, given[1]);
  const [fields, options] = schema && isCall(schema) ? schema.arguments : [];
  const own = stringValue(given[2]) ?? stringValue(optionValue(options, 'collection'));
  const name = own ?? (model.endsWith('s') ? model : `${model}s`);
  return name === collection && fields?.type === 'ObjectExpression' && !propertyOf(fields, 'session');
}

/** `db.collection('sessions').insertOne(...)` */
function isInsert(file: SourceFile, { callee, arguments: given }: Call, collection: string): boolean {
  if (!isMember(callee) || !/^insert(One|Many)$/.test(keyName(callee) ?? '')) return false;
  const target = initializerOf(file, callee.object);
  if (!target || !isCall(target) || !isMember(target.callee) || keyName(target.callee) !== 'collection') return false;
  return stringValue(initializerOf(file, target.arguments[0])) === collection && !optionValue(given[0], 'session');
}

/** The expression that a name of this file stands for. */
function initializerOf(file: SourceFile, node: t.Node | undefined): t.Node | undefined {
  const inner = node && unwrap(node);
  const init = inner?.type === 'Identifier' ? file.index.resolve(inner)?.init : undefined;
  return init ? unwrap(init) : inner;
}
