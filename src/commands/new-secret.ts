import { randomBytes } from '../apply/random.ts';

/** A new secret for session cookies: 256 random bits as base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
