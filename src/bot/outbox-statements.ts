/** The outbox's hot statements, compiled once. */
import { type Kysely, sql } from "kysely";
import type { Bind, Database } from "./contract.ts";
import type { OutboxRow, WrittenRow } from "./outbox-row.ts";
import type { CoreTables } from "./schema.ts";

export const COLUMNS = [
  "key",
  "adapter",
  "chat",
  "direct",
  "push",
  "body",
  "living",
  "due_at",
  "tries",
  "first_at",
] as const;
export const DUE = sql.lit<"due">("due");

// Constants stand in the text of a hot statement: a bound value costs a little each time.
const ZERO = sql.lit<0>(0);
const NONE = sql.lit<null>(null);
const EMPTY = sql.lit<"">("");

/** `me`: who sends. */
export function outboxStatements(database: Database, me: string) {
  const insert = database.compile<CoreTables, WrittenRow>((db, bind) =>
    db.insertInto("outbox").values({
      key: bind("key"),
      seq: bind("seq"),
      adapter: bind("adapter"),
      chat: bind("chat"),
      direct: bind("direct"),
      push: bind("push"),
      body: bind("body"),
      living: bind("living"),
      status: bind("status"),
      due_at: bind("due_at"),
      tries: ZERO,
      first_at: bind("first_at"),
      changed_at: bind("now"),
      claimed_by: NONE,
      claimed_until: bind("claimed_until"),
      shown: NONE,
      error: NONE,
    }),
  );
  const sending = database.compile<CoreTables, { key: string; until: number; first: number }>((db, bind) =>
    db
      .updateTable("outbox")
      .set({ claimed_by: me, claimed_until: bind("until"), first_at: bind("first") })
      .where("key", "=", bind<string>("key"))
      .where("status", "=", DUE)
      .where("claimed_until", "=", ZERO),
  );
  type Sent = { key: string; now: number; shown: string };
  const marked = (db: Kysely<CoreTables>, bind: Bind) =>
    db
      .updateTable("outbox")
      // The words go once they are shown: the ledger keeps that something was said, to whom and when, not what.
      .set({
        status: sql.lit<"sent">("sent"),
        claimed_until: ZERO,
        body: EMPTY,
        shown: bind("shown"),
        changed_at: bind("now"),
        error: NONE,
      })
      .where("key", "=", bind<string>("key"));
  const sent = database.compile<CoreTables, Sent>(marked);
  const sentLooking = database.compile<CoreTables, Sent & { chat: string }, { one: number }>((db, bind) =>
    db
      .with("done", () => marked(db, bind))
      .selectFrom("outbox")
      .select(sql.lit(1).as("one"))
      .where("chat", "=", bind<string>("chat"))
      .where("status", "=", DUE)
      .where("key", "<>", bind<string>("key"))
      .limit(sql.lit(1)),
  );
  const take = database.compile<CoreTables, { chat: string; now: number; until: number }, OutboxRow>((db, bind) =>
    db
      .updateTable("outbox")
      .set({
        claimed_by: me,
        claimed_until: bind("until"),
        first_at: sql`case when first_at = 0 then ${bind<number>("now")} else first_at end`,
      })
      .where("key", "=", (from) =>
        from
          .selectFrom("outbox as head")
          .select("head.key")
          .where("head.chat", "=", bind<string>("chat"))
          .where("head.status", "=", DUE)
          .orderBy("head.seq")
          .limit(sql.lit(1))
          .forUpdate(),
      )
      .where("status", "=", DUE)
      .where("claimed_until", "=", ZERO)
      .where("due_at", "<=", bind<number>("now"))
      .returning(COLUMNS),
  );
  const remember = database.compile<CoreTables, CoreTables["living"]>((db, bind) =>
    db
      .insertInto("living")
      .values({ chat: bind("chat"), name: bind("name"), receipt: bind("receipt") })
      .onConflict((conflict) => conflict.columns(["chat", "name"]).doUpdateSet({ receipt: bind("receipt") })),
  );
  const forget = database.compile<CoreTables, { chat: string; name: string }>((db, bind) =>
    db.deleteFrom("living").where("chat", "=", bind<string>("chat")).where("name", "=", bind<string>("name")),
  );
  return { insert, sending, sent, sentLooking, take, remember, forget };
}
