import type * as t from '@babel/types';
import { constructorOf, instanceAt } from '../program/class-members.ts';
import type { Evaluator } from '../program/evaluator.ts';
import { rootPackage, type Value } from '../program/value.ts';
import type { Call } from '../syntax/ast.ts';
import { moduleRequests } from '../syntax/imports.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { StoreFact } from './session.ts';
import { parentPackage, storeFact } from './stores.ts';

/** Where a file imports and uses connect-mongo. */
export interface MongoStoreUse {
  file: SourceFile;
  /** The `require('connect-mongo')` call or the import statement. */
  loads: t.Node[];
  /** `connectMongo(session)` of versions 0 to 3. */
  factories: Call[];
  constructions: StoreFact[];
}

/** The value that is called; for `super(...)`, the parent class. */
function calleeOf(evaluator: Evaluator, file: SourceFile, { callee }: Call): Value {
  const self = callee.type === 'Super' ? instanceAt(file, callee) : undefined;
  const parent = self?.kind === 'instance' ? self.of.node.superClass : undefined;
  return evaluator.evaluate(file, parent ?? callee);
}

/** The uses of connect-mongo in all files. */
export function findMongoStores(evaluator: Evaluator): MongoStoreUse[] {
  const uses: MongoStoreUse[] = [];
  for (const file of evaluator.graph.files) {
    const loads = moduleRequests(file)
      .filter(({ specifier, typeOnly }) => !typeOnly && /^connect-mongo(\/.*)?$/.test(specifier))
      .map(({ node }) => node);
    const use: MongoStoreUse = { file, loads, factories: [], constructions: [] };
    for (const node of file.index.calls) {
      const callee = calleeOf(evaluator, file, node);
      // A subclass without a constructor passes its options on; one with a constructor calls super().
      const isSubclass = callee.kind === 'class' && constructorOf(callee.node) === callee.node;
      if (isSubclass && parentPackage(evaluator, callee) === 'connect-mongo')
        use.constructions.push(storeFact(evaluator, { kind: 'call', callee, file, node }));
      if (!/^connect-mongo(\/|$)/.test(rootPackage(callee)?.name ?? '') || loads.includes(node)) continue;
      const isSuper = node.callee.type === 'Super';
      const value = isSuper ? { kind: 'call' as const, callee, file, node } : evaluator.evaluate(file, node);
      const whole = callee.kind === 'package' && callee.path.length === 0;
      const named = callee.kind === 'package' && /(^|\.)(MongoStore|create)$/.test(callee.path.join('.'));
      const made = callee.kind === 'call' || (callee.kind === 'member' && callee.name === 'create');
      if (whole && !isSuper && node.type !== 'NewExpression') use.factories.push(node);
      else if ((named || made || isSuper || node.type === 'NewExpression') && value.kind === 'call')
        use.constructions.push(storeFact(evaluator, value));
    }
    if (use.loads.length + use.factories.length + use.constructions.length > 0) uses.push(use);
  }
  return uses;
}

/** The stores that all files create. */
export function allStores(uses: MongoStoreUse[]): StoreFact[] {
  return uses.flatMap(({ constructions }) => constructions);
}
