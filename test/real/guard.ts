import { type ChildProcess, spawn } from 'node:child_process';

// Reads "+ pid" and "- pid" lines. When the test process ends for any reason, its end of the pipe closes and the
// remaining processes are killed; SIGKILL also ends stopped ones.
const SCRIPT = `
trap '' INT TERM HUP
pids=' '
while read -r op pid; do
  case $op in
    +) pids="$pids$pid " ;;
    -) case $pids in *" $pid "*) pids="\${pids%% $pid *} \${pids#* $pid }" ;; esac ;;
  esac
done
for pid in $pids; do kill -s KILL -- "-$pid" 2>/dev/null || kill -s KILL "$pid" 2>/dev/null; done
`;

let guard: ChildProcess | undefined;

/** Kills a process or its process group when this process ends, even by SIGKILL. */
export function guardProcess(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined || process.platform === 'win32') return;
  if (!guard) {
    guard = spawn('/bin/sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    guard.unref();
    guard.stdin?.on('error', () => undefined);
    // An open pipe must not keep the test process alive.
    (guard.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  }
  guard.stdin?.write(`+ ${pid}\n`);
  child.once('exit', () => guard?.stdin?.write(`- ${pid}\n`));
}
