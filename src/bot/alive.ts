/**
 * Where several processes share a database, each says that it lives: what a dead one had taken is free within seconds,
 * and what a living one works on stays its own however long it takes.
 */
import { type SqlBool, sql } from "kysely";
import type { Clock } from "./clock.ts";
import type { Database } from "./contract.ts";
import type { CoreTables } from "./schema.ts";

const SAY_EVERY_MS = 3_000;
/** Three missed words: a pause of the process is not its death. */
const DEAD_AFTER_MS = 10_000;
/** Without a watch (a clock that is moved by hand) nobody renews anything: the claim's own end decides. */
const FOR_EVER_MS = 10 * 365 * 24 * 3600_000;

const nameOf = (process: string) => `process:${process}`;

/** In a query over rows that carry `claimed_by`: its holder no longer lives. */
export function holderIsDead(now: unknown) {
  return sql<SqlBool>`not exists (select 1 from leases where leases.name = 'process:' || claimed_by and leases.until > ${now})`;
}

export class Alive {
  readonly #parts: { database: Database; clock: Clock; me: string; watch: boolean };
  #cancel: (() => void) | undefined;

  constructor(parts: { database: Database; clock: Clock; me: string; watch: boolean }) {
    this.#parts = parts;
  }

  /** Says so once, and from then on regularly. Does nothing where no other process could look. */
  async start(): Promise<void> {
    const { database, clock, me, watch } = this.#parts;
    if (!database.shared) return;
    this.#cancel?.();
    const until = clock.now() + (watch ? DEAD_AFTER_MS : FOR_EVER_MS);
    await database.unit(async (tx) => {
      const all = tx
        .withTables<CoreTables>()
        .insertInto("leases")
        .values({ name: nameOf(me), holder: me, until });
      await all.onConflict((conflict) => conflict.column("name").doUpdateSet({ until })).execute();
    });
    if (watch) this.#cancel = clock.at(clock.now() + SAY_EVERY_MS, () => void this.start().catch(() => this.#again()));
  }

  /** A clean end: what is left is free at once. */
  async stop(): Promise<void> {
    this.#cancel?.();
    const { database, me } = this.#parts;
    if (!database.shared) return;
    await database
      .unit(async (tx) => {
        await tx.withTables<CoreTables>().deleteFrom("leases").where("name", "=", nameOf(me)).execute();
      })
      .catch(() => {});
  }

  /** The store did not answer: the next try comes soon, before others take this process for dead. */
  #again(): void {
    this.#cancel = this.#parts.clock.at(
      this.#parts.clock.now() + 1_000,
      () => void this.start().catch(() => this.#again()),
    );
  }
}
