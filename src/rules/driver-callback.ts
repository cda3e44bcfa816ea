import { driverCallbacks } from '../inspect/databases/driver-callbacks.ts';
import type { NamedValue } from '../inspect/program/value.ts';
import { majorOf } from '../inspect/project/dependencies.ts';
import type { PackageFacts } from '../inspect/project/manifest.ts';
import type { SourceFile } from '../inspect/syntax/source-file.ts';
import type { Finding, Rule } from './rule.ts';

interface Facts {
  package: Pick<PackageFacts, 'dependencies'>;
  files: SourceFile[];
  names: Map<SourceFile, NamedValue[]>;
}

export const UNSUPPORTED_CALLBACK = 'This call passes a callback, which mongodb 5 and later do not support.';

export const driverCallback = {
  id: 'driver-callback',
  what: 'A callback is passed to a MongoDB driver that only returns promises.',
  since: '0.2.0',
  severity: 'error',
  fix: 'Use the returned promise instead.',
  check: (project: Facts): Finding[] =>
    (majorOf(project.package.dependencies.mongodb) ?? 0) >= 5
      ? driverCallbacks(project).map((place) => ({ place, message: UNSUPPORTED_CALLBACK }))
      : [],
} satisfies Rule;
