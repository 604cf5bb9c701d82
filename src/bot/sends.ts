/**
 * The journal of what was sent lately, kept as long as a limit looks back: the next start, and where several processes
 * share the database all of them, count from it.
 */
import { sql } from "kysely";
import type { Database, Tx } from "./contract.ts";
import { kept, type Window, type Windows } from "./limits.ts";
import type { Spoken } from "./meter.ts";
import type { CoreTables } from "./schema.ts";

/** Another process's send may end any moment. */
const POLL_MS = 50;

/** `id`: of one try of one row. */
export type Sent = Spoken & { id: string };

/** One function a question. */
export function sends(database: Database) {
  const core = database.db.withTables<CoreTables>();
  const note = database.compile<CoreTables, Omit<Sent, "direct"> & { at: number }>((db, bind) =>
    db
      .insertInto("sends")
      .values({
        id: bind("id"),
        adapter: bind("adapter"),
        chat: bind("chat"),
        push: bind("push"),
        ended_at: bind("at"),
      })
      .onConflict((conflict) => conflict.column("id").doUpdateSet((e) => ({ ended_at: e.ref("excluded.ended_at") }))),
  );

  /** When `windows` let one more of this scope start, over all processes. */
  async function from(
    tx: Tx,
    scope: "adapter" | "chat",
    one: Sent,
    windows: Window[],
    now: number,
    push = false,
  ): Promise<number> {
    const all = tx.withTables<CoreTables>();
    let latest = 0;
    for (const window of windows) {
      const answers = () =>
        all
          .selectFrom("sends")
          .select((e) => e.fn.countAll<number>().as("n"))
          .where("adapter", "=", one.adapter)
          .where("push", "=", sql.lit<0>(0))
          .where("ended_at", ">", now - window.spanMs)
          .executeTakeFirstOrThrow();
      const keep = push ? kept(window, Number((await answers()).n)) : 0;
      const nth = await all
        .selectFrom("sends")
        .select("ended_at")
        .where(scope, "=", one[scope])
        .orderBy("ended_at", "desc")
        .limit(1)
        .offset(window.n - keep - 1)
        .executeTakeFirst();
      if (!nth) continue;
      // What is under way is written with the time by which it must have ended.
      latest = Math.max(latest, nth.ended_at > now ? now + POLL_MS : nth.ended_at + window.spanMs);
    }
    return latest;
  }

  return {
    /** Inside `tx`: when the app's, and the chat's own, windows let this one start. */
    appFrom: (tx: Tx, one: Sent, push: boolean, windows: Windows, now: number) =>
      from(tx, "adapter", one, windows.app, now, push),
    ownFrom: (tx: Tx, one: Sent, windows: Windows, now: number) =>
      from(tx, "chat", one, one.direct ? windows.person : windows.chat, now),
    /** Under way until `at` at the latest, or ended at `at`. */
    noteIn: (tx: Tx, one: Sent, at: number) => database.change(tx, note, { ...one, at }),
    note: (one: Sent, at: number) => database.write(note, { ...one, at }),
    /** Drops what no limit of this adapter looks back to. */
    async prune(adapter: string, before: number): Promise<void> {
      await database.unit(async (tx) => {
        const all = tx.withTables<CoreTables>();
        await all.deleteFrom("sends").where("adapter", "=", adapter).where("ended_at", "<=", before).execute();
      });
    },
    /** Everything of the journal, oldest first. */
    all: () => core.selectFrom("sends").selectAll().orderBy("ended_at").execute(),
    /** Until when the platform asked to be left alone altogether (epoch ms), if it did. */
    async heldUntil(adapter: string, tx?: Tx): Promise<number> {
      const from = tx?.withTables<CoreTables>() ?? core;
      const row = await from
        .selectFrom("buckets")
        .select("free_at")
        .where("name", "=", `app ${adapter}`)
        .executeTakeFirst();
      return row?.free_at ?? 0;
    },
    async hold(adapter: string, until: number): Promise<void> {
      const row = { name: `app ${adapter}`, free_at: until };
      await database.unit(async (tx) => {
        const buckets = tx.withTables<CoreTables>().insertInto("buckets").values(row);
        await buckets.onConflict((conflict) => conflict.column("name").doUpdateSet({ free_at: until })).execute();
      });
    },
  };
}

export type Sends = ReturnType<typeof sends>;
