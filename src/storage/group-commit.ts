/**
 * Group commit: units of work queued in the same moment run one after another and share one COMMIT. A unit's promise
 * settles only after that commit, so "stored" always means durable. One commit costs an fsync; sharing it is what makes
 * full durability affordable (STACK.md §2).
 *
 * A batch first runs without savepoints, which cost a copy of every page touched. Only when a unit fails is the batch
 * rolled back and run again with a savepoint around each unit, so that the failing one alone is undone.
 */

/** What the engine must be able to say. All synchronous: there is one writer. */
export interface Writer {
  begin(): void;
  commit(): void;
  rollback(): void;
  savepoint(): void;
  release(): void;
  undo(): void;
}

interface Unit {
  run: () => unknown;
  done: (value: never) => void;
  fail: (error: unknown) => void;
  value?: unknown;
  error?: unknown;
  failed: boolean;
}

/** How many units may share a commit: beyond this the latency of the first one grows without gain. */
const MOST = 512;

export class GroupCommit {
  readonly #writer: Writer;
  readonly #most: number;
  #queue: Unit[] = [];
  #running = false;

  readonly #soon: (run: () => void) => void;

  /**
   * `alone`: every unit gets a commit of its own (the yardstick in bench/peers.ts). `free`: a commit costs nothing (a
   * database in memory), so there is no point in waiting for company.
   */
  constructor(writer: Writer, { alone = false, free = false } = {}) {
    this.#writer = writer;
    this.#most = alone ? 1 : MOST;
    this.#soon = free ? queueMicrotask : setImmediate;
  }

  /** Queues a unit. It may be run more than once: what it does must go through the transaction only. */
  add<T>(run: () => Promise<T> | T): Promise<T> {
    return new Promise<T>((done, fail) => {
      this.#queue.push({ run, done, fail, failed: false });
      if (this.#running) return;
      this.#running = true;
      this.#soon(() => void this.#drain());
    });
  }

  /** Resolves when nothing is queued or running. */
  async idle(): Promise<void> {
    while (this.#running) await new Promise((resolve) => setImmediate(resolve));
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const batch: Unit[] = [];
      try {
        this.#writer.begin();
        await this.#together(batch);
        if (batch.some((unit) => unit.failed)) {
          this.#writer.rollback();
          this.#writer.begin();
          await this.#apart(batch);
        }
        this.#writer.commit();
      } catch (error) {
        this.#abandon(batch, error);
        continue;
      }
      for (const unit of batch) {
        if (unit.failed) unit.fail(unit.error);
        else unit.done(unit.value as never);
      }
    }
    this.#running = false;
  }

  /** Runs what is queued, and what arrives meanwhile, up to the limit or to the first failure. */
  async #together(batch: Unit[]): Promise<void> {
    while (batch.length < this.#most) {
      const unit = this.#queue.shift();
      if (!unit) return;
      batch.push(unit);
      const pending = attempt(unit);
      if (pending) await pending;
      if (unit.failed) return;
    }
  }

  /** The same units again, each undone by itself if it fails. */
  async #apart(batch: Unit[]): Promise<void> {
    for (const unit of batch) {
      unit.failed = false;
      this.#writer.savepoint();
      await attempt(unit);
      if (unit.failed) this.#writer.undo();
      else this.#writer.release();
    }
  }

  /** The commit itself failed (a full disk): nothing of the batch was kept, and everybody is told. */
  #abandon(batch: Unit[], error: unknown): void {
    try {
      this.#writer.rollback();
    } catch {
      // There may be nothing to roll back: BEGIN itself failed, or SQLite rolled back by itself.
    }
    const waiting = batch.length > 0 ? batch : this.#queue.splice(0);
    for (const unit of waiting) unit.fail(unit.failed ? unit.error : error);
  }
}

/** Runs a unit; awaits only what is not there yet, so that single statements cost no turn of the event loop. */
function attempt(unit: Unit): Promise<void> | undefined {
  try {
    const value = unit.run();
    if (value instanceof Promise) {
      return value.then(
        (later) => {
          unit.value = later;
        },
        (error) => {
          unit.failed = true;
          unit.error = error;
        },
      );
    }
    unit.value = value;
  } catch (error) {
    unit.failed = true;
    unit.error = error;
  }
  return undefined;
}
