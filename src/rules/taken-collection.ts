import { allStores } from '../inspect/sessions/mongo-stores.ts';
import { optionOf } from '../inspect/sessions/options.ts';
import {
  type Call,
  isCall,
  isMember,
  keyName,
  methodName,
  optionValue,
  propertyOf,
  stringValue,
} from '../inspect/syntax/ast.ts';
import { lineOfNode, type Place, type SourceFile } from '../inspect/syntax/source-file.ts';
import type { Facts, Finding, Rule } from './rule.ts';

export const takenCollection = {
  id: 'taken-collection',
  what: "The app has documents of its own in the session store's collection.",
  severity: 'error',
  why: 'There, the session store would delete documents with a past `expires`, and a unique index would reject sessions.',
  fix: 'Store the sessions in another collection.',
  check: ({ files, mongoStores }: Facts<'files' | 'mongoStores'>): Finding[] => {
    const stores = allStores(mongoStores);
    const names = stores.flatMap(({ options, spreads, unresolved }) => {
      const given = optionOf(options, 'collectionName') ?? optionOf(options, 'collection');
      return given ? (stringValue(given.node.value) ?? []) : spreads.length + unresolved.length === 0 ? 'sessions' : [];
    });
    return [...new Set(names)].flatMap((name) => documentsIn(files, name));
  },
} satisfies Rule;

/** The models and inserts with which the app, not a session store, keeps documents in a collection. */
export function documentsIn(files: SourceFile[], collection: string): (Finding & { place: Place })[] {
  return findCalls(files, (file, node) => {
    const isOfModel = file.text.includes('mongoose') && isModel(file, node, collection);
    if (!isOfModel && !isInsert(file, node, collection)) return undefined;
    const at = `in line ${lineOfNode(file, node)} of ${file.path}`;
    return `The ${isOfModel ? 'model' : 'insert'} ${at} keeps documents in ${collection}.`;
  });
}

/** Fields of the documents of a session store. */
const OF_STORE = /['"`]session(\.[\w.]+)?['"`]|\bexpires\b/;

/** `db.collection('sessions')` in code that does not seem to read the documents of a session store. */
export function driverUsesOf(files: SourceFile[], collection: string): ReturnType<typeof documentsIn> {
  return findCalls(files, (file, node) =>
    methodName(node) === 'collection' && stringValue(node.arguments[0]) === collection && !OF_STORE.test(file.text)
      ? `The code in line ${lineOfNode(file, node)} of ${file.path} uses ${collection}.`
      : undefined,
  );
}

function findCalls(
  files: SourceFile[],
  describe: (file: SourceFile, node: Call) => string | undefined,
): ReturnType<typeof documentsIn> {
  return files.flatMap((file) =>
    file.index.calls.flatMap((node) => {
      const message = describe(file, node);
      return message === undefined ? [] : [{ place: { file, node }, message }];
    }),
  );
}

function isModel(
  { index }: SourceFile,
  { callee, arguments: [first, second, third] }: Call,
  collection: string,
): boolean {
  const method = isMember(callee) ? keyName(callee) : callee.type === 'Identifier' ? callee.name : undefined;
  const model = first && stringValue(index.initializerOf(first))?.toLowerCase();
  if (method !== 'model' || model === undefined || !second) return false;
  const schema = index.initializerOf(second);
  const [fields, options] = isCall(schema) ? schema.arguments : [];
  const own = stringValue(third) ?? stringValue(optionValue(options, 'collection'));
  const name = own ?? (model.endsWith('s') ? model : `${model}s`);
  return name === collection && fields?.type === 'ObjectExpression' && !propertyOf(fields, 'session');
}

/** `db.collection('sessions').insertOne(...)` */
function isInsert({ index }: SourceFile, node: Call, collection: string): boolean {
  if (!isMember(node.callee) || !/^insert(One|Many)$/.test(methodName(node))) return false;
  const target = index.initializerOf(node.callee.object);
  if (!isCall(target) || methodName(target) !== 'collection' || !target.arguments[0]) return false;
  const name = stringValue(index.initializerOf(target.arguments[0]));
  return name === collection && !optionValue(node.arguments[0], 'session');
}
