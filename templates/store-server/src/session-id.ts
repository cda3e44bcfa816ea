import { createHash } from 'node:crypto';

/** Only the SHA-256 hash of a session ID is stored or logged, so a leaked database, backup or log exposes no ID. */
export const hashSessionId = (id: string): string => createHash('sha256').update(id).digest('base64url');
