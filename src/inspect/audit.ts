import { firstLoading } from './environment/env-loaders.ts';
import { variableFiles } from './environment/variable-files.ts';
import { runsConditionally } from './program/conditional-code.ts';
import type { Evaluator } from './program/evaluator.ts';
import { positionOf } from './program/execution-order.ts';
import type { Disk } from './project/disk.ts';
import { driverCopies } from './project/driver-copies.ts';
import type { PackageFacts } from './project/manifest.ts';
import { findHandlers } from './sessions/handlers.ts';
import type { MongoStoreUse } from './sessions/mongo-stores.ts';
import { findSecrets } from './sessions/secrets.ts';
import type { SessionFact } from './sessions/session.ts';
import { findStoreConnections } from './sessions/store-connections.ts';
import { findStoreUrls } from './sessions/store-urls.ts';
import type { Place } from './syntax/source-file.ts';

/** Facts that `add` rarely needs. Each is found when it is first asked for. */
export type AuditFacts = ReturnType<typeof auditFacts>;

export function auditFacts(
  disk: Disk,
  pkg: PackageFacts,
  evaluator: Evaluator,
  sessions: SessionFact[],
  stores: MongoStoreUse[],
) {
  return {
    handlers: once(() => findHandlers(evaluator)),
    secrets: once(() => findSecrets(evaluator, sessions)),
    storeUrls: once(() => findStoreUrls(evaluator, stores)),
    storeConnections: once(() => findStoreConnections(evaluator, stores)),
    /** Files beside package.json, or at the root, that may set environment variables. */
    variableFiles: once(() => variableFiles(disk, pkg)),
    /** Where the first code runs that loads an env file; undefined when the command line loads one, or nothing does. */
    envLoader: once(() => firstLoading(disk, pkg, evaluator)),
    driverCopies: once(() => driverCopies(disk, pkg)),
    /** A branch decides if the code runs, here or where its function is called. */
    isConditional: ({ file, node }: Place) => runsConditionally(evaluator, file, node),
    positionOf: ({ file, node }: Place) => positionOf(evaluator, file, node),
  };
}

function once<T>(find: () => T): () => T {
  let found: { value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
