import { fstatSync, statSync, writeSync } from 'node:fs';

/** The streams are made when they are first asked for. */
const streams = { 1: () => process.stdout, 2: () => process.stderr };

/** Whether a person sits at this descriptor. Looks before it loads Node's terminals, which cost a run 3 ms. */
export function isTerminal(fd: 0 | 1 | 2): boolean {
  if (process.platform !== 'win32') {
    try {
      const { rdev, ...found } = fstatSync(fd);
      if ((found.mode & 0o170000) !== 0o020000 || rdev === statSync('/dev/null').rdev) return false;
    } catch {
      return false;
    }
  }
  return process.getBuiltinModule('node:tty').isatty(fd);
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** From now on through the stream. Its end is no error: `| head` has seen enough. */
function stream(fd: 1 | 2): void {
  streaming.add(fd);
  streams[fd]().on('error', (error) => {
    if (hasCode(error, 'EPIPE')) return;
    process.exitCode = 1;
    if (fd === 1) print(`error Cannot write what there is to say: ${error.message}\n`, 2);
  });
}

/** Descriptors that are written through their stream, once and for all: what is queued there must stay in front. */
const streaming = new Set<1 | 2>();

/**
 * Writes to stdout or stderr. Files and pipes are written at once, which spares a run the 4 ms that the streams take
 * to load; terminals, and pipes that cannot take more now, are left to the streams.
 */
export function print(text: string, fd: 1 | 2 = 1): void {
  const data = Buffer.from(text);
  let sent = 0;
  if (!streaming.has(fd) && isTerminal(fd)) stream(fd);
  try {
    while (!streaming.has(fd) && sent < data.length) sent += writeSync(fd, data, sent);
  } catch (error) {
    // Nobody reads any more: `| head` has seen enough.
    if (hasCode(error, 'EPIPE')) return;
    stream(fd);
  }
  if (sent < data.length) streams[fd]().write(data.subarray(sent));
}
