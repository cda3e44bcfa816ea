import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encryptSession } from '../src/encryption.js';
import { database } from './database.js';
import { Browser, SECRET, setUpApp, startApp } from './support.js';

const NEW_SECRET = SECRET.split('').reverse().join('');
const app = setUpApp();

/** Visits the page several times and returns the stored session. */
async function visit(visitor: Browser, times: number) {
  for (let count = 1; count <= times; count += 1) assert.equal(await visitor.visits(app), count);
  const [stored] = await database.sessions.find().sort({ lastModified: -1 }).limit(1).toArray();
  assert.ok(stored);
  return stored;
}

test('the database contains no readable session data', async () => {
  const { session } = await visit(new Browser(), 1);
  assert.doesNotMatch(session + Buffer.from(session, 'base64').toString('latin1'), /count|cookie|expires/);
  const other = await visit(new Browser(), 1);
  assert.notEqual(other.session, session);
});

test('data that was copied from another session or damaged is not decrypted', async () => {
  const [mine, other] = [new Browser(), new Browser()];
  const { _id } = await visit(mine, 1);
  const { session } = await visit(other, 3);
  await database.sessions.updateOne({ _id }, { $set: { session } });
  assert.equal(await mine.visits(app), 1);
  assert.equal(await other.visits(app), 4);
  for (const damaged of ['', 'no base64', `${session.slice(0, -6)}AAAA==`]) {
    await database.sessions.updateMany({}, { $set: { session: damaged } });
    assert.equal(await other.visits(app), 1);
  }
});

test('data encrypted with an unknown secret is not decrypted', async () => {
  const visitor = new Browser();
  const { _id } = await visit(visitor, 1);
  const cookie = { path: '/', originalMaxAge: 60_000, expires: new Date(Date.now() + 60_000) };
  const data = JSON.stringify({ cookie, startedAt: Date.now(), count: 7 });
  await database.sessions.updateOne({ _id }, { $set: { session: encryptSession(data, _id, [SECRET]) } });
  assert.equal(await visitor.visits(app), 8);
  await database.sessions.updateOne({ _id }, { $set: { session: encryptSession(data, _id, [NEW_SECRET]) } });
  assert.equal(await visitor.visits(app), 1);
});

test('after a change of the secret, old sessions are re-encrypted', async () => {
  const visitor = new Browser();
  await visit(visitor, 2);
  for (const [index, secrets] of [`${NEW_SECRET},${SECRET}`, NEW_SECRET].entries())
    assert.equal(await visitor.visits(await startApp({ {%- secretEnv %}: secrets })), index + 3);
});
