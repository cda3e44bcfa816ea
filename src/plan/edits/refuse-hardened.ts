import type { StoreFact } from '../../inspect/sessions/session.ts';
import { textOf } from '../../inspect/syntax/source-file.ts';
import type { Edit } from '../draft.ts';
import { refusedAt } from '../refusal.ts';

/** Refuses the hardened store where connect-mongo already stores sessions, which it would not find. */
export const refuseHardened: Edit<StoreFact> = {
  targets: (_project, { sessions, answers }) =>
    answers.hardened
      ? sessions.flatMap(({ store }) => (store?.package === 'connect-mongo' && !isHardened(store) ? [store] : []))
      : [],
  write: (_draft, store) => {
    const message =
      'The hardened store hashes session IDs, so it would not find existing sessions and everyone would be logged out. Omit --features hardened, or remove the existing store first.';
    throw refusedAt('This project already stores sessions with connect-mongo.', 'hardened-existing', message, store, {
      paste: 'nothing',
    });
  },
};

function isHardened({ file, call }: StoreFact): boolean {
  return call !== undefined && textOf(file, call.callee) === 'SessionStore';
}
