import type { ProjectFacts } from '../../inspect/facts.ts';
import type { SourceFile } from '../../inspect/syntax/source-file.ts';
import type { Draft } from '../draft.ts';
import { conditional, envExpression } from '../source/layout.ts';

/** The test files that load the sessions, unless these are not created in tests. */
export function testsOfSessions({ tests, sessions, cookieSession, insertionPoint }: ProjectFacts): string[] {
  const inTests = [...sessions, ...(cookieSession ? [cookieSession] : [])].filter(({ inTests }) => inTests !== 'never');
  const files = sessions.length > 0 || cookieSession ? inTests.map(({ file }) => file) : [insertionPoint?.file];
  return tests.files.filter(({ loads }) => files.some((file) => file && loads(file))).map(({ path }) => path);
}

/**
 * The condition that is true while the app's tests run, which have needed no database and no variables so far.
 * Undefined if no test loads the sessions or no such condition is known.
 */
export function testGuard(draft: Draft, file: SourceFile, use: 'store' | 'secret'): string | undefined {
  const { variable, script } = draft.project.tests;
  if (!variable || testsOfSessions(draft.project).length === 0) return undefined;
  const { quote } = file.style;
  const read = envExpression(draft, file, variable.name);
  const guard = variable.value === undefined ? read : `${read} === ${quote}${variable.value}${quote}`;
  if (script) {
    draft.change.scripts.set(script.name, script.command);
    if (!draft.project.package.dependencies['cross-env']) draft.change.packages.dev['cross-env'] = '^7.0.3';
  }
  if (use === 'store') draft.note('tests-keep-memory', `Sessions stay in memory during tests (if \`${guard}\`).`);
  return guard;
}

/** The property `store` of a session without a store: undefined, for the store in memory, while tests run. */
export function storeProperty(draft: Draft, file: SourceFile, store: string): string {
  const guard = testGuard(draft, file, 'store');
  if (guard === undefined) return `store: ${store}`;
  const text = conditional(file, guard, 'undefined', store);
  if (!file.style.wrapsCalls || !text.includes('\n')) return `store: ${text}`;
  // In the style of prettier, branches are indented below their `?` and `:`.
  const branch = file.style.indent === '\t' ? '\t' : '  ';
  return `store:\n\t${text.replace(/^\t(?=[?:])/gm, '\t\t').replace(/^\t(?!\t[?:])/gm, `\t\t${branch}`)}`;
}
