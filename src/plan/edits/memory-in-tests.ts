import type { Draft } from '../draft.ts';

/** Test runners that set NODE_ENV to `test`. */
const SETS_NODE_ENV = /\b(jest|vitest|ava|react-scripts test)\b/;
/** Test runners that wait for open connections to close and set no environment variable. */
const WAITS = /\b(mocha|tape|tap|jasmine|uvu|lab|node (\.\/)?tests?\b)/;

/**
 * The condition under which an app keeps its sessions in memory: while its own tests run, which needed no database
 * before, and where an open connection prevents some runners from exiting. Undefined without a known test runner.
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
  draft.note('tests-keep-memory', `Sessions stay in memory during tests (if \`${guard}\`).`);
  return guard;
}
