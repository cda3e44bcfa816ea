import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { SessionData } from 'express-session';

// connect-mongo's cryptoAdapter does not get the session ID, so anyone who can write to the database could copy another
// visitor's session into their own. Here, a session can be decrypted only under its own ID.

const keyOf = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', 'session data', 32));

/** Encrypts with the first secret: 12 bytes of nonce, 16 of tag, then the data, in base64. */
export function seal(data: string, id: string, [secret]: string[]): string {
  if (!secret) throw new Error('No secret to encrypt with');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce).setAAD(Buffer.from(id));
  const sealed = Buffer.concat([cipher.update(data, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** The session, by whichever secret opens it. Null when none does: what nobody can read is no session. */
export function open(sealed: string, id: string, secrets: string[]): SessionData | null {
  const bytes = Buffer.from(sealed, 'base64');
  for (const secret of secrets) {
    try {
      const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, 12), { authTagLength: 16 });
      decipher.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(12, 28));
      const data = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
      return JSON.parse(data);
    } catch {
      // Sealed with another secret or under another id, or damaged.
    }
  }
  return null;
}
