import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

// OWASP's recommendation for scrypt: a hash takes 32 MB of memory. At most four run at a time, in libuv's thread pool.
// Tests use an eighth of it, because they sign in often.
const COST = { N: process.env.NODE_ENV === 'test' ? 2 ** 12 : 2 ** 15, r: 8, p: 3, maxmem: 2 ** 26 };
const LENGTH = 32;

/** The cost is stored with each hash, so it can be raised later for new hashes. */
export interface PasswordHash {
  cost: typeof COST;
  salt: string;
  hash: string;
}

const DUMMY: PasswordHash = { cost: COST, salt: '', hash: Buffer.alloc(LENGTH).toString('base64') };

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(16);
  const hash = await derive(password.normalize('NFKC'), salt, LENGTH, COST);
  return { cost: COST, salt: salt.toString('base64'), hash: hash.toString('base64') };
}

/** Hashes even without a stored password, so timing does not reveal which accounts exist. */
export async function isPassword(password: string, { cost, salt, hash }: PasswordHash = DUMMY): Promise<boolean> {
  const actual = await derive(password.normalize('NFKC'), Buffer.from(salt, 'base64'), LENGTH, cost);
  return timingSafeEqual(actual, Buffer.from(hash, 'base64'));
}
