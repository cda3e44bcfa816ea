import { RefusedError } from '../../errors.ts';
import { forFile, sessionSnippet } from '../../plan/snippet/session-snippet.ts';
import type { ParsedFiles } from '../program/module-graph.ts';
import type { Disk } from '../project/disk.ts';
import { neighboursOf } from '../project/workspaces.ts';
import type { SessionFact } from '../sessions/session.ts';
import { lineOfNode } from '../syntax/source-file.ts';
import { type Attempt, attemptFrom, sessionsOf } from './attempt.ts';

/**
 * Each session() that the app gets from another package of its repository.
 * @throws RefusedError unless all are kept in MongoDB: one package is edited, and a second session() would do nothing
 */
export function neighbourSessions(disk: Disk, attempt: Attempt, parsed: ParsedFiles): SessionFact[] {
  const neighbours = neighboursOf(disk, attempt.pkg);
  if (neighbours.size === 0) return [];
  const { sessions, cookies } = sessionsOf(attemptFrom(disk, attempt, parsed, [], neighbours));
  const found = [...sessions, ...cookies];
  if (found.every(({ store }) => store?.package === 'connect-mongo')) return found;
  throw new RefusedError(
    'The session() of this app is in another package.',
    found.map(({ file, node }) => ({
      code: 'session-in-neighbour',
      severity: 'error',
      message: MESSAGE,
      file: file.path,
      line: lineOfNode(file, node),
      snippet: sessionSnippet({ ...forFile(file), mongoose: false, existing: true }),
    })),
  );
}

const MESSAGE =
  'The app loads this session() from another package of the repository, and one package is edited at a time: a second session() in the app would do nothing. Give this one the store by hand, and its package connect-mongo and mongodb.';
