import { type EnvLoader, firstLoading } from './environment/env-loaders.ts';
import { type VariableFile, variableFiles } from './environment/variable-files.ts';
import { runsConditionally } from './program/conditional-code.ts';
import type { Evaluator } from './program/evaluator.ts';
import { type Position, positionOf } from './program/execution-order.ts';
import type { Disk } from './project/disk.ts';
import { type DriverCopies, driverCopies } from './project/driver-copies.ts';
import type { PackageFacts } from './project/manifest.ts';
import { findHandlers, type HandlerFact } from './sessions/handlers.ts';
import type { MongoStoreUse } from './sessions/mongo-stores.ts';
import { findSecrets, type SecretFact } from './sessions/secrets.ts';
import type { SessionFact } from './sessions/session.ts';
import { findStoreConnections, type StoreConnection } from './sessions/store-connections.ts';
import { findStoreUrls, type StoreUrl } from './sessions/store-urls.ts';
import type { Place } from './syntax/source-file.ts';

/** Facts that `add` rarely needs. Each is found when it is first asked for. */
export interface AuditFacts {
  handlers(): HandlerFact[];
  secrets(): SecretFact[];
  storeUrls(): StoreUrl[];
  storeConnections(): StoreConnection[];
  /** Files beside package.json, or at the root, that may set environment variables. */
  variableFiles(): VariableFile[];
  /** Where the first code runs that loads an env file; undefined when the command line loads one, or nothing does. */
  envLoader(): EnvLoader['at'];
  driverCopies(): DriverCopies | undefined;
  positionOf(place: Place): Position;
  /** A branch decides if the code runs, here or where its function is called. */
  isConditional(place: Place): boolean;
}

export function auditFacts(
  disk: Disk,
  pkg: PackageFacts,
  evaluator: Evaluator,
  sessions: SessionFact[],
  stores: MongoStoreUse[],
): AuditFacts {
  return {
    handlers: once(() => findHandlers(evaluator)),
    secrets: once(() => findSecrets(evaluator, sessions)),
    storeUrls: once(() => findStoreUrls(evaluator, stores)),
    storeConnections: once(() => findStoreConnections(evaluator, stores)),
    variableFiles: once(() => variableFiles(disk, pkg)),
    envLoader: once(() => firstLoading(disk, pkg, evaluator)),
    driverCopies: once(() => driverCopies(disk, pkg)),
    isConditional: ({ file, node }) => runsConditionally(evaluator, file, node),
    positionOf: ({ file, node }) => positionOf(evaluator, file, node),
  };
}

function once<T>(find: () => T): () => T {
  let found: { value: T } | undefined;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}
