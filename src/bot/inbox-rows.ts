/** The inbox's queries, compiled once: they run for every message. */
import { sql } from "kysely";
import { holderIsDead } from "./alive.ts";
import type { Database, Message, Tx } from "./contract.ts";
import type { CoreTables, InboxTable } from "./schema.ts";

export type InboxRow = Pick<InboxTable, "id" | "lane" | "body" | "tries" | "next_at"> & {
  /** What `body` holds, while the row is still in the memory of the process that heard it. */
  message?: Message;
};

const NEW = sql.lit<"new">("new");

// Constants stand in the text of a hot statement: a bound value costs a little each time.
const ZERO = sql.lit<0>(0);
const NONE = sql.lit<null>(null);
const EMPTY = sql.lit<"">("");

/** One function a question. */
export function inboxRows(database: Database, me: string) {
  const insert = database.compile<CoreTables, InboxRow & { seq: number; now: number }>((db, bind) =>
    db
      .insertInto("inbox")
      .values({
        id: bind("id"),
        lane: bind("lane"),
        seq: bind("seq"),
        body: bind("body"),
        status: NEW,
        tries: ZERO,
        next_at: ZERO,
        received_at: bind("now"),
        claimed_by: NONE,
        claimed_until: ZERO,
        error: NONE,
      })
      .onConflict((conflict) => conflict.column("id").doNothing()),
  );
  const finish = database.compile<CoreTables, { id: string }>((db, bind) =>
    db
      .updateTable("inbox")
      // The words go as soon as they are answered; the id stays, to know a redelivery by.
      .set({ status: sql.lit<"done">("done"), body: EMPTY })
      .where("id", "=", bind<string>("id"))
      .where("status", "=", NEW),
  );
  const claim = database.compile<CoreTables, { lane: string; me: string; now: number; until: number }, InboxRow>(
    (db, bind) =>
      db
        .updateTable("inbox")
        .set({ claimed_by: bind("me"), claimed_until: bind("until") })
        .where("id", "=", (e) =>
          e
            .selectFrom("inbox as head")
            .select("head.id")
            .where("head.lane", "=", bind<string>("lane"))
            .where("head.status", "=", NEW)
            .orderBy("head.seq")
            .limit(1),
        )
        .where("status", "=", NEW)
        .where("next_at", "<=", bind<number>("now"))
        .where((e) =>
          e.or([
            e("claimed_until", "<", bind<number>("now")),
            e("claimed_by", "=", bind<string>("me")),
            holderIsDead(bind("now")),
          ]),
        )
        .returning(["id", "lane", "body", "tries", "next_at"]),
  );
  const core = database.db.withTables<CoreTables>();

  return {
    /** True if the message was not known before. */
    async store(row: InboxRow & { seq: number; now: number }): Promise<boolean> {
      return (await database.write(insert, row)) > 0;
    },
    /** Marks it answered inside the settling transaction; false if somebody else did already. */
    async finish(tx: Tx, id: string): Promise<boolean> {
      return (await database.change(tx, finish, { id })) > 0;
    },
    /** Several processes: takes the head of a lane unless another process holds it or it still pauses. */
    async claim(lane: string, now: number, until: number): Promise<InboxRow | undefined> {
      return database.unit(async (tx) => (await database.run(tx, claim, { lane, me, now, until }))[0]);
    },
    /** When the head of a lane may be tried again, if it pauses. */
    async pausesUntil(lane: string): Promise<number | undefined> {
      const head = core
        .selectFrom("inbox")
        .select(["next_at", "claimed_until"])
        .where("lane", "=", lane)
        .where("status", "=", NEW);
      const row = await head.orderBy("seq").limit(1).executeTakeFirst();
      return row && Math.max(row.next_at, row.claimed_until);
    },
    /** What a failed attempt leaves behind. */
    async postpone(id: string, tries: number, nextAt: number, error: string): Promise<void> {
      await database.unit(async (tx) => {
        const rows = tx.withTables<CoreTables>().updateTable("inbox").where("id", "=", id);
        await rows.set({ tries, next_at: nextAt, claimed_until: 0, error }).execute();
      });
    },
    async park(tx: Tx, id: string, tries: number, error: string): Promise<void> {
      const rows = tx.withTables<CoreTables>().updateTable("inbox").where("id", "=", id).where("status", "=", "new");
      await rows.set({ status: "parked", tries, error }).execute();
    },
    /** The short number of a row, for staff. */
    async seqOf(tx: Tx, id: string): Promise<number> {
      const rows = tx.withTables<CoreTables>().selectFrom("inbox").select("seq").where("id", "=", id);
      return (await rows.executeTakeFirstOrThrow()).seq;
    },
    /** Everything unanswered, in order: after a start, and for rows that another process left behind. */
    open(): Promise<InboxRow[]> {
      return core
        .selectFrom("inbox")
        .select(["id", "lane", "body", "tries", "next_at"])
        .where("status", "=", NEW)
        .orderBy("seq")
        .execute();
    },
  };
}

export type InboxRows = ReturnType<typeof inboxRows>;
