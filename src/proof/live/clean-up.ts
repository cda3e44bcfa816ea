const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Undoes what a proof has started. Synchronous, so that it also works when the process is about to end. */
export class CleanUp {
  readonly #tasks = new Set<() => void>();
  #hasRun = false;
  readonly #onExit = (): void => this.run();
  readonly #onSignal = (signal: NodeJS.Signals): void => {
    this.run();
    // Without another listener, the signal would have ended this process.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };

  constructor() {
    process.on('exit', this.#onExit);
    for (const signal of SIGNALS) process.on(signal, this.#onSignal);
  }

  /** Adds a task, which runs at once if the others have run already. @returns a function that removes it */
  add(task: () => void): () => void {
    if (this.#hasRun) task();
    this.#tasks.add(task);
    return () => void this.#tasks.delete(task);
  }

  /** Runs all tasks, the last one first. */
  run(): void {
    this.#hasRun = true;
    process.off('exit', this.#onExit);
    for (const signal of SIGNALS) process.off(signal, this.#onSignal);
    const tasks = [...this.#tasks].reverse();
    this.#tasks.clear();
    for (const task of tasks) task();
  }
}
