import { MongoAPIError, MongoError } from 'mongodb';

const BATCH_SIZES = [64, 32]; // calls per command if more than that many are in progress, else 16
const MAX_PENDING = 5_000; // calls
const SLOW = 1_000; // ms; from then on, a command does not delay the next one
const TIMEOUT = 15_000; // ms after that; then its calls fail and its sessions can be written again

export type Call = { id: string; sendAlone(): Promise<unknown> };
type PendingCall<C> = C & { resolve(result: unknown): void; reject(error: unknown): void };
type SendBatch<C> = (calls: C[]) => Promise<(call: C, index: number) => unknown>;

/**
 * Puts concurrent calls into shared commands. A call made while no command is in flight is sent at once; later calls
 * join the next command. If ordered, calls for one session are sent one after the other.
 */
export class CommandQueue<C extends Call> {
  readonly #sendBatch: SendBatch<C>;
  readonly #isOrdered: boolean;
  readonly #idsInFlight = new Set<string>(); // if ordered
  #pending: PendingCall<C>[] = [];
  #isBusy = false; // calls are being gathered, or a command is in flight
  #gathering: NodeJS.Immediate | undefined; // until the end of this turn of the event loop
  #concurrency = 1; // calls in the last command and waiting behind it
  #peakConcurrency = 1; // decays by a tenth with each command
  #slowCommands: Promise<unknown> = Promise.resolve();

  constructor(sendBatch: SendBatch<C>, { isOrdered = false } = {}) {
    this.#sendBatch = sendBatch;
    this.#isOrdered = isOrdered;
  }

  enqueue(call: C): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#pending.length >= MAX_PENDING) return reject(new MongoError('MongoDB has stalled: too many calls'));
      this.#pending.push(Object.assign(call, { resolve, reject }));
      if (!this.#isBusy || (this.#gathering && this.#pending.length >= this.#batchSize())) this.#sendWhenReady();
    });
  }

  /** Leaves calls for a second batch when there are many, so that MongoDB and the app work at the same time. */
  #batchSize(): number {
    return BATCH_SIZES.find((size) => this.#peakConcurrency > size) ?? 16;
  }

  /** Sends at once if as many calls are pending as last time, else after this turn of the event loop. */
  #sendWhenReady(): void {
    clearImmediate(this.#gathering);
    const { length } = this.#pending;
    this.#isBusy = length > 0;
    const isComplete = length >= Math.min(this.#concurrency, this.#batchSize());
    this.#gathering = this.#isBusy && !isComplete ? setImmediate(this.#sendNext) : undefined;
    if (this.#isBusy && isComplete) queueMicrotask(this.#sendNext); // setImmediate would slow down single calls
  }

  readonly #sendNext = async (): Promise<void> => {
    this.#gathering = undefined;
    const batch = this.#takeBatch();
    if (batch.length === 0) {
      this.#isBusy = false; // all pending calls wait for commands in flight on the same sessions
      return;
    }
    const answered = this.#send(batch);
    if (await isPendingAfter(SLOW, answered)) await this.#waitForSlow(batch, answered);
    else this.#release(batch);
    this.#sendWhenReady();
  };

  #takeBatch(): PendingCall<C>[] {
    const maxSize = this.#batchSize();
    const batch: PendingCall<C>[] = [];
    this.#pending = this.#pending.filter((call) => {
      const isFree = batch.length < maxSize && (!this.#isOrdered || !this.#idsInFlight.has(call.id));
      if (isFree) batch.push(call);
      if (isFree && this.#isOrdered) this.#idsInFlight.add(call.id);
      return !isFree;
    });
    return batch;
  }

  async #send(batch: PendingCall<C>[]): Promise<void> {
    const results = await this.#sendBatch(batch)
      .then((resultOf) => batch.map(resultOf))
      .catch((error) => batch.map((call) => this.#retryAlone(call, error)));
    this.#concurrency = batch.length + this.#pending.length;
    this.#peakConcurrency = Math.max(this.#concurrency, 0.9 * this.#peakConcurrency);
    const resolveAll = () => batch.forEach(({ resolve }, index) => void resolve(results[index]));
    // If the next batch is full, it is sent before the callers of this one continue.
    (this.#pending.length < batch.length ? queueMicrotask : setImmediate)(resolveAll);
    await Promise.allSettled(results.filter((result) => result instanceof Promise));
  }

  /** A write whose outcome is unknown is not repeated: it could undo a later one. */
  #retryAlone(call: C, error: unknown): Promise<unknown> {
    return this.#isOrdered && isOutcomeUnknown(error) ? Promise.reject(error) : call.sendAlone();
  }

  #release(batch: C[]): void {
    for (const { id } of batch) this.#idsInFlight.delete(id);
  }

  /** The driver can lose a command along with its connection. So one slow command does not block the next; two do. */
  async #waitForSlow(batch: PendingCall<C>[], answered: Promise<unknown>): Promise<void> {
    const ended = isPendingAfter(TIMEOUT, answered).then((isLost) => {
      if (isLost) this.#giveUp(batch);
      this.#release(batch);
      if (!this.#isBusy) this.#sendWhenReady();
    });
    await Promise.race([this.#slowCommands, ended]);
    this.#slowCommands = Promise.all([this.#slowCommands, ended]);
  }

  /** Fails the calls, also if the driver still reports an error for their command: they are not retried after that. */
  #giveUp(batch: PendingCall<C>[]): void {
    const sendAlone = () => Promise.reject(new MongoError('MongoDB did not answer in time'));
    for (const call of batch) call.resolve(Object.assign(call, { sendAlone }).sendAlone());
  }
}

const isPendingAfter = (ms: number, promise: Promise<unknown>): Promise<boolean> =>
  Promise.race([promise.then(() => false), new Promise<boolean>((resolve) => setTimeout(resolve, ms, true).unref())]);

const isOutcomeUnknown = (error: unknown) =>
  error instanceof MongoError
    ? !(error instanceof MongoAPIError) && typeof error.code !== 'number'
    : error instanceof Error && 'code' in error && !(error instanceof RangeError); // of a socket, such as EPIPE
