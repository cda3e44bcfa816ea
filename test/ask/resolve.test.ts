import { describe, expect, test } from 'vitest';
import { type AskInput, type Flags, resolveAnswers } from '../../src/ask/resolve.ts';
import { UsageError } from '../../src/errors.ts';
import { questionsFor } from '../../src/questions/table.ts';

const resolve = (flags: Flags, more: Partial<AskInput> = {}) =>
  resolveAnswers({ command: 'create', flags, detected: {}, ...more });

async function problemOf(flags: Flags, more: Partial<AskInput> = {}): Promise<string> {
  const error = await resolve(flags, more).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  return (error as UsageError).message;
}

describe('without a person', () => {
  test('defaults fill everything but the folder', async () => {
    const answers = await resolve({ directory: 'x' });
    expect(answers.directory).toEqual({ value: 'x', from: 'flag' });
    expect(answers.store).toEqual({ value: 'mongo', from: 'default' });
    expect(answers.urlEnv?.value).toBe('DATABASE_URL');
    expect(answers.touchAfter?.value).toBe(3_600_000);
  });

  test('a missing folder is named', async () => {
    expect(await problemOf({})).toContain('<directory>');
  });

  test('--yes has a folder as well', async () => {
    expect((await resolve({}, { fallback: { directory: 'my-app' } })).directory).toEqual({
      value: 'my-app',
      from: 'default',
    });
  });

  test('every bad value is listed at once', async () => {
    const problem = await problemOf({
      directory: 'x',
      store: 'mysql',
      maxAge: '0',
      urlEnv: '1X',
      collection: 'system.x',
    });
    for (const flag of ['--store "mysql"', '--max-age "0"', '--url-env "1X"', '--collection "system.x"']) {
      expect(problem).toContain(flag);
    }
  });

  test.each(['0', 'abc', '-1d', '400 years', '59s', '86400', '401d'])('--max-age %s', async (maxAge) => {
    expect(await problemOf({ directory: 'x', maxAge })).toContain('from 1 minute to 400 days');
  });

  test('flags that cannot matter are refused with the reason', async () => {
    expect(await problemOf({ directory: 'x', store: 'redis', collection: 'a' })).toBe(
      '--collection needs --store mongo, not redis',
    );
    expect(await problemOf({ directory: 'x', store: 'memory', urlEnv: 'A' })).toContain('--url-env needs a database');
  });

  test.each([
    [{ features: 'devices' }, '--features "devices": devices needs auth'],
    [{ features: 'auth,flash', store: 'redis' }, '--features "auth,flash": auth needs --store mongo, not redis'],
    [{ features: 'auth,magic' }, '--features "auth,magic": use none, or any of: auth,flash,devices,batching'],
    [{ deploy: 'heroku' }, '--deploy "heroku": use none, or any of: docker,kubernetes'],
  ])('%j is refused', async (flags, problem) => {
    expect(await problemOf({ directory: 'x', ...flags })).toBe(problem);
  });

  test.each([
    ['none', []],
    ['flash, auth', ['auth', 'flash']],
    ['batching', ['batching']],
  ])('--features %s', async (features, value) => {
    expect((await resolve({ directory: 'x', features })).features).toEqual({ value, from: 'flag' });
  });

  test('features without a MongoDB are those that need none', async () => {
    expect((await resolve({ directory: 'x', store: 'memory' })).features?.value).toEqual(['flash']);
  });

  test('a touch after more than half of the age throws active users out', async () => {
    expect(await problemOf({ directory: 'x', maxAge: '1h', touchAfter: '31m' })).toContain('half of the max age');
    expect((await resolve({ directory: 'x', maxAge: '1h' })).touchAfter?.value).toBe(360_000);
  });

  test('one variable cannot be the secret and the connection string', async () => {
    expect(await problemOf({ directory: 'x', urlEnv: 'A', secretEnv: 'A' })).toContain('need two variables');
  });
});

describe('with a person', () => {
  test('only what the contract lists is asked, in its order, and flags are not', async () => {
    const asked: string[] = [];
    const answers = await resolve(
      { store: 'redis' },
      {
        asker: async (question, _context, initial) => {
          asked.push(question.id);
          return question.id === 'directory' ? 'there' : (initial ?? '');
        },
      },
    );
    expect(asked).toEqual(['directory', 'maxAge', 'secret', 'features']);
    expect(answers.directory).toEqual({ value: 'there', from: 'prompt' });
    expect(answers.urlEnv).toEqual({ value: 'REDIS_URL', from: 'default' });
  });

  test('a bad flag is reported before the first prompt', async () => {
    const asker = async () => {
      throw new Error('asked');
    };
    expect(await problemOf({ maxAge: 'soon' }, { asker })).toContain('--max-age "soon"');
  });

  test('what was detected is not asked, and what was changed in the summary wins', async () => {
    const answers = await resolve(
      { directory: 'x', store: 'mongo' },
      {
        detected: { pm: { value: 'pnpm', from: 'detected' } },
        chosen: { store: { value: 'redis', from: 'prompt' } },
      },
    );
    expect(answers.pm).toEqual({ value: 'pnpm', from: 'detected' });
    expect(answers.store).toEqual({ value: 'redis', from: 'prompt' });
    expect(answers.collection).toBeUndefined();
  });
});

test('every default is a valid answer to its own question', () => {
  for (const question of questionsFor('create')) {
    const context = { command: 'create' as const, answers: { store: 'mongo' as const, maxAge: 86_400_000 } };
    const value = question.default(context);
    if (value === undefined) continue;
    expect(question.parse(question.show(value), context), question.id).toEqual({ value });
  }
});
