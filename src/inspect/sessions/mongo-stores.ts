import type * as t from '@babel/types';
import type { Evaluator } from '../program/evaluator.ts';
import { rootPackage } from '../program/value.ts';
import type { Call } from '../syntax/ast.ts';
import { moduleRequests } from '../syntax/imports.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import type { StoreFact } from './session.ts';
import { storeFact } from './stores.ts';
/** Where a file imports and uses connect-mongo. */
export interface MongoStoreUse {
  file: SourceFile;
  /** The `require('connect-mongo')` call or the import statement. */
  loads: t.Node[];
  /** `connectMongo(session)` of versions 0 to 3. */
  factories: Call[];
  constructions: StoreFact[];
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
      const callee = evaluator.evaluate(file, node.callee);
      if (!/^connect-mongo(\/|$)/.test(rootPackage(callee)?.name ?? '') || loads.includes(node)) continue;
      const value = evaluator.evaluate(file, node);
      const whole = callee.kind === 'package' && callee.path.length === 0;
      const named = callee.kind === 'package' && /(^|\.)(MongoStore|create)$/.test(callee.path.join('.'));
      const made = callee.kind === 'call' || (callee.kind === 'member' && callee.name === 'create');
      if (whole && node.type !== 'NewExpression') use.factories.push(node);
      else if ((named || made || node.type === 'NewExpression') && value.kind === 'call')
        use.constructions.push(storeFact(evaluator, value));
    }
    if (use.loads.length + use.factories.length + use.constructions.length > 0) uses.push(use);
  }
  return uses;
}
