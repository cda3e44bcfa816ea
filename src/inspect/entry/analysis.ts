import { findApps } from '../express/apps.ts';
import type { AppFact } from '../express/middleware.ts';
import { Evaluator } from '../program/evaluator.ts';
import { Graph, type ParsedFiles } from '../program/module-graph.ts';
import type { Disk } from '../project/disk.ts';
import type { PackageFacts } from '../project/manifest.ts';
import type { CompilerFacts } from '../project/tsconfig.ts';
import type { Neighbours } from '../project/workspaces.ts';
import { findSessions } from '../sessions/find-sessions.ts';
import { optionOf } from '../sessions/options.ts';
import type { SessionFact } from '../sessions/session.ts';
import { stringValue } from '../syntax/ast.ts';
import type { EntryCandidate } from './entry-candidates.ts';

/** What is known about a package when one file is taken as its entry. */
export interface Analysis {
  pkg: PackageFacts;
  compiler: CompilerFacts | undefined;
  entry: EntryCandidate;
  evaluator: Evaluator;
  apps: AppFact[];
}

/**
 * Analyses a package from an entry file.
 * @param more files that are read as if the entry loaded them
 * @param neighbours packages that are followed as well
 */
export function analyseFrom(
  disk: Disk,
  { pkg, compiler, entry }: Pick<Analysis, 'pkg' | 'compiler' | 'entry'>,
  parsed: ParsedFiles,
  more: string[] = [],
  neighbours?: Neighbours,
): Analysis {
  const evaluator = new Evaluator(new Graph(disk, pkg.dir, compiler, [entry.path, ...more], parsed, neighbours));
  return { pkg, compiler, entry, evaluator, apps: findApps(evaluator) };
}

export interface FoundSessions {
  sessions: SessionFact[];
  /** Those of cookie-session. */
  cookieSessions: SessionFact[];
  /** Those of client-sessions that create `req.session`. */
  clientSessions: SessionFact[];
}

/** The sessions in the files of an analysis. */
export function sessionsOf({ evaluator, apps }: Analysis): FoundSessions {
  return {
    sessions: outsideTests(findSessions(evaluator, apps)),
    cookieSessions: outsideTests(findSessions(evaluator, apps, 'cookie-session')),
    clientSessions: findSessions(evaluator, apps, 'client-sessions').filter(createsSession),
  };
}

/** Whether client-sessions calls its property of the request `session`. */
function createsSession({ options }: SessionFact): boolean {
  const key = optionOf(options, 'requestKey') ?? optionOf(options, 'cookieName');
  return stringValue(key?.node.value) === 'session';
}

/** Sessions that only run in tests are ignored, unless there is no other. */
function outsideTests(sessions: SessionFact[]): SessionFact[] {
  const others = sessions.filter(({ inTests }) => inTests !== 'only');
  return others.length > 0 ? others : sessions;
}
