import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

// As OWASP advises: every guess costs 32 MB, of which four at a time are in use, and a good part of a second.
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 2 ** 26 };
const LENGTH = 32;

/** The cost is stored with each hash, so that it can be raised for new ones. */
export interface PasswordHash {
  cost: typeof COST;
  salt: string;
  hash: string;
}

const NOBODY: PasswordHash = { cost: COST, salt: '', hash: Buffer.alloc(LENGTH).toString('base64') };

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(16);
  const hash = await derive(password.normalize('NFKC'), salt, LENGTH, COST);
  return { cost: COST, salt: salt.toString('base64'), hash: hash.toString('base64') };
}

/** Takes its time also when there is nothing to compare with: nobody shall learn by the clock who has an account. */
export async function isPassword(password: string, { cost, salt, hash }: PasswordHash = NOBODY): Promise<boolean> {
  const actual = await derive(password.normalize('NFKC'), Buffer.from(salt, 'base64'), LENGTH, cost);
  return timingSafeEqual(actual, Buffer.from(hash, 'base64'));
}
