import type { Comment } from '@babel/types';
import { literally } from '../../inspect/project/literally.ts';
import { positionAt, type SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Change } from '../change.ts';
import type { Draft } from '../draft.ts';
import { replacedStores } from './replace-store.ts';

/** Warns about tests that mock a replaced package, and about comments that mention it, the first of each file. */
export function warnOfLeftovers(draft: Draft, { edits }: Change): void {
  const { project, decisions } = draft;
  const cookies = project.cookieSession && project.sessions.length === 0 ? ['cookie-session'] : [];
  const names = new Set([...replacedStores(decisions).flatMap(({ store }) => store.package ?? []), ...cookies]);
  names.delete('express-session');
  for (const name of names) {
    for (const { file, line } of project.tests.mocks.filter((mock) => mock.name === name)) {
      const message = `This test mocks ${name}, which the app no longer loads. Update the test.`;
      draft.warn('package-mocked', message, { file, line });
    }
    const named = new RegExp(`(?<![\\w@/-])${literally(name)}(?![\\w-])`);
    for (const file of project.files) {
      const comment = file.comments.find((one) => named.test(one.value) && !isRemoved(file, one, edits));
      if (!comment) continue;
      const { line } = positionAt(file, comment.start ?? 0);
      const message = `This comment is about ${name}. Check whether it and the code below it are still right.`;
      draft.note('comment-outdated', message, { file: file.path, line });
    }
  }
}

function isRemoved(file: SourceFile, { start, end }: Comment, edits: Change['edits']): boolean {
  return edits.some((edit) => {
    const removed = edit.kind === 'remove-statement' ? edit.node : 'end' in edit ? edit : undefined;
    return edit.file === file && Number(removed?.start) <= Number(start) && Number(end) <= Number(removed?.end);
  });
}
