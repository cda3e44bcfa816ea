import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { machine, writeSection } from '../page.ts';
import { type App, generate, KINDS, start } from './apps.ts';
import { plotOf } from './plot.ts';
import { cpuOf, type Databases, startDatabases, startLoad } from './processes.ts';
import { redisLeads, tableOf } from './report.ts';
import { type Round, SCENARIOS, type Series } from './statistics.ts';

// `npm run bench:store` takes 13 minutes. It writes the table to docs/benchmarks.md, between the store markers, and the
// plot next to it, unless apps or loads are omitted or `--print` is passed.

const VISITORS = 128;
const WARM_UP_MS = 1500;
/** Duration of an unmeasured run before each measurement, in which MongoDB finishes earlier writes. */
const RUN_IN_MS = 400;
/** The load average before the benchmark, as a measure of other activity. */
const LOAD_BEFORE = os.loadavg()[0] ?? 0;
const CONNECTIONS = '1,32,128';
const APPS = KINDS.map(({ name }) => name).join(',');
const PLOT = new URL('../../docs/benchmarks.svg', import.meta.url);

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '6' },
    seconds: { type: 'string', default: '2' },
    connections: { type: 'string', default: CONNECTIONS },
    apps: { type: 'string', default: APPS },
    print: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  // Slows down the startup of Node, and no app here needs it.
  delete process.env['NODE_EXTRA_CA_CERTS'];
  const folder = await mkdtemp(path.join(os.tmpdir(), 'bench-store-'));
  const databases = await startDatabases();
  const apps: App[] = [];
  try {
    for (const kind of KINDS.filter(({ name }) => options.apps.split(',').includes(name))) {
      const directory = await generate(kind, folder);
      const url = urlOf(databases, kind.name.replace(/\W+/g, '-'), kind.database);
      apps.push(await start(kind, directory, url, VISITORS));
    }
    await report(await measure(apps, databases));
  } finally {
    for (const app of apps) app.stop();
    await databases.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The URL of an app's database; all apps share one server. */
function urlOf({ mongod, redis }: Databases, name: string, database: App['kind']['database']): string | undefined {
  if (database === 'mongod') return `mongodb://127.0.0.1:${mongod.port}/${name}`;
  return database && redis.url;
}

/**
 * Measures all apps in each round, in reverse order in every second one, to even out other load and the effect of
 * order.
 */
async function measure(apps: App[], databases: Databases): Promise<Series[]> {
  const load = startLoad();
  const duration = Number(options.seconds) * 1000;
  const all: Series[] = [];
  for (const scenario of SCENARIOS)
    for (const connections of options.connections.split(',').map(Number))
      for (const { kind } of apps) all.push({ app: kind.name, scenario, connections, rounds: [] });
  for (const { port, cookies } of apps)
    for (const scenario of SCENARIOS)
      await load.run({ ...visitsOf(scenario, { port, cookies }), connections: 64, duration: WARM_UP_MS });
  for (let round = 1; round <= Number(options.rounds); round++) {
    console.error(`round ${round}`);
    for (const series of round % 2 === 0 ? all.toReversed() : all) {
      const app = apps.find(({ kind }) => kind.name === series.app);
      if (app) series.rounds.push(await measureOne(series, app, databases, load, duration));
    }
  }
  load.stop();
  return all;
}

/** The requests of a scenario; a sign-in sends no cookie, as it would destroy the session that others need. */
function visitsOf(scenario: Series['scenario'], { port, cookies }: Pick<App, 'port' | 'cookies'>) {
  return { port, path: `/${scenario}`, cookies: scenario === 'sign-in' ? [] : cookies };
}

async function measureOne(
  { scenario, connections }: Series,
  app: App,
  databases: Databases,
  load: ReturnType<typeof startLoad>,
  duration: number,
): Promise<Round> {
  const { kind, pid } = app;
  const visits = { ...visitsOf(scenario, app), connections };
  await load.run({ ...visits, duration: RUN_IN_MS });
  const databaseCpu = async () => (kind.database ? cpuOf(databases[kind.database].pid) : 0);
  const [appBefore, databaseBefore, loadBefore] = [await cpuOf(pid), await databaseCpu(), await cpuOf(load.pid)];
  const measured = await load.run({ ...visits, duration });
  return {
    ...measured,
    appCpu: ((await cpuOf(pid)) - appBefore) / measured.count,
    databaseCpu: ((await databaseCpu()) - databaseBefore) / measured.count,
    loadCpu: ((await cpuOf(load.pid)) - loadBefore) / measured.count,
  };
}

async function report(all: Series[]): Promise<void> {
  const busy = `Load average before: ${LOAD_BEFORE.toFixed(1)}`;
  const shared = `App, database and load share the machine: ${machine()}`;
  const about = `Medians of ${options.rounds} rounds of ${options.seconds} s. ${shared}. ${busy}.`;
  const leads = redisLeads(all, 'mongo + batching').map((line) => `- ${line}`);
  const ahead = leads.length > 0 ? ['', 'Redis is ahead:', '', ...leads] : [];
  const text = [about, '', tableOf(all), ...ahead].join('\n');
  console.log(text);
  if (options.print || options.apps !== APPS || options.connections !== CONNECTIONS) return;
  await writeFile(PLOT, plotOf(all));
  writeSection('store', `${text}\n\n![Requests per second of each store](benchmarks.svg)`);
}

await main();
