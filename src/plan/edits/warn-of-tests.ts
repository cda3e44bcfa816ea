import { isMemoryStore, SAME_DOCUMENTS } from '../../inspect/sessions/live-sessions.ts';
import type { Change } from '../change.ts';
import type { Draft } from '../draft.ts';
import { testsOfSessions } from '../wiring/test-guard.ts';

/** Warns when tests load sessions that they cannot keep in memory: they need a database, and CI has no env file. */
export function warnOfTests(draft: Draft, { variables }: Change): void {
  const { project, decisions } = draft;
  const { variable, workflow } = project.tests;
  const all = decisions.sessions.flatMap(({ store }) => store ?? []);
  const stores = all.filter(({ inTests }) => inTests !== 'never');
  const keepsMemory = variable !== undefined && stores.every(isMemoryStore);
  const [test] = testsOfSessions(project);
  const tested = project.tests.files.find(({ path }) => path === test);
  const isOfMongo = stores.some(({ package: name }) => name === 'connect-mongo' || name === SAME_DOCUMENTS);
  if (test === undefined || keepsMemory || isOfMongo) return;
  const missing = [...variables].filter(([, value]) => value !== 'secret' || variable === undefined);
  // These tests have needed a database before.
  if (missing.length === 0 && project.databases.some(({ file }) => tested?.loads(file))) return;
  const needs = ['MongoDB', ...missing.map(([name]) => name)].join(', ').replace(/, (\w+)$/, ' and $1');
  const where = workflow === undefined ? 'where the tests run' : `in ${workflow}`;
  const message = `This test loads the app, which now needs ${needs}. If the test run does not end, close the store with store.close() after the tests.${missing.length > 0 ? ` Set the variables ${where}:` : ''}`;
  const lines = missing.map(([name, value]) => `  ${name}: ${value === 'secret' ? 'test' : value}`);
  const snippet = [/gitlab/.test(workflow ?? '') ? 'variables:' : 'env:', ...lines].join('\n');
  const more = missing.length > 0 ? { snippet } : {};
  draft.change.notes.push({ code: 'tests-need-database', severity: 'warning', message, file: test, ...more });
}
