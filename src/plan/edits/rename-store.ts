import path from 'node:path';
import { storeVariable } from '../../inspect/sessions/live-sessions.ts';
import type { SessionFact, StoreFact } from '../../inspect/sessions/session.ts';
import { contains } from '../../inspect/syntax/ast.ts';
import type { Draft } from '../draft.ts';
import { isExported } from '../source/removals.ts';

/** A name that tells of the old store: `redisStore`, `SQLiteStore`, `pgSession`. */
const OLD_NAME =
  /(redis|sqlite|mysql|postgres|sequelize|prisma|memcached|dynamo|^pg|_pg|^file)[\w-]*(store|session)|(store|session)[\w-]*(redis|sqlite|mysql|postgres)/i;

/** Renames the variable of a replaced store that is named after the old one; notes the names that other files use. */
export function renameStore(draft: Draft, { file: user }: SessionFact, { file, node }: StoreFact): void {
  const { index } = file;
  const variable = storeVariable({ file, node });
  const binding = variable && index.resolve(variable);
  if (binding && OLD_NAME.test(binding.name)) {
    const uses = [binding.identifier, ...binding.references].map((use) => ({ use, parent: index.parents.get(use) }));
    const isPublic =
      isExported(file, binding.declaration) ||
      uses.some(
        ({ parent }) => parent?.type === 'ExportSpecifier' || (parent && 'shorthand' in parent && parent.shorthand),
      );
    const name = ['sessionStore', 'mongoStore'].find((one) => !index.identifiers.some((other) => other.name === one));
    const removed = draft.change.edits.flatMap((edit) => (edit.kind === 'remove-statement' ? [edit.node] : []));
    const renamed = uses.filter(({ use }) => !removed.some((one) => contains(one, use)));
    if (name !== undefined && !isPublic && binding.assigned.length === 0)
      for (const { use } of renamed) draft.replaceNode(file, use, name, 'rename the store');
    else {
      const place = { file, node: binding.identifier };
      draft.note('store-name', `${binding.name} is a connect-mongo store now: rename it.`, place);
    }
  }
  if (user !== file && OLD_NAME.test(path.posix.basename(file.path)))
    draft.note('store-name', 'This file is named after the old store: rename it.', { file: file.path });
}
