import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort, run, Server, succeed } from './processes.ts';
import type { Addresses, Scenario } from './scenario.ts';

const FIXTURES = path.join(import.meta.dirname, '../apps');
const INSTALL = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];

/** A copy of a fixture application in a folder of its own, committed to git as a project in use would be. */
export class Project {
  readonly root: string;
  readonly #scenario: Scenario;
  readonly #addresses: Addresses;

  private constructor(scenario: Scenario, addresses: Addresses) {
    this.#scenario = scenario;
    this.#addresses = addresses;
    this.root = mkdtempSync(path.join(tmpdir(), `${scenario.name}-`));
  }

  static async copy(scenario: Scenario, addresses: Addresses): Promise<Project> {
    const project = new Project(scenario, addresses);
    const from = path.join(FIXTURES, scenario.name);
    cpSync(from, project.root, { recursive: true, filter: (file) => file !== path.join(from, 'scenario.ts') });
    // Stored as _env and _gitignore: they must not act on the repository that holds the fixtures.
    for (const file of readdirSync(project.root, { recursive: true, encoding: 'utf8' })) {
      const { dir, base } = path.parse(file);
      if (/^_(env|gitignore)/.test(base)) renameSync(project.file(file), project.file(dir, `.${base.slice(1)}`));
    }
    if (scenario.engines) project.#setEngines(scenario.engines);
    await project.#install();
    await project.#git('init', '--quiet');
    await project.commit('Start');
    return project;
  }

  #setEngines(node: string): void {
    const manifest = JSON.parse(readFileSync(this.file('package.json'), 'utf8'));
    writeFileSync(this.file('package.json'), `${JSON.stringify({ ...manifest, engines: { node } }, null, 2)}\n`);
  }

  file(...parts: string[]): string {
    return path.join(this.root, ...parts);
  }

  /** Installs what package.json asks for, or first what the application was written for. */
  async #install(): Promise<void> {
    const { writtenFor } = this.#scenario;
    if (!writtenFor) return void (await this.npm(INSTALL));
    const manifest = readFileSync(this.file('package.json'), 'utf8');
    const { dependencies, ...rest } = JSON.parse(manifest) as { dependencies: Record<string, string> };
    const pinned = { ...rest, dependencies: { ...dependencies, ...writtenFor.versions } };
    writeFileSync(this.file('package.json'), JSON.stringify(pinned));
    await this.npm(INSTALL);
    writeFileSync(this.file('package.json'), manifest);
  }

  /** Installs what package.json asks for as if there had been nothing. */
  async reinstall(): Promise<void> {
    rmSync(this.file('node_modules'), { recursive: true });
    rmSync(this.file('package-lock.json'));
    await this.npm(INSTALL);
  }

  /** @throws Error with its output when npm fails. */
  npm(args: string[], env: Record<string, string> = {}, limit = 120_000): Promise<string> {
    return succeed('npm', args, { cwd: this.root, env, limit });
  }

  async build(): Promise<void> {
    if (this.#scenario.build) await this.npm(['run', ...this.#scenario.build]);
  }

  /** Starts the application on a free port; `env` overrides the scenario's. */
  async start(env: Record<string, string> = {}): Promise<Server> {
    const port = await freePort();
    const args = ['run', '--silent', ...(this.#scenario.start ?? ['start'])];
    return Server.start('npm', args, port, {
      cwd: this.root,
      env: { ...this.#scenario.env(this.#addresses), ...env, PORT: `${port}` },
    });
  }

  /** Runs `add` without a terminal. @param cli its bin script. */
  async add(cli: string): Promise<AddReport> {
    const check = this.#scenario.checked ? ['--check'] : [];
    const args = [cli, 'add', '--yes', '--json', ...check, ...this.#scenario.add];
    const { code, stdout, output } = await run(process.execPath, args, { cwd: this.root, limit: 180_000 });
    if (code !== 0) throw new Error(`add ended with ${code ?? 'a signal'}:\n${output}`);
    return JSON.parse(stdout) as AddReport;
  }

  async commit(message: string): Promise<void> {
    await this.#git('add', '--all');
    await this.#git('-c', 'user.name=fixture', '-c', 'user.email=fixture@example.org', 'commit', '-qm', message);
  }

  /** @returns the changes since the last commit, new files included, those that git ignores not. */
  async diff(): Promise<string> {
    await this.#git('add', '--all', '--intent-to-add');
    return this.#git('diff');
  }

  /** @returns lines added and removed since the last commit, by file. */
  async changes(): Promise<Record<string, { added: number; removed: number }>> {
    await this.#git('add', '--all', '--intent-to-add');
    const lines = (await this.#git('diff', '--numstat')).split('\n').filter(Boolean);
    return Object.fromEntries(
      lines.map((line) => {
        const [added, removed, file = ''] = line.split('\t');
        return [file, { added: Number(added), removed: Number(removed) }];
      }),
    );
  }

  has(file: string): boolean {
    return existsSync(this.file(file));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #git(...args: string[]): Promise<string> {
    return succeed('git', args, { cwd: this.root });
  }
}

/** The part of the JSON document of `add` that the tests look at. */
export interface AddReport {
  status: string;
  files: { path: string; action: string }[];
}
