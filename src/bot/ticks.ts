/**
 * The clock is one more voice: a tick is a message whose id is `clock:<job>@<due>`, so that the inbox's unique id makes
 * it happen once, however many processes run. What was missed while the process was down is caught up as the job says.
 */
import { Cron } from "croner";
import type { Clock } from "./clock.ts";
import type { Address, Database, Db, Log, Message } from "./contract.ts";
import { nameOf } from "./inbox.ts";
import type { Job } from "./registry.ts";
import type { CoreTables } from "./schema.ts";

export interface TicksParts {
  database: Database;
  clock: Clock;
  log: Log;
  timeZone: string;
  jobs: readonly Job[];
  receive(message: Message): Promise<void>;
}

/** How often a job whose work is still there after its tick is tried at once … */
const AT_ONCE = 3;
/** … and how much later after that. */
const STILL_THERE_MS = 60_000;
/** When the store fails, a tick is tried again after this long. */
const STORE_AGAIN_MS = 5_000;

export class Ticks {
  readonly #parts: TicksParts;
  readonly #last = new Map<string, number>();
  readonly #crons = new Map<string, Cron>();
  /** Of each line: its next run after the last one. */
  readonly #runs = new Map<string, { last: number; next: number | undefined }>();
  /** Function jobs: the due time that was left over, and how often it was found. */
  readonly #left = new Map<string, { due: number; times: number }>();
  #cancel: (() => void) | undefined;
  #planning: Promise<void> | undefined;
  #ringing: Promise<void> | undefined;
  #stopped = false;

  constructor(parts: TicksParts) {
    this.#parts = parts;
  }

  /** Reads when each job last ran; a job never seen before starts from now. */
  async start(): Promise<void> {
    const { database, clock, jobs } = this.#parts;
    const rows = await database.db.withTables<CoreTables>().selectFrom("jobs").selectAll().execute();
    for (const row of rows) this.#last.set(row.name, row.last);
    for (const job of jobs) {
      const last = this.#last.get(job.name);
      if (last === undefined || job.missed === "skip") await this.#mark(job.name, clock.now());
      else if (typeof job.when === "string" && job.missed === "last") await this.#skipTo(job, job.when, last);
    }
    await this.plan();
  }

  /** Begins again from a new time without ticking: a fake clock that was just set. */
  async reset(): Promise<void> {
    for (const job of this.#parts.jobs) await this.#mark(job.name, this.#parts.clock.now());
    await this.plan();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  /** Looks for the earliest tick of all jobs and sets the alarm. Called again whenever work may have been added. */
  async plan(): Promise<void> {
    while (this.#planning) await this.#planning;
    this.#planning = this.#plan().finally(() => {
      this.#planning = undefined;
    });
    await this.#planning;
  }

  async #plan(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    let earliest: { job: Job; due: number } | undefined;
    const dues = await this.#dues();
    if (!dues) return;
    for (const { job, due } of dues)
      if (due !== undefined && (!earliest || due < earliest.due)) earliest = { job, due };
    if (!earliest || this.#stopped) return;
    const { job, due } = earliest;
    this.#cancel = this.#parts.clock.at(due, () => {
      this.#ringing = this.#ring(job, due);
    });
  }

  /** When each job wants to run; undefined, and asked again soon, when the store does not answer. */
  async #dues(): Promise<{ job: Job; due: number | undefined }[] | undefined> {
    const { database, jobs, clock, log } = this.#parts;
    try {
      return await database.reads((db) =>
        Promise.all(jobs.map(async (job) => ({ job, due: await this.#nextOf(db, job) }))),
      );
    } catch (error) {
      log.error({ error: nameOf(error) }, "the jobs could not be asked when they are due");
      if (!this.#stopped) this.#cancel = clock.at(clock.now() + STORE_AGAIN_MS, () => void this.plan());
      return undefined;
    }
  }

  /** Resolves when no tick is just being handed to the inbox. */
  async idle(): Promise<void> {
    await this.#ringing;
  }

  async #nextOf(db: Db, job: Job): Promise<number | undefined> {
    const { clock } = this.#parts;
    const last = this.#last.get(job.name) ?? clock.now();
    if (typeof job.when === "string") {
      return this.#nextRun(job.when, last);
    }
    try {
      const due = await job.when(db, last + 1);
      if (due === undefined || due > last) return due;
      return this.#overdue(job, due, last);
    } catch (error) {
      this.#parts.log.error({ job: job.name, error: nameOf(error) }, "a job could not say when it is due");
      return clock.now() + STILL_THERE_MS;
    }
  }

  /** Work that was due before the last tick: it came late, or the tick left it there. The latter is not tried for ever. */
  #overdue(job: Job, due: number, last: number): number {
    const before = this.#left.get(job.name);
    const times = before?.due === due ? before.times + 1 : 1;
    this.#left.set(job.name, { due, times });
    return last + (times > AT_ONCE ? STILL_THERE_MS : 1);
  }

  async #ring(job: Job, due: number): Promise<void> {
    const at = new Date(due).toISOString();
    const voice: Address = `clock:${job.name}`;
    try {
      await this.#parts.receive({
        id: `${voice}@${at}`,
        chat: voice,
        from: voice,
        name: "",
        addressed: true,
        text: "",
        files: [],
        at,
      });
      await this.#mark(job.name, due);
    } catch (error) {
      this.#parts.log.error({ job: job.name, error: nameOf(error) }, "a tick could not be stored");
      this.#cancel = this.#parts.clock.at(this.#parts.clock.now() + STORE_AGAIN_MS, () => void this.plan());
      return;
    }
    if (!this.#stopped) await this.plan();
  }

  /** Only the last of the missed ticks is wanted: forget those before it. */
  async #skipTo(job: Job, when: string, last: number): Promise<void> {
    const [, before] = this.#cron(when).previousRuns(2, new Date(this.#parts.clock.now() + 1_000));
    if (before && before.getTime() > last) await this.#mark(job.name, before.getTime());
  }

  /** Asked after every message, reckoned once a run. */
  #nextRun(line: string, last: number): number | undefined {
    const known = this.#runs.get(line);
    if (known?.last === last) return known.next;
    const next = this.#cron(line).nextRun(new Date(last))?.getTime();
    this.#runs.set(line, { last, next });
    return next;
  }

  #cron(line: string): Cron {
    const cron = this.#crons.get(line) ?? new Cron(line, { timezone: this.#parts.timeZone });
    this.#crons.set(line, cron);
    return cron;
  }

  async #mark(name: string, last: number): Promise<void> {
    this.#last.set(name, last);
    await this.#parts.database.unit(async (tx) => {
      const jobs = tx.withTables<CoreTables>().insertInto("jobs").values({ name, last });
      await jobs.onConflict((conflict) => conflict.column("name").doUpdateSet({ last })).execute();
    });
  }
}
