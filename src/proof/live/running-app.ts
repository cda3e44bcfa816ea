import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { CleanUp } from '../clean-up.ts';
import { ProcessGroup, until } from '../process-group.ts';
import type { LiveTarget } from './live-target.ts';
import {
  type Action,
  type PreloadSettings,
  type Report,
  SETTINGS_VARIABLE,
  type SessionView,
} from './preload/protocol.ts';
import { type Answer, get, type Origin, type RequestOptions } from './request.ts';
import { freePort, type ScratchDatabase } from './scratch-database.ts';

export interface Launch {
  cleanUp: CleanUp;
  /** For the reports of the preload. */
  folder: string;
  target: LiveTarget;
  scratch: ScratchDatabase;
  /** The variables of the app; those of the proof itself take precedence. */
  environment: NodeJS.ProcessEnv;
}

interface DriveOptions extends RequestOptions {
  value?: string;
}

const PRELOAD = path.join(import.meta.dirname, 'live-preload.cjs');
const LONGEST_START_MS = 60_000;

/** The app, started with its own command and the preload. */
export class RunningApp {
  readonly #group: ProcessGroup;
  readonly #settings: PreloadSettings;
  readonly #mount: string;
  #origin: Origin | undefined;

  private constructor(group: ProcessGroup, settings: PreloadSettings, mount: string) {
    this.#group = group;
    this.#settings = settings;
    this.#mount = mount;
  }

  /** Starts the app and waits until it listens, ends, or `startMS` have passed, 60 s by default. */
  static async start(
    launch: Launch,
    limits: { selectionTimeoutMS?: number; startMS?: number } = {},
  ): Promise<RunningApp> {
    const { target, scratch, cleanUp } = launch;
    const token = randomBytes(16).toString('hex');
    const settings: PreloadSettings = {
      reports: path.join(launch.folder, token),
      token,
      port: await freePort(),
      scratchUrl: scratch.url,
      refusesOtherDatabases: scratch.mongod !== undefined,
      ...(limits.selectionTimeoutMS !== undefined && { selectionTimeoutMS: limits.selectionTimeoutMS }),
    };
    const preload = JSON.stringify(PRELOAD);
    const group = new ProcessGroup(cleanUp, target.command, target.folder, {
      ...launch.environment,
      PORT: String(settings.port),
      NODE_OPTIONS: `${launch.environment['NODE_OPTIONS'] ?? ''} --require ${preload}`.trim(),
      [SETTINGS_VARIABLE]: JSON.stringify(settings),
    });
    const app = new RunningApp(group, settings, target.mount);
    await until(() => app.isListening || app.hasEnded, limits.startMS ?? LONGEST_START_MS);
    return app;
  }

  /** What the preload has reported so far. */
  get reports(): Report[] {
    const { reports } = this.#settings;
    const lines = existsSync(reports) ? readFileSync(reports, 'utf8').split('\n') : [];
    // The last line may be incomplete.
    return lines.slice(0, -1).map((line) => JSON.parse(line) as Report);
  }

  reportsOf<Kind extends Report['kind']>(kind: Kind): Extract<Report, { kind: Kind }>[] {
    return this.reports.filter((report): report is Extract<Report, { kind: Kind }> => report.kind === kind);
  }

  get isListening(): boolean {
    return this.reportsOf('listening').length > 0;
  }

  /** Whether the app has ended, even if a watcher that started it is still running. */
  get hasEnded(): boolean {
    if (this.#group.hasEnded) return true;
    const { reports } = this;
    const pids = new Set(reports.filter(({ kind }) => /^(listening|session|error)$/.test(kind)).map(({ pid }) => pid));
    const ended = new Set(reports.filter(({ kind }) => kind === 'exit').map(({ pid }) => pid));
    return pids.size > 0 && [...pids].every((pid) => ended.has(pid));
  }

  /** The error that the app ended with, else the first lines of its output that look like an error. */
  get problem(): string {
    const [error] = this.reportsOf('error');
    if (error) return shortened(error.message.split('\n'));
    const lines = stripVTControlCharacters(this.#group.output)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !/^(npm (error|warn|ERR)|at |Node\.js v|>|\^+$|node:internal)/.test(line));
    const first = lines.findIndex((line) => /error|exception|cannot|missing|invalid|refused|fail/i.test(line));
    return shortened(lines.slice(...(first === -1 ? [-4] : [first, first + 4]))) || 'it printed nothing';
  }

  /** Lets the preload use the session of a request. Rejects if the preload does not answer. */
  async drive(action: Action, options: DriveOptions = {}): Promise<SessionView & { answer: Answer }> {
    const answer = await this.send(action, options);
    const view = viewIn(answer);
    if (view) return { ...view, answer };
    if (this.hasEnded) throw new Error(`The app ended: ${this.problem}`);
    const what = answer.status === undefined ? 'no answer' : `status ${answer.status}`;
    const cause = this.reportsOf('request-failed').at(-1)?.message ?? 'the session middleware did not pass it on';
    throw new Error(`A request that uses the session got ${what} after ${seconds(answer.ms)}: ${shortened([cause])}`);
  }

  /** Like `drive`, for any answer. */
  async send(action: Action, { value = '', ...options }: DriveOptions = {}): Promise<Answer> {
    const target = `${this.#mount}/${this.#settings.token}/${action}?value=${value}`;
    this.#origin ??= await this.#findOrigin();
    return get(this.#origin, target, options);
  }

  /** The server whose requests reach the session middleware; the first one if none does. */
  async #findOrigin(): Promise<Origin> {
    const servers = this.reportsOf('listening');
    for (const server of servers) {
      const answer = servers.length > 1 ? await get(server, `${this.#mount}/${this.#settings.token}/look`) : undefined;
      if (answer && viewIn(answer)) return server;
    }
    const [first] = servers;
    if (!first) throw new Error(`The app does not listen: ${this.problem}`);
    return first;
  }

  async stop(): Promise<void> {
    await this.#group.stop();
  }
}

function shortened(lines: string[]): string {
  const text = lines.join(' ').replace(/\s+/g, ' ');
  return text.length > 300 ? `${text.slice(0, 300)} ...` : text;
}

/** The answer of the preload; undefined if something else answered. */
export function viewIn({ status, body }: Answer): SessionView | undefined {
  if (status !== 200 || !body.startsWith('{"')) return undefined;
  const view = JSON.parse(body) as SessionView;
  return 'cookie' in view ? view : undefined;
}

export function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
