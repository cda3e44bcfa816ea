import type { ParsedFiles } from '../program/module-graph.ts';
import type { Disk } from '../project/disk.ts';
import { neighboursOf } from '../project/workspaces.ts';
import type { SessionFact } from '../sessions/session.ts';
import { type Attempt, attemptFrom, sessionsOf } from './attempt.ts';

/** Each session() that the app gets from another package of its repository. */
export function neighbourSessions(disk: Disk, attempt: Attempt, parsed: ParsedFiles): SessionFact[] {
  const neighbours = neighboursOf(disk, attempt.pkg);
  if (neighbours.size === 0) return [];
  const { sessions, cookies } = sessionsOf(attemptFrom(disk, attempt, parsed, [], neighbours));
  return [...sessions, ...cookies];
}
