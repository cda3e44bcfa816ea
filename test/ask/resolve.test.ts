import { describe, expect, test } from 'vitest';
import { type AskInput, resolveAnswers } from '../../src/ask/resolve.ts';
import { UsageError } from '../../src/errors.ts';
import type { Flags, ResetAnswer, Review } from '../../src/questions/conversation.ts';
import { parseAnswer } from '../../src/questions/parsers.ts';
import { questionsFor } from '../../src/questions/table.ts';
import type { QuestionId, Value } from '../../src/questions/values.ts';
import { resetText } from '../../src/report/human.ts';

const resolve = (flags: Flags, more: Partial<AskInput> = {}) =>
  resolveAnswers({ command: 'create', flags, detected: {}, ...more });

async function problemOf(flags: Flags, more: Partial<AskInput> = {}): Promise<string> {
  const error = await resolve(flags, more).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UsageError);
  return (error as UsageError).message;
}

describe('without prompts', () => {
  test('every answer but the folder has a default', async () => {
    const answers = await resolve({ directory: 'x' });
    expect(answers.directory).toEqual({ value: 'x', from: 'flag' });
    expect(answers.store).toEqual({ value: 'mongo', from: 'default' });
    expect(answers.urlEnv?.value).toBe('DATABASE_URL');
    expect(answers.touchAfter?.value).toBe(3_600_000);
  });

  test('reports a missing folder and why prompts are disabled', async () => {
    expect(await problemOf({})).toBe('Prompts are disabled. Please pass: <dir>');
    expect(await problemOf({}, { promptsDisabled: 'CI is set' })).toContain('disabled (CI is set)');
  });

  test('--yes uses the default folder', async () => {
    expect((await resolve({}, { suggested: { directory: 'my-app' } })).directory).toEqual({
      value: 'my-app',
      from: 'default',
    });
  });

  test('reports all invalid values at once', async () => {
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

  test.each(['0', 'abc', '-1d', '400 years', '59s', '86400', '401d'])('rejects --max-age %s', async (maxAge) => {
    expect(await problemOf({ directory: 'x', maxAge })).toContain('from 1 minute to 400 days');
  });

  test('rejects flags that do not apply, with the reason', async () => {
    expect(await problemOf({ directory: 'x', store: 'redis', collection: 'a' })).toBe(
      '--collection needs MongoDB as the session store, not Redis',
    );
    expect(await problemOf({ directory: 'x', store: 'memory', urlEnv: 'A' })).toContain('--url-env needs a database');
  });

  test.each([
    [{ features: 'devices' }, '--features "devices": devices (the device list) needs auth (sign-up and sign-in)'],
    [
      { features: 'auth,flash', store: 'redis' },
      '--features "auth,flash": auth needs MongoDB as the session store, not Redis',
    ],
    [{ features: 'auth,magic' }, '--features "auth,magic": use none, or any of: auth,flash,devices,batching'],
    [{ deploy: 'heroku' }, '--deploy "heroku": use none, or any of: docker,kubernetes'],
  ])('rejects %j', async (flags, problem) => {
    expect(await problemOf({ directory: 'x', ...flags })).toBe(problem);
  });

  test.each([
    ['none', []],
    ['flash, auth', ['auth', 'flash']],
    ['batching', ['batching']],
  ])('accepts --features %s', async (features, value) => {
    expect((await resolve({ directory: 'x', features })).features).toEqual({ value, from: 'flag' });
  });

  test('without MongoDB, the default features are those that do not need it', async () => {
    expect((await resolve({ directory: 'x', store: 'memory' })).features?.value).toEqual(['flash']);
  });

  test('rejects a touch-after of more than half of the max age', async () => {
    expect(await problemOf({ directory: 'x', maxAge: '1h', touchAfter: '31m' })).toContain('half of the max age');
    expect((await resolve({ directory: 'x', maxAge: '1h' })).touchAfter?.value).toBe(360_000);
  });

  test('rejects one variable for both the secret and the connection string', async () => {
    for (const flags of [
      { urlEnv: 'A', secretEnv: 'A' },
      { urlEnv: 'A_FILE', secretEnv: 'A', secret: 'file' },
      { urlEnv: 'A_ID', secretEnv: 'A', secret: 'aws' },
    ])
      expect(await problemOf({ directory: 'x', ...flags })).toContain('the secret needs another variable');
    for (const urlEnv of ['SESSION_SECRET', 'SESSION_SECRET_FILE'])
      expect(await problemOf({ directory: 'x', urlEnv })).toContain(`${urlEnv} holds the secret`);
    expect((await resolve({ directory: 'x', urlEnv: 'A_FILE', secretEnv: 'A' })).urlEnv?.value).toBe('A_FILE');
  });

  test('reports a negated flag as it was typed', async () => {
    expect(await problemOf({ directory: 'x', store: 'redis', encrypt: false })).toMatch(/^--no-encrypt needs MongoDB/);
  });
});

describe('with prompts', () => {
  test('asks the four main questions in order, but not those answered by flags', async () => {
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
    expect(asked).toEqual(['directory', 'language', 'maxAge', 'secret', 'features']);
    expect(answers.directory).toEqual({ value: 'there', from: 'prompt' });
    expect(answers.urlEnv).toEqual({ value: 'REDIS_URL', from: 'default' });
  });

  test('reports an invalid flag before the first prompt', async () => {
    const asker = async () => {
      throw new Error('asked');
    };
    expect(await problemOf({ maxAge: 'soon' }, { asker })).toContain('--max-age "soon"');
  });

  test('does not ask about detected answers, and prefers answers changed in the summary', async () => {
    const answers = await resolve(
      { directory: 'x', store: 'mongo' },
      {
        detected: { pm: { value: 'pnpm', from: 'detected' } },
        previousAnswers: { store: { value: 'redis', from: 'prompt' } },
      },
    );
    expect(answers.pm).toEqual({ value: 'pnpm', from: 'detected' });
    expect(answers.store).toEqual({ value: 'redis', from: 'prompt' });
    expect(answers.collection).toBeUndefined();
  });
});

describe('the review', () => {
  /** Asks every question with its default, and answers the reviews in order; undefined stands for going back. */
  async function reviewed(reviews: Review[], typed: Partial<Record<QuestionId, (Value | undefined)[]>> = {}) {
    const asked: string[] = [];
    const answers = await resolve(
      { directory: 'x', store: 'mongo', secret: 'env' },
      {
        asker: async ({ id }, _context, initial) => {
          asked.push(id);
          return typed[id]?.length ? typed[id].shift() : initial;
        },
        review: async () => {
          asked.push('review');
          return reviews.shift() ?? 'accept';
        },
      },
    );
    return { asked, answers };
  }

  test('going back asks the last question again, with its answer as the default', async () => {
    const { asked, answers } = await reviewed(['back'], { features: [['flash']] });
    expect(asked).toEqual(['language', 'maxAge', 'features', 'review', 'features', 'review']);
    expect(answers.features).toEqual({ value: ['flash'], from: 'prompt' });
  });

  test('after a change, going back leads to the same prompts and keeps the change', async () => {
    const change = { touchAfter: { value: 60_000, from: 'prompt' as const } };
    const { asked, answers } = await reviewed([change, 'back'], { features: [['flash'], undefined] });
    expect(asked.slice(3)).toEqual(['review', 'review', 'features', 'maxAge', 'features', 'review']);
    expect(answers.touchAfter).toEqual(change.touchAfter);
  });

  test('without prompts before it, going back reviews the answers again', async () => {
    const flags = { directory: 'x', language: 'ts', store: 'mongo', maxAge: '2w', secret: 'env', features: 'none' };
    const reviews: Review[] = ['back', 'accept'];
    await resolve(flags, { asker: async () => 'asked', review: async () => reviews.shift() ?? 'back' });
    expect(reviews).toEqual([]);
  });
});

describe('an answer that conflicts with others is reset to its default, with a message', () => {
  async function reset(flags: Flags, more: Partial<AskInput>): Promise<[Record<string, unknown>, string[]]> {
    const resets: ResetAnswer[] = [];
    const answers = await resolve({ directory: 'x', ...flags }, { onReset: (reset) => resets.push(reset), ...more });
    return [answers, resets.map(resetText)];
  }
  const asker: AskInput['asker'] = async (question, _context, initial) =>
    ({ store: 'redis', maxAge: 3_600_000 })[String(question.id)] ?? initial ?? '';

  test('features that the new store does not support', async () => {
    const [answers, text] = await reset(
      {},
      {
        previousAnswers: {
          store: { value: 'redis', from: 'prompt' },
          features: { value: ['auth', 'flash', 'devices'], from: 'prompt' },
        },
      },
    );
    expect(answers['features']).toEqual({ value: ['flash'], from: 'default' });
    expect(text).toEqual([
      'The feature list is now flash messages instead of sign-up and sign-in, flash messages, device list, because auth needs MongoDB as the session store, not Redis.',
    ]);
  });

  test('an expiry write interval that is too long for a new max age', async () => {
    const [answers, text] = await reset(
      {},
      {
        previousAnswers: {
          maxAge: { value: 3_600_000, from: 'prompt' },
          touchAfter: { value: 518_400_000, from: 'prompt' },
        },
      },
    );
    expect(answers['touchAfter']).toEqual({ value: 360_000, from: 'default' });
    expect(text).toEqual([
      'The expiry write interval is now 6 minutes instead of 6 days, because more than half of the max age (1h) would sign out active users.',
    ]);
  });

  test('flags that conflict with the answer to a prompt', async () => {
    const [answers, text] = await reset({ collection: 'audit', touchAfter: '6d', features: 'auth' }, { asker });
    expect(answers).not.toHaveProperty('collection');
    expect(text).toEqual([
      'The feature list is now flash messages instead of sign-up and sign-in, because auth needs MongoDB as the session store, not Redis.',
      'The session collection (audit) no longer applies, because it needs MongoDB as the session store, not Redis.',
      'The expiry write interval (6 days) no longer applies, because it needs MongoDB as the session store, not Redis.',
    ]);
  });

  test('conflicting flags are rejected before the first prompt', async () => {
    const never = async () => {
      throw new Error('asked');
    };
    const flags = { directory: 'x', store: 'redis', features: 'auth' };
    expect(await problemOf(flags, { asker: never, onReset: never })).toContain('auth needs MongoDB');
  });
});

describe('add', () => {
  const add = { command: 'add' as const };

  test('rejects a flag that names a variable the project uses for something else', async () => {
    const detected = { secretEnv: { value: 'KEY', from: 'detected' as const } };
    expect(await problemOf({ urlEnv: 'KEY' }, { ...add, detected })).toBe(
      '--secret-env "KEY" (found in the project): KEY holds the connection string, so the secret needs another variable',
    );
  });

  test('checks --touch-after against the max age of the project', async () => {
    const detected = { maxAge: { value: 3_600_000, from: 'detected' as const } };
    expect(await problemOf({ touchAfter: '6d' }, { ...add, detected })).toContain('half of the max age (1h)');
  });

  test('the hardened store cannot move sessions', async () => {
    expect(await problemOf({ features: 'hardened', keepSessions: true }, add)).toBe(
      '--keep-sessions: the hardened store cannot read sessions from another store',
    );
  });

  test('only the hardened store delays expiry writes by default, by a tenth of the max age at most', async () => {
    expect((await resolve({}, add)).touchAfter?.value).toBe(0);
    expect((await resolve({ features: 'hardened', maxAge: '30m' }, add)).touchAfter?.value).toBe(180_000);
  });
});

test('every default is a valid answer to its own question', () => {
  for (const question of questionsFor('create')) {
    const context = { command: 'create' as const, answers: { store: 'mongo' as const, maxAge: 86_400_000 } };
    const value = question.default(context);
    if (value === undefined) continue;
    expect(parseAnswer(question, question.show(value), context), question.id).toEqual({ value });
  }
});
