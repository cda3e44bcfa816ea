import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Undoes what a proof has started. Synchronous, so that it also works when the process exits. */
export class CleanUp {
  readonly #tasks = new Set<() => void>();
  #hasRun = false;
  readonly #onExit = (): void => this.run();

  constructor() {
    process.on('exit', this.#onExit);
  }

  /** Adds a task, which runs at once if the others have run already. @returns a function that removes it */
  add(task: () => void): () => void {
    if (this.#hasRun) task();
    this.#tasks.add(task);
    return () => void this.#tasks.delete(task);
  }

  /** Creates a folder that is deleted with all that is in it. @returns its path, without links */
  temporaryFolder(): string {
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'create-mongo-session-app-')));
    this.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
    return folder;
  }

  /** Runs all tasks, the last one first. */
  run(): void {
    this.#hasRun = true;
    process.off('exit', this.#onExit);
    const tasks = [...this.#tasks].reverse();
    this.#tasks.clear();
    for (const task of tasks) task();
  }
}
