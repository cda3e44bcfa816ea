import type { Draft } from '../draft.ts';

/** Runners that set NODE_ENV to `test` themselves. */
const SETS_NODE_ENV = /\b(jest|vitest|ava|react-scripts test)\b/;
/** Runners that wait until nothing is left to wait for, and tell the code nothing about themselves. */
const WAITS = /\b(mocha|tape|tap|jasmine|uvu|lab|node (\.\/)?tests?\b)/;

/**
 * The condition under which an app that had its sessions in memory keeps them there: while its own tests run. They
 * needed no database before, and an open connection would keep some runners from ending. Undefined without tests.
 */
export function testGuard(draft: Draft): string | undefined {
  const { scripts } = draft.project.package;
  const command = scripts.test ?? '';
  const { quote } = (draft.project.sessions[0]?.file ?? draft.project.app.file).style;
  const byEnv = `process.env.NODE_ENV === ${quote}test${quote}`;
  const guard =
    /\bnode\b.*\s--test\b/.test(command) && !/NODE_ENV=test/.test(command)
      ? 'process.env.NODE_TEST_CONTEXT'
      : SETS_NODE_ENV.test(command) || /NODE_ENV=test/.test(command) || WAITS.test(command)
        ? byEnv
        : undefined;
  if (guard === undefined) return undefined;
  if (guard === byEnv && !SETS_NODE_ENV.test(command) && !/NODE_ENV=test/.test(command)) {
    draft.change.scripts.set('test', `cross-env NODE_ENV=test ${command}`);
    if (!draft.project.package.dependencies['cross-env']) draft.change.packages.dev['cross-env'] = '^7.0.3';
  }
  draft.note(
    'tests-keep-memory',
    'The test suite keeps its sessions in memory, as before: it needs no database and ends by itself.',
  );
  return guard;
}
