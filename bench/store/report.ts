import { medianOf, ratioTo, type Series, sameLoad } from './statistics.ts';

const HEAD = [
  '',
  'connections',
  'store',
  'requests/s',
  'to Redis',
  'p50 ms',
  'p99 ms',
  'errors',
  'CPU µs app',
  'database',
  'load',
];

/** A Markdown table with one row for each series. */
export function tableOf(all: Series[]): string {
  const rows = all.map((series) => {
    const redis = sameLoad(all, series, 'redis');
    return [
      series.scenario,
      series.connections,
      series.app,
      Math.round(medianOf(series, 'requests')),
      redis ? ratioTo(redis, series).toFixed(2) : '',
      medianOf(series, 'p50').toFixed(1),
      medianOf(series, 'p99').toFixed(1),
      series.rounds.reduce((sum, { errors }) => sum + errors, 0),
      Math.round(medianOf(series, 'appCpu')),
      Math.round(medianOf(series, 'databaseCpu')),
      Math.round(medianOf(series, 'loadCpu')),
    ];
  });
  const lineOf = (cells: unknown[]) => `| ${cells.join(' | ')} |`;
  const rule = HEAD.map((_, index) => (index === 0 || index === 2 ? '---' : '--:'));
  return [HEAD, rule, ...rows].map(lineOf).join('\n');
}

/** A sentence for each series in which Redis is more than 5 % faster. */
export function redisLeads(all: Series[], app: string): string[] {
  return all.flatMap((series) => {
    const redis = sameLoad(all, series, 'redis');
    if (series.app !== app || !redis) return [];
    const ratio = ratioTo(redis, series);
    if (ratio >= 0.95) return [];
    return [`${series.scenario} at ${series.connections}: ${app} does ${Math.round(ratio * 100)} % of what Redis does`];
  });
}
