import type * as t from '@babel/types';
import { allStores, type MongoStoreUse } from '../inspect/sessions/mongo-stores.ts';
import { optionOf } from '../inspect/sessions/options.ts';
import { isMember, keyName, optionValue, propertyOf, stringValue, unwrap } from '../inspect/syntax/ast.ts';
import { lineOfNode, type Place, type SourceFile } from '../inspect/syntax/source-file.ts';
import type { Finding, Rule } from './rule.ts';

interface Facts {
  files: SourceFile[];
  mongoStores: MongoStoreUse[];
}

export const takenCollection = {
  id: 'taken-collection',
  what: "A model of the app has the session store's collection.",
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
    return [...new Set(names)].flatMap((name) => modelsIn(files, name));
  },
} satisfies Rule;

/** Models of mongoose with documents of the app in a collection, unless they describe those of the store. */
export function modelsIn(files: SourceFile[], collection: string): (Finding & { place: Place })[] {
  return files.flatMap((file) => {
    if (!file.text.includes('mongoose')) return [];
    return file.index.calls.flatMap((node) => {
      const { callee, arguments: given } = node;
      const method = isMember(callee) ? keyName(callee) : callee.type === 'Identifier' ? callee.name : undefined;
      const model = stringValue(given[0])?.toLowerCase();
      if (method !== 'model' || model === undefined || !given[1]) return [];
      const [fields, options] = schemaOf(file, given[1]);
      const own = stringValue(given[2]) ?? stringValue(optionValue(options, 'collection'));
      const name = own ?? (model.endsWith('s') ? model : `${model}s`);
      if (name !== collection || fields?.type !== 'ObjectExpression' || propertyOf(fields, 'session')) return [];
      const message = `The model in line ${lineOfNode(file, node)} of ${file.path} keeps its documents in ${collection}.`;
      return [{ place: { file, node }, message }];
    });
  });
}

/** Fields of the documents of a session store. */
const OF_STORE = /['"`]session(\.[\w.]+)?['"`]|\bexpires\b/;

/** `db.collection('sessions')` in code that does not seem to read the documents of a session store. */
export function driverUsesOf(files: SourceFile[], collection: string): ReturnType<typeof modelsIn> {
  return files.flatMap((file) =>
    file.index.calls.flatMap((node) => {
      const { callee, arguments: given } = node;
      const isUse = isMember(callee) && keyName(callee) === 'collection' && stringValue(given[0]) === collection;
      const message = `The code in line ${lineOfNode(file, node)} of ${file.path} uses ${collection}.`;
      return isUse && !OF_STORE.test(file.text) ? [{ place: { file, node }, message }] : [];
    }),
  );
}

/** The arguments of `new Schema(fields, options)`. */
function schemaOf(file: SourceFile, value: t.Node): t.Node[] {
  const inner = unwrap(value);
  if (inner.type === 'NewExpression') return inner.arguments;
  const binding = inner.type === 'Identifier' ? file.index.resolve(inner) : undefined;
  return binding?.init?.type === 'NewExpression' ? binding.init.arguments : [];
}
