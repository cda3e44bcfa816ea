import type { Work } from '../add/work.ts';
import { note } from '../add/work.ts';

/** Runners that set NODE_ENV to `test` themselves. */
const SETS_NODE_ENV = /\b(jest|vitest|ava|react-scripts test)\b/;
/** Runners that wait until nothing is left to wait for, and tell the code nothing about themselves. */
const WAITS = /\b(mocha|tape|tap|jasmine|uvu|lab|node (\.\/)?tests?\b)/;

/**
 * The condition under which an app that had its sessions in memory keeps them there: while its own tests run. They
 * needed no database before, and an open connection would keep some runners from ending. Undefined without tests.
 */
export function testGuard(work: Work): string | undefined {
  const { scripts } = work.facts.package;
  const command = scripts.test ?? '';
  const { quote } = (work.facts.sessions[0]?.file ?? work.facts.app.file).style;
  const byEnv = `process.env.NODE_ENV === ${quote}test${quote}`;
  const guard =
    /\bnode\b.*\s--test\b/.test(command) && !/NODE_ENV=test/.test(command)
      ? 'process.env.NODE_TEST_CONTEXT'
      : SETS_NODE_ENV.test(command) || /NODE_ENV=test/.test(command) || WAITS.test(command)
        ? byEnv
        : undefined;
  if (guard === undefined) return undefined;
  if (guard === byEnv && !SETS_NODE_ENV.test(command) && !/NODE_ENV=test/.test(command)) {
    work.scripts.set('test', `cross-env NODE_ENV=test ${command}`);
    if (!work.facts.package.dependencies['cross-env']) work.packages.dev['cross-env'] = '^7.0.3';
  }
  note(
    work,
    'tests-keep-memory',
    'The test suite keeps its sessions in memory, as before: it needs no database and ends by itself.',
  );
  return guard;
}
