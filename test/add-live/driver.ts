import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { expect, vi } from 'vitest';
import { type Answer, Browser } from './browser.ts';
import { freePort, run, type Server } from './processes.ts';
import type { Project } from './project.ts';
import type { Request, Scenario } from './scenario.ts';
import type { Services } from './services.ts';

/** What the application did before `add`. */
export interface Recording {
  routes: Answer[];
  begin: Answer[];
  withoutDatabase: Answer[];
  /** A visitor with a session, through the proxy when the scenario has one. */
  visitor: Browser;
}

/** Drives the application as it was written, and checks that the scenario describes it truly. */
export async function record(scenario: Scenario, project: Project, services: Services): Promise<Recording> {
  const { session, before, writtenFor } = scenario;
  await project.build();
  const visitor = new Browser();
  let server = await startReady(scenario, project);
  let routes: Answer[];
  let begin: Answer[];
  try {
    routes = await askAll(server, scenario.routes);
    begin = await askAll(server, session.begin, visitor);
    for (const [index, { status }] of [...routes, ...begin].entries()) {
      expect(status, `${index}. answer of ${scenario.name}`).toBeLessThan(500);
    }
    await expectRecall(scenario, server, visitor, before !== 'none');
  } finally {
    await server.stop();
  }
  server = await startReady(scenario, project);
  try {
    await expectRecall(scenario, server, visitor, before === 'remembered');
  } finally {
    await server.stop();
  }
  await expectSuite(scenario, project);
  const withoutDatabase = scenario.withoutDatabase ? await askWithoutDatabase(scenario, project, services) : [];
  if (writtenFor) {
    await project.reinstall();
    await expect(project.start()).rejects.toThrow(writtenFor.failure);
    await project.commit('Install afresh');
  }
  await emptyDatabase(scenario, services);
  return { routes, begin, withoutDatabase, visitor };
}

/** Runs `add` and proves that the session outlives the process, and that nothing else has changed. */
export async function prove(
  scenario: Scenario,
  project: Project,
  services: Services,
  recording: Recording,
  cli: string,
): Promise<void> {
  const earlier = await storedSessions(scenario, services);
  expect((await project.add(cli)).status).toBe('done');
  await expectEdits(scenario, project);
  await project.build();
  const visitors = [new Browser(), ...(scenario.proxy ? [new Browser(scenario.proxy)] : [])];
  let server = await startReady(scenario, project);
  try {
    expect(await askAll(server, scenario.routes)).toEqual(recording.routes);
    if (scenario.keepsSessions) await expectRecall(scenario, server, recording.visitor, true);
    for (const visitor of visitors) {
      expect(await askAll(server, scenario.session.begin, visitor)).toEqual(recording.begin);
      await expectRecall(scenario, server, visitor, true);
    }
  } finally {
    await server.stop();
  }
  expect(server.output).not.toMatch(/MemoryStore|Unhandled|deprecated express-session/);
  server = await startReady(scenario, project);
  try {
    for (const visitor of visitors) await expectRecall(scenario, server, visitor, true);
    await expectRecall(scenario, server, new Browser(), false);
  } finally {
    await server.stop();
  }
  expect(await storedSessions(scenario, services)).toBeGreaterThanOrEqual(earlier + visitors.length);
  if (scenario.stored.ttlIndex) await expectTtlIndex(scenario, services);
  await expectSuite(scenario, project);
  if (scenario.withoutDatabase) {
    expect(await askWithoutDatabase(scenario, project, services)).toEqual(recording.withoutDatabase);
  }
  await expectUnchanged(project, cli);
}

/** Starts the application and, when it listens before its database is connected, waits for that. */
async function startReady({ ready }: Scenario, project: Project): Promise<Server> {
  const server = await project.start();
  if (ready) {
    const connected = async (): Promise<void> => {
      expect((await new Browser().ask(server.origin, ready)).status, server.output).toBeLessThan(500);
    };
    await vi.waitFor(connected, { timeout: 20_000 });
  }
  return server;
}

async function askAll(server: Server, requests: Request[], browser?: Browser): Promise<Answer[]> {
  const answers: Answer[] = [];
  // Without a browser of its own every request comes from somebody new.
  for (const request of requests) answers.push(await (browser ?? new Browser()).ask(server.origin, request));
  return answers;
}

async function expectRecall({ session }: Scenario, server: Server, visitor: Browser, known: boolean): Promise<void> {
  const { body } = await visitor.ask(server.origin, session.recall);
  if (known) expect(body, server.output).toMatch(session.remembers);
  else expect(body, server.output).not.toMatch(session.remembers);
}

async function expectSuite({ suite, env }: Scenario, project: Project): Promise<void> {
  if (!suite) return;
  const unserved = `mongodb://127.0.0.1:${await freePort()}/unserved`;
  // 20 seconds: a store that waits for its database keeps a test runner open for 30.
  const options = { cwd: project.root, env: env({ mongo: () => unserved, redis: '' }), limit: 20_000 };
  const { code, output } = await run('npm', suite, options);
  expect(code, output).toBe(0);
}

async function expectEdits({ budget = {}, absent = [] }: Scenario, project: Project): Promise<void> {
  const changes = await project.changes();
  for (const [file, most] of Object.entries(budget)) {
    const { added, removed } = changes[file] ?? { added: 0, removed: 0 };
    expect({ file, added: Math.max(added, most.added), removed: Math.max(removed, most.removed) }).toEqual({
      file,
      ...most,
    });
  }
  expect(absent.filter((file) => project.has(file))).toEqual([]);
  expect(Object.keys(changes)).not.toContain('.env');
}

async function expectUnchanged(project: Project, cli: string): Promise<void> {
  const diff = await project.diff();
  expect((await project.add(cli)).status).toBe('unchanged');
  expect(await project.diff()).toBe(diff);
}

/** Starts with a database that nobody serves, asks, then serves it: the session must work from then on. */
async function askWithoutDatabase(scenario: Scenario, project: Project, services: Services): Promise<Answer[]> {
  const port = await freePort();
  const url = `mongodb://127.0.0.1:${port}/${scenario.stored.database}?serverSelectionTimeoutMS=1000`;
  const env = scenario.env({ redis: services.redis, mongo: () => url });
  const server = await project.start(env);
  try {
    // Longer than the driver looks for a server: whoever does not handle its failure has died by then.
    await sleep(2500);
    const answers = await askAll(server, scenario.withoutDatabase ?? []);
    expect(server.alive, server.output).toBe(true);
    await services.startMongo(port);
    const visitor = new Browser();
    await vi.waitFor(
      async () => {
        await askAll(server, scenario.session.begin, visitor);
        await expectRecall(scenario, server, visitor, true);
      },
      { timeout: 15_000, interval: 500 },
    );
    return answers;
  } finally {
    await server.stop();
  }
}

async function withDatabase<T>(scenario: Scenario, services: Services, use: (client: MongoClient) => Promise<T>) {
  const client = await MongoClient.connect(services.mongo(scenario.stored.database));
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

function storedSessions(scenario: Scenario, services: Services): Promise<number> {
  const { database, collection = 'sessions' } = scenario.stored;
  return withDatabase(scenario, services, (client) => client.db(database).collection(collection).countDocuments());
}

/** MongoDB removes a session at the time that its `expires` says. */
async function expectTtlIndex(scenario: Scenario, services: Services): Promise<void> {
  const { database, collection = 'sessions' } = scenario.stored;
  const indexes = await withDatabase(scenario, services, (client) =>
    client.db(database).collection(collection).indexes(),
  );
  expect(indexes).toContainEqual(expect.objectContaining({ key: { expires: 1 }, expireAfterSeconds: 0 }));
}

/** Back to the data that the application had before the recording, except for its sessions. */
function emptyDatabase(scenario: Scenario, services: Services): Promise<void> {
  const { database, collection = 'sessions' } = scenario.stored;
  return withDatabase(scenario, services, async (client) => {
    for (const { name } of await client.db(database).listCollections({}, { nameOnly: true }).toArray()) {
      if (name !== collection) await client.db(database).collection(name).deleteMany({});
    }
  });
}
