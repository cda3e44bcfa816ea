import { describe, expect, it } from 'vitest';
import type { Flags } from '../../src/questions/conversation.ts';
import { appOf } from './sample.ts';

const CASES: [string, Flags][] = [
  ['the defaults', {}],
  ['everything', { encrypt: true, features: 'auth,flash,devices,batching' }],
  ['auth alone', { features: 'auth' }],
  ['no features', { features: 'none' }],
  ['redis', { store: 'redis', features: 'none' }],
];

/** What our security bar asks for, see ASVS 5.0 and the cheat sheet, in words of the rows that show it. */
const BAR: [string, RegExp][] = [
  ['ids of 128 random bits', /IDs of 192 random bits/],
  ['no id of others', /only session IDs issued by the server/],
  ['a new id at sign-in', /a new session ID at every sign-in/],
  ['a new id in between', /a new session ID when the password changes/],
  ['Secure, __Host-, a name of its own', /`Secure` cookie with the `__Host-` prefix, named after the app/],
  ['SameSite, HttpOnly', /`SameSite` and `HttpOnly`/],
  ['no id in the address', /session IDs in URLs are ignored/],
  ['idle timeout', /idle sessions expire/],
  ['absolute timeout', /all sessions have a maximum lifetime/],
  ['sign-out is final', /sign-out is final/],
  ['no resurrection', /destroyed sessions are not restored/],
  ['disabled users', /deleted and disabled users are signed out/],
  ['a new password', /a new password ends all other sessions/],
  ['administrators', /administrators can end the sessions/],
  ['devices', /users can see and end their sessions/],
  ['the password again', /requires the current one/],
  ['simultaneous sessions', /at most 20 sessions/],
  ['secrets kept out of the code', /secrets are not in the code/],
  ['secrets rotated', /secrets can be rotated/],
  ['ids hashed at rest', /the database contains no session IDs/],
  ['no-store', /pages are not cached/],
  ['a log without ids', /the log records when sessions are created, used and destroyed/],
  ['forged requests', /forged requests from other sites/],
  ['brute force', /password guessing is limited/],
  ['helmet', /HTTPS only, no framing/],
  ['no MemoryStore', /survive restarts/],
];

const rowsOf = (app: Map<string, string>): string[] =>
  (app.get('SECURITY.md') ?? '').split('\n').filter((line) => /\| [\w-]+: [^|]+ \|$/.test(line));

describe.each(CASES)('SECURITY.md of an app with %s', async (_, flags) => {
  const app = await appOf(flags);

  it.each(rowsOf(app))('%s', (row) => {
    for (const shown of row.split('|').at(-2)?.trim().split('; ') ?? []) {
      const [file = '', name = ''] = shown.split(': ');
      const tests = [...(app.get(`test/${file}.test.ts`) ?? '').matchAll(/^ *test\((['"`])(.+?)\1, /gm)];
      // A name may be filled in: `a ${what} secret`.
      const matches = tests.filter(
        ([, , text = '']) => new RegExp(`^${text.replace(/\$\{.+?\}/g, '.+')}`).test(name) || text.startsWith(name),
      );
      expect(matches, shown).toHaveLength(1);
    }
  });
});

it('the README says how long the sessions of the app live', async () => {
  const app = await appOf({ maxAge: '36h' });
  expect(app.get('README.md')).toContain('ends after 36 hours');
  expect(app.get('src/session.ts')).toContain('MAX_AGE = 36 * 60 * 60 * 1000;');
});

it.each(BAR)('the default app shows: %s', async (_, row) => {
  expect(rowsOf(await appOf()).filter((line) => row.test(line))).not.toEqual([]);
});
