import type { Measured } from './load.ts';

export const SCENARIOS = ['read', 'write', 'sign-in'] as const;
type Scenario = (typeof SCENARIOS)[number];

/** One round of one app, with CPU times in µs per request of the app, its database and the load generator. */
export interface Round extends Measured {
  appCpu: number;
  databaseCpu: number;
  loadCpu: number;
}

/** The rounds of one app under one load; round n of all apps ran within the same minute. */
export interface Series {
  app: string;
  scenario: Scenario;
  connections: number;
  rounds: Round[];
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

export function medianOf({ rounds }: Series, field: keyof Round): number {
  return median(rounds.map((round) => round[field]));
}

/** Median ratio of requests per second to `base` in the same round, as other load differs between rounds. */
export function ratioTo(base: Series, { rounds }: Series): number {
  return median(rounds.map(({ requests }, index) => requests / (base.rounds[index]?.requests ?? Number.NaN)));
}

/** The series of `app` under the same load. */
export function sameLoad(all: Series[], { scenario, connections }: Series, app: string): Series | undefined {
  return all.find((one) => one.app === app && one.scenario === scenario && one.connections === connections);
}
