import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * Cryptographically secure random bytes from the operating system. Reads /dev/urandom where it exists, as loading
 * node:crypto takes a sixth of the time of a run.
 */
export function randomBytes(count: number): Buffer {
  return fromDevice(count) ?? process.getBuiltinModule('node:crypto').randomBytes(count);
}

/** A new secret for session cookies: 256 random bits as base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Bytes from /dev/urandom; undefined when it does not exist or is not a character device. */
function fromDevice(count: number): Buffer | undefined {
  if (process.platform !== 'linux' && process.platform !== 'darwin') return undefined;
  let device: number | undefined;
  try {
    device = openSync('/dev/urandom', 'r');
    const bytes = Buffer.alloc(count);
    return fstatSync(device).isCharacterDevice() && readSync(device, bytes) === count ? bytes : undefined;
  } catch {
    return undefined;
  } finally {
    if (device !== undefined) closeSync(device);
  }
}
