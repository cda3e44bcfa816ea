import type { LiveCheck } from '../../outcome.ts';

export type Verdict = Pick<LiveCheck, 'status' | 'message'>;

export const passed = (message: string): Verdict => ({ status: 'passed', message });
export const failed = (message: string): Verdict => ({ status: 'failed', message });
export const warning = (message: string): Verdict => ({ status: 'warning', message });
export const skipped = (message: string): Verdict => ({ status: 'skipped', message });

export interface CheckOptions {
  signal?: AbortSignal | undefined;
  /** Called with the title of each check as it begins. */
  onStep?: ((text: string) => void) | undefined;
  /** IDs of the only checks to run. */
  only?: readonly string[] | undefined;
}

/** Runs checks in order and collects their results. */
export class Checks {
  readonly results: LiveCheck[] = [];
  readonly #titles: Record<string, string>;
  readonly #options: CheckOptions;
  readonly #mask: (text: string) => string;

  constructor(titles: Record<string, string>, options: CheckOptions, mask: (text: string) => string) {
    this.#titles = titles;
    this.#options = options;
    this.#mask = mask;
  }

  includes(id: string): boolean {
    return (this.#options.only?.includes(id) ?? true) && !this.results.some((result) => result.id === id);
  }

  /** An error that `prove` throws is a failure. @returns the status; `skipped` for a check that was not asked for */
  async run(id: string, prove: () => Promise<Verdict> | Verdict): Promise<LiveCheck['status']> {
    this.#options.signal?.throwIfAborted();
    if (!this.includes(id)) return 'skipped';
    const title = this.#titles[id] ?? id;
    this.#options.onStep?.(title);
    const start = Date.now();
    const verdict = await Promise.resolve()
      .then(prove)
      .catch((error: Error) => failed(error.message));
    // After an abort, the processes have been killed, so the verdict means nothing.
    this.#options.signal?.throwIfAborted();
    this.results.push({ id, title, ...verdict, message: this.#mask(verdict.message), ms: Date.now() - start });
    return verdict.status;
  }

  /** Skips all checks that have no result yet, or those of `ids`. */
  skip(message: string, ids: readonly string[] = Object.keys(this.#titles)): void {
    for (const id of ids.filter((one) => this.includes(one)))
      this.results.push({ id, title: this.#titles[id] ?? id, ...skipped(this.#mask(message)), ms: 0 });
  }
}
