import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findMongod } from '../real/find-mongod.ts';
import { findRedisServer } from '../real/programs.ts';
import { freePort, Server } from './processes.ts';
import type { Addresses } from './scenario.ts';

/** Real servers on random ports, with their data in a temporary folder. */
export class Services implements Addresses {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'services-'));
  readonly #servers: Server[] = [];
  #mongo = 0;
  #redis = 0;

  static async start(): Promise<Services> {
    const services = new Services();
    [services.#mongo, services.#redis] = await Promise.all([freePort(), freePort()]);
    await Promise.all([services.startMongo(services.#mongo), services.#startRedis()]);
    return services;
  }

  get redis(): string {
    return `redis://127.0.0.1:${this.#redis}`;
  }

  readonly mongo = (database: string): string => `mongodb://127.0.0.1:${this.#mongo}/${database}`;

  async startMongo(port: number): Promise<Server> {
    const data = path.join(this.#folder, `mongo-${port}`);
    mkdirSync(data);
    const { path: binary } = await findMongod();
    const args = ['--port', `${port}`, '--dbpath', data, '--bind_ip', '127.0.0.1', '--wiredTigerCacheSizeGB', '0.25'];
    return this.#keep(await Server.start(binary, args, port, { cwd: this.#folder }));
  }

  async #startRedis(): Promise<Server> {
    const args = ['--port', `${this.#redis}`, '--save', '', '--appendonly', 'no', '--dir', this.#folder];
    const { path: binary } = await findRedisServer();
    return this.#keep(await Server.start(binary, args, this.#redis, { cwd: this.#folder }));
  }

  #keep(server: Server): Server {
    this.#servers.push(server);
    return server;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.stop()));
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
