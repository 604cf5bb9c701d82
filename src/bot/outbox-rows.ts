/** The outbox's queries. Its rows are the ledger of deliveries. */
import { sql } from "kysely";
import { holderIsDead } from "./alive.ts";
import type { Address, Database, Receipt, Tx } from "./contract.ts";
import type { OutboxRow, WrittenRow } from "./outbox-row.ts";
import { COLUMNS, DUE, outboxStatements } from "./outbox-statements.ts";
import type { CoreTables, OutboxStatus, OutboxTable } from "./schema.ts";

/** Rows a statement. */
const AT_ONCE = 100;

/** What `insert` binds, as a row. */
function stored({ reply: _, begun: __, now, ...row }: WrittenRow): OutboxTable {
  return { ...row, changed_at: now, claimed_by: null, shown: null, error: null };
}

/** One function a question. */
export function outboxRows(database: Database, me: string) {
  const { insert, sending, sent, sentLooking, take, remember, forget } = outboxStatements(database, me);
  const core = database.db.withTables<CoreTables>();

  return {
    /** Where each statement is a way over the network, many rows go in one. */
    async insert(tx: Tx, rows: WrittenRow[]): Promise<void> {
      if (!database.shared || rows.length === 1) for (const row of rows) await database.change(tx, insert, row);
      else
        for (let from = 0; from < rows.length; from += AT_ONCE)
          await tx
            .withTables<CoreTables>()
            .insertInto("outbox")
            .values(rows.slice(from, from + AT_ONCE).map(stored))
            .execute();
    },
    /** due → being sent, as a unit of its own; false if the row is no longer due. */
    async begin(key: string, until: number, first: number): Promise<boolean> {
      return (await database.write(sending, { key, until, first })) > 0;
    },
    /** The same inside `tx`. */
    async beginIn(tx: Tx, key: string, until: number, first: number): Promise<boolean> {
      return (await database.change(tx, sending, { key, until, first })) > 0;
    },
    /**
     * PostgreSQL: the chat's oldest open row as being sent, in one statement, if it is due and nobody else sends it. Whoever
     * asks at the same moment waits for the row and then finds it taken.
     */
    async take(chat: string, now: number, until: number): Promise<OutboxRow | undefined> {
      return (await database.run(undefined, take, { chat, now, until }))[0];
    },
    /** Being sent → sent; `also` is kept with it. False if nothing more waits in this chat; one process knows that itself. */
    async sent(
      { chat, key }: Pick<OutboxRow, "chat" | "key">,
      now: number,
      shown: string,
      also?: (tx: Tx) => number | Promise<number>,
    ): Promise<boolean> {
      const values = { chat, key, now, shown };
      const mark = async (tx?: Tx) => {
        if (database.shared) return (await database.run(tx, sentLooking, values)).length > 0;
        await (tx ? database.change(tx, sent, values) : database.write(sent, values));
        return true;
      };
      if (!also) return mark();
      return database.unit(async (tx) => (await Promise.all([mark(tx), also(tx)]))[0]);
    },
    async mark(key: string, status: OutboxStatus, fields: Partial<OutboxTable>): Promise<void> {
      await database.unit(async (tx) => {
        await tx
          .withTables<CoreTables>()
          .updateTable("outbox")
          .set({ status, claimed_until: 0, ...fields })
          .where("key", "=", key)
          .execute();
      });
    },
    /** Keeps what the platform called a living card, to edit it next time. */
    async remember(chat: string, name: string, receipt: Receipt | undefined): Promise<void> {
      if (receipt) await database.write(remember, { chat, name, receipt: JSON.stringify(receipt) });
      else await database.write(forget, { chat, name });
    },
    /** Was something said under this key, shown or not? */
    async has(key: string): Promise<boolean> {
      return (await core.selectFrom("outbox").select("key").where("key", "=", key).executeTakeFirst()) !== undefined;
    },
    async shownAs(chat: string, name: string): Promise<Receipt | undefined> {
      const row = await core
        .selectFrom("living")
        .select("receipt")
        .where("chat", "=", chat)
        .where("name", "=", name)
        .executeTakeFirst();
      return row ? (JSON.parse(row.receipt) as Receipt) : undefined;
    },
    /** The living name of the message that the platform calls `shown`. */
    async livingOf(chat: Address, shown: string): Promise<string | undefined> {
      const row = await core
        .selectFrom("outbox")
        .select("living")
        .where("chat", "=", chat)
        .where("shown", "=", shown)
        .where("living", "is not", null)
        .executeTakeFirst();
      return row?.living ?? undefined;
    },
    /** Every row that is still to be sent, in order. */
    open(): Promise<(OutboxRow & { claimed_until: number })[]> {
      return core
        .selectFrom("outbox")
        .select([...COLUMNS, "claimed_until"])
        .where("status", "=", DUE)
        .orderBy("seq")
        .execute();
    },
    /**
     * Inside `tx`: the chat's oldest open row, whoever works on it; `dead`: nobody does any more; `least`: 1 when nothing
     * open in this chat is an answer.
     */
    async head(
      tx: Tx,
      chat: string,
      now: number,
    ): Promise<(OutboxRow & { claimed_until: number; dead: unknown; least: number }) | undefined> {
      return tx
        .withTables<CoreTables>()
        .selectFrom("outbox")
        .select([...COLUMNS, "claimed_until", holderIsDead(now).as("dead")])
        .select(
          sql<number>`(select min(push) from outbox other where other.chat = ${chat} and other.status = 'due')`.as(
            "least",
          ),
        )
        .where("chat", "=", chat)
        .where("status", "=", DUE)
        .orderBy("seq")
        .limit(1)
        .executeTakeFirst();
    },
    /** Private words kept back until this person first wrote: now they may go, after what was said before. In order. */
    async release(tx: Tx, chat: string, now: number, seq: () => number): Promise<OutboxRow[]> {
      const all = tx.withTables<CoreTables>();
      const held = all
        .selectFrom("outbox")
        .select(COLUMNS)
        .where("chat", "=", chat)
        // In the index's own words, or SQLite reads the whole ledger.
        .where("status", "in", [sql.lit<"due">("due"), sql.lit<"held">("held")])
        .where("status", "=", sql.lit<"held">("held"));
      const rows = await held.orderBy("seq").execute();
      for (const row of rows) {
        row.due_at = now;
        await all
          .updateTable("outbox")
          .set({ status: "due", due_at: now, seq: seq() })
          .where("key", "=", row.key)
          .execute();
      }
      return rows;
    },
  };
}

export type OutboxRows = ReturnType<typeof outboxRows>;
