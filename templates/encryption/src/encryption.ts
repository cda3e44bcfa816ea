import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { SessionData } from 'express-session';

// connect-mongo's cryptoAdapter does not get the session ID, so anyone who can write to the database could copy another
// visitor's session into their own. Here, a session can be decrypted only under its own ID.

const keyOf = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', 'session data', 32));

/** Encrypts with the first secret. Returns the nonce (12 bytes), the tag (16 bytes) and the ciphertext in base64. */
export function encryptSession(text: string, id: string, [secret]: string[]): string {
  if (!secret) throw new Error('There is no secret to encrypt with');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce).setAAD(Buffer.from(id));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString('base64');
}

/** Tries every secret. Returns null if none decrypts the data, so the visitor gets a new session. */
export function decryptSession(encrypted: string, id: string, secrets: string[]): SessionData | null {
  const bytes = Buffer.from(encrypted, 'base64');
  for (const secret of secrets) {
    try {
      const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, 12), { authTagLength: 16 });
      decipher.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(12, 28));
      const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
      return JSON.parse(text);
    } catch {
      // Encrypted with another secret or for another ID, or damaged.
    }
  }
  return null;
}
