import type { StoreFact } from '../../inspect/sessions/session.ts';
import { textOf } from '../../inspect/syntax/source-file.ts';
import type { Edit } from '../change.ts';
import { draftChange } from '../draft.ts';
import { refusedAt } from '../refusal.ts';

/** The hardened store cannot take over the sessions of a plain connect-mongo store. */
export const refuseHardened: Edit<StoreFact> = {
  id: 'refuse-hardened',
  targets: (_project, { sessions, answers }) =>
    answers.hardened
      ? sessions.flatMap(({ store }) => (store?.package === 'connect-mongo' && !isHardened(store) ? [store] : []))
      : [],
  plan: (project, decisions, store) =>
    draftChange(project, decisions, () => {
      throw refusedAt(
        'Sessions are kept with connect-mongo already.',
        'hardened-existing',
        'The hardened store keeps ids as hashes and would not find them: everybody would sign in again. Leave --features hardened out, or take the store out first.',
        store,
        { paste: 'nothing' },
      );
    }),
};

function isHardened({ file, call }: StoreFact): boolean {
  return call !== undefined && textOf(file, call.callee) === 'SessionStore';
}
