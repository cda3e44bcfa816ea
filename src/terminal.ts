import { fstatSync, statSync, writeSync } from 'node:fs';

/** Node creates these streams on first access. */
const streams = { 1: () => process.stdout, 2: () => process.stderr };

/** Whether a file descriptor is a terminal. Loads node:tty, which takes 3 ms, only for character devices. */
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

/** The columns of the terminal; Infinity for files and pipes. */
export function terminalWidth(fd: 1 | 2 = 1): number {
  // Some pseudo-terminals report 0 columns.
  return isTerminal(fd) ? streams[fd]().columns || 80 : Number.POSITIVE_INFINITY;
}

/** Whether output must be plain lines, without moving the cursor: for screen readers and simple terminals. */
export function isPlain({ ACCESSIBLE, TERM }: NodeJS.ProcessEnv): boolean {
  return TERM === 'dumb' || (ACCESSIBLE !== undefined && ACCESSIBLE !== '' && ACCESSIBLE !== '0');
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** Writes all further output through the stream. A closed pipe, as with `| head`, is not an error. */
function useStream(fd: 1 | 2): void {
  streaming.add(fd);
  streams[fd]().on('error', (error) => {
    if (hasCode(error, 'EPIPE')) return;
    process.exitCode = 1;
    if (fd === 1) print(`error Cannot write to stdout: ${error.message}\n`, 2);
  });
}

/** Descriptors that are written through their stream; direct writes would overtake its queue. */
const streaming = new Set<1 | 2>();

/**
 * Writes to stdout or stderr. Files and pipes are written synchronously, which saves the 4 ms of loading Node's streams;
 * terminals and full pipes are written through the streams.
 */
export function print(text: string, fd: 1 | 2 = 1): void {
  const data = Buffer.from(text);
  let sent = 0;
  if (!streaming.has(fd) && isTerminal(fd)) useStream(fd);
  try {
    while (!streaming.has(fd) && sent < data.length) sent += writeSync(fd, data, sent);
  } catch (error) {
    // The reader has closed the pipe, as with `| head`.
    if (hasCode(error, 'EPIPE')) return;
    useStream(fd);
  }
  if (sent < data.length) streams[fd]().write(data.subarray(sent));
}
