import type { Node } from '@babel/types';
import { type NamedFiles, type NamedValue, rootPackage } from '../program/value.ts';
import { type AnyFunction, type Call, chainRoot, isFunction, isMember, keyName } from '../syntax/ast.ts';
import { type Place, type SourceFile, textOf } from '../syntax/source-file.ts';

/** Methods of the driver that took a callback and are rare elsewhere. */
const OWN =
  /^(connect|collection|insertOne|insertMany|findOne|findOneAnd(Update|Delete|Replace)|findAndModify|updateOne|updateMany|replaceOne|deleteOne|deleteMany|countDocuments|aggregate|toArray|distinct|createIndex|ensureIndex|listCollections)$/;
/** Methods that arrays and documents have as well: the callback must take an error first. */
const SHARED = /^(insert|find|update|remove|save|count|each|drop)$/;
/** Methods that servers and routers have as well: the object must be named like a client, too. */
const COMMON = /^(close|next)$/;

/** Calls that pass a callback to the MongoDB driver, which takes none since version 5. */
export function driverCallbacks({ files, names }: NamedFiles): Place[] {
  return files
    .filter(usesDriver)
    .flatMap((file) =>
      file.index.calls
        .filter((call) => isDriverCall(names.get(file) ?? [], file, call))
        .map((node) => ({ file, node })),
    );
}

/** Whether a file loads more of mongodb than IDs and errors, which code that calls only mongoose uses as well. */
function usesDriver({ program, text }: SourceFile): boolean {
  const imports = program.body.flatMap((one) =>
    one.type === 'ImportDeclaration' && one.source.value === 'mongodb' ? one.specifiers : [],
  );
  return /['"]mongodb['"]/.test(text) && (imports.length === 0 || imports.some(({ local }) => !ALONE.test(local.name)));
}

const ALONE = /^ObjectI[dD]$|Error$/;

function isDriverCall(names: NamedValue[], file: SourceFile, { callee, arguments: list }: Call): boolean {
  if (!isMember(callee)) return false;
  const callback = list.at(-1);
  if (!callback || !isFunction(callback) || isForeign(names, callee.object)) return false;
  const method = keyName(callee) ?? '';
  if (OWN.test(method)) return takesError(callback) || callback.params.length >= 2;
  // `users.find((e) => ...)` is a method of an array.
  if (SHARED.test(method)) return takesError(callback) && (callback.params.length >= 2 || !isElement(callback));
  return (
    COMMON.test(method) && takesError(callback) && /client|db|conn|mongo|cursor/i.test(textOf(file, callee.object))
  );
}

/** Whether an object comes from another package, such as express or mongoose. */
function isForeign(names: NamedValue[], object: Node): boolean {
  const root = chainRoot(object);
  const name = root.type === 'Identifier' ? root.name : undefined;
  const value = names.find((one) => one.name === name)?.value;
  const from = value && rootPackage(value)?.name;
  return name === 'process' || (from !== undefined && from !== 'mongodb');
}

function isElement({ params: [first] }: AnyFunction): boolean {
  return first?.type === 'Identifier' && first.name === 'e';
}

/** `(err, result) => ...` */
function takesError(node: Node): boolean {
  const first = isFunction(node) ? node.params[0] : undefined;
  return first?.type === 'Identifier' && /^_?e(rr(or)?)?$/i.test(first.name);
}
