import { behindTlsProxy } from '../apps/behind-tls-proxy/scenario.ts';
import { connectMongo3 } from '../apps/connect-mongo-3/scenario.ts';
import { connectMongoStar } from '../apps/connect-mongo-star/scenario.ts';
import { connectRedis8 } from '../apps/connect-redis-8/scenario.ts';
import { databaseDown } from '../apps/database-down/scenario.ts';
import { driver4Callbacks } from '../apps/driver-4-callbacks/scenario.ts';
import { esmListenAfterConnect } from '../apps/esm-listen-after-connect/scenario.ts';
import { generatorCjs } from '../apps/generator-cjs/scenario.ts';
import { nativeDriver } from '../apps/native-driver/scenario.ts';
import { ownTestsMocha } from '../apps/own-tests-mocha/scenario.ts';
import { ownTestsNode } from '../apps/own-tests-node/scenario.ts';
import { passportMemorystore } from '../apps/passport-memorystore/scenario.ts';
import { sessionFileStore } from '../apps/session-file-store/scenario.ts';
import { sessionModule } from '../apps/session-module/scenario.ts';
import { typescriptClassApp } from '../apps/typescript-class-app/scenario.ts';
import { typescriptNamespaceImports } from '../apps/typescript-namespace-imports/scenario.ts';
import { workspaceMonorepo } from '../apps/workspace-monorepo/scenario.ts';
import type { Scenario } from './scenario.ts';

/** The same application with a store file of its own, and a database of its own: both are driven at the same time. */
const hardened = (scenario: Scenario): Scenario => ({
  ...scenario,
  title: `${scenario.title}; hardened`,
  env: ({ mongo, redis }) => scenario.env({ mongo: (database) => mongo(`${database}-hardened`), redis }),
  add: [...scenario.add, '--features', 'hardened'],
  stored: { ...scenario.stored, database: `${scenario.stored.database}-hardened` },
});

/** The same for a Node that connect-mongo 6 does not run on. */
const onNode18 = (scenario: Scenario): Scenario => ({
  ...scenario,
  title: `${scenario.title}; for Node 18`,
  engines: '18.x',
  env: ({ mongo, redis }) => scenario.env({ mongo: (database) => mongo(`${database}-node-18`), redis }),
  stored: { ...scenario.stored, database: `${scenario.stored.database}-node-18`, ttlIndex: true },
});

/** The slow ones first, so that two at a time end together. */
export const scenarios: readonly Scenario[] = [
  connectMongoStar,
  databaseDown,
  typescriptClassApp,
  workspaceMonorepo,
  ownTestsMocha,
  connectMongo3,
  ownTestsNode,
  passportMemorystore,
  behindTlsProxy,
  connectRedis8,
  sessionFileStore,
  nativeDriver,
  driver4Callbacks,
  hardened(driver4Callbacks),
  sessionModule,
  esmListenAfterConnect,
  generatorCjs,
  hardened(typescriptClassApp),
  hardened(databaseDown),
  hardened(generatorCjs),
  onNode18(generatorCjs),
  typescriptNamespaceImports,
  onNode18(typescriptNamespaceImports),
  onNode18(hardened(typescriptNamespaceImports)),
];
