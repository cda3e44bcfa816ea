import { type SpawnSyncOptionsWithStringEncoding, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export interface Command {
  name: string;
  argv: string[];
  cwd: string;
  /** Puts the folder back to what it was; not timed. */
  reset?: () => void;
  /** What has to be there when it has run. */
  makes?: string;
}

export interface Ratios {
  /** Medians over the rounds of the ratio to `node -e 0` in the same round. */
  cpu: number;
  wall: number;
}

// bash has the times of its child from the kernel: user and system CPU, and the wall, in seconds.
const TIMED = 'TIMEFORMAT="%3U %3S %3R"; time "$@" > /dev/null 2>&1';
const FLOOR: Command = { name: 'node -e 0', argv: ['-e', '0'], cwd: '.' };

/** Where this is set, Node 20 reads all certificates at every start, which makes every ratio look better. */
const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env;

/** Runs the commands in turn, so that what else the machine does meets all of them alike. @throws Error when one fails. */
export function ratios(commands: readonly Command[], rounds: number): Map<string, Ratios> {
  const samples = new Map(commands.map(({ name }) => [name, { cpu: [] as number[], wall: [] as number[] }]));
  for (let round = 0; round <= rounds; round += 1) {
    const floor = time(FLOOR);
    for (const command of commands) {
      const { cpu, wall } = time(command);
      // The first round only warms up the disk.
      if (round === 0) continue;
      samples.get(command.name)?.cpu.push(cpu / floor.cpu);
      samples.get(command.name)?.wall.push(wall / floor.wall);
    }
  }
  return new Map([...samples].map(([name, { cpu, wall }]) => [name, { cpu: median(cpu), wall: median(wall) }]));
}

/** Whether it ends well at all: peers that need a network or a person do not. */
export function works(command: Command): boolean {
  try {
    time(command);
    return command.makes === undefined || existsSync(command.makes);
  } catch {
    return false;
  }
}

/** Seconds of one run. @throws Error when it fails */
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
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}
