import type { ProjectFacts } from '../../inspect/facts.ts';
import { type SourceFile, textOf } from '../../inspect/syntax/source-file.ts';
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

/** The expression that reads the secret from the environment, with a value for tests; records its variable. */
export function secretExpression(draft: Draft, file: SourceFile): string {
  const { secretEnv } = draft.answers;
  const { quote } = file.style;
  draft.change.variables.set(secretEnv, 'secret');
  const validated = validatedEnv(draft, file, secretEnv);
  if (validated !== undefined) return `${validated}.${secretEnv}`;
  const read = envExpression(draft, file, secretEnv);
  const guard = testGuard(draft, file, 'secret');
  if (guard === undefined) return file.typescript ? `${read} as string` : read;
  return `${read} || (${guard} ? ${quote}test${quote} : ${file.typescript ? quote + quote : 'undefined'})`;
}

/** The name in a file of a checked copy of process.env, such as `schema.parse(process.env)` or the `data` of `safeParse`, that has a variable. */
function validatedEnv({ project }: Draft, file: SourceFile, variable: string): string | undefined {
  const required = new RegExp(`\\b${variable}['"]?\\s*:(?!.*(optional|undefined))`);
  return project.names.get(file)?.find(({ value }) => {
    const call = value.kind === 'member' && /^(data|value)$/.test(value.name) ? value.of : value;
    if (call.kind !== 'call' || !required.test(call.file.text)) return false;
    return call.node.arguments.some((argument) => textOf(call.file, argument).includes('process.env'));
  })?.name;
}
