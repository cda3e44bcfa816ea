import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * Random bytes for secrets, from the operating system. Asks its device where there is one: that is what node:crypto
 * draws from as well, and loading node:crypto takes a sixth of the time of a whole run.
 */
export function randomBytes(count: number): Buffer {
  return fromDevice(count) ?? process.getBuiltinModule('node:crypto').randomBytes(count);
}

/** Undefined where there is no such device, or where a plain file stands in its place. */
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
