import { type SpawnSyncOptionsWithStringEncoding, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export interface Command {
  name: string;
  argv: string[];
  cwd: string;
  /** Restores the folder before a run; not timed. */
  reset?: () => void;
  /** A file that the command must create. */
  creates?: string;
}

export interface Ratios {
  /** Median ratios, of CPU and wall time, to `node -e 0` in the same round. */
  cpu: number;
  wall: number;
}

// `time` of bash prints user CPU, system CPU and wall time in seconds.
const TIMED = 'TIMEFORMAT="%3U %3S %3R"; time "$@" > /dev/null 2>&1';
const BASELINE: Command = { name: 'node -e 0', argv: ['-e', '0'], cwd: '.' };

/** Without NODE_EXTRA_CA_CERTS, with which Node 20 reads all certificates at startup: that would lower every ratio. */
const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env;

/** Runs the commands in turn, so that other load on the machine affects all of them. @throws Error when one fails */
export function ratios(commands: readonly Command[], rounds: number): Map<string, Ratios> {
  const samples = new Map(commands.map(({ name }) => [name, { cpu: [] as number[], wall: [] as number[] }]));
  for (let round = 0; round <= rounds; round += 1) {
    const baseline = time(BASELINE);
    for (const command of commands) {
      const { cpu, wall } = time(command);
      // The first round warms up the disk cache.
      if (round === 0) continue;
      samples.get(command.name)?.cpu.push(cpu / baseline.cpu);
      samples.get(command.name)?.wall.push(wall / baseline.wall);
    }
  }
  return new Map([...samples].map(([name, { cpu, wall }]) => [name, { cpu: median(cpu), wall: median(wall) }]));
}

/** Whether a command succeeds; peers that need a network or prompts do not. */
export function succeeds(command: Command): boolean {
  try {
    time(command);
    return command.creates === undefined || existsSync(command.creates);
  } catch {
    return false;
  }
}

/** CPU and wall time of one run, in seconds. @throws Error when it fails */
export function time({ name, argv, cwd, reset }: Command): { cpu: number; wall: number } {
  reset?.();
  const options: SpawnSyncOptionsWithStringEncoding = {
    cwd,
    env: environment,
    encoding: 'utf8',
    timeout: 60_000,
    stdio: ['ignore', 'ignore', 'pipe'],
  };
  const { status, stderr } = spawnSync('bash', ['-c', TIMED, 'bash', process.execPath, ...argv], options);
  const [user = 0, system = 0, wall = 0] = stderr.trim().split('\n').at(-1)?.split(' ').map(Number) ?? [];
  if (status !== 0) throw new Error(`${name} ended with ${status}`);
  return { cpu: user + system, wall };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
