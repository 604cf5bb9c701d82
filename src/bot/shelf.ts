/** What failed for good or hangs in doubt, for staff: parked messages and deliveries nobody can be sure of. */
import { adapterOf } from "./address.ts";
import type { Database, Message } from "./contract.ts";
import type { InboxRow } from "./inbox-rows.ts";
import type { Registry } from "./registry.ts";
import type { CoreTables } from "./schema.ts";
import type { zh } from "./words.ts";

export interface ShelfParts {
  database: Database;
  words: typeof zh;
  /** Puts a parked row back into its lane. */
  queue(row: InboxRow): void;
}

/** How many rows of the inbox or the outbox are in a state. */
export async function countRows(
  database: Database,
  table: "inbox" | "outbox",
  status: "new" | "parked" | "due" | "unknown",
): Promise<number> {
  const rows = database.db.withTables<CoreTables>().selectFrom(table).where("status", "=", status);
  return Number((await rows.select((e) => e.fn.countAll<number>().as("n")).executeTakeFirst())?.n ?? 0);
}

/** What may be done about a parked message. */
function rescue(words: typeof zh, seq: string | number): { label: string; says: string }[] {
  return [
    { label: words.retry, says: `重试搁置 ${seq}` },
    { label: words.drop, says: `放弃搁置 ${seq}` },
  ];
}

/** Registers 搁置, 重试搁置 and 放弃搁置 for admins. */
export function shelf(registry: Registry, parts: ShelfParts): void {
  const { database, words } = parts;
  const core = database.db.withTables<CoreTables>();

  registry.command(
    { name: "house.shelf", words: ["搁置"], examples: [], about: words.aboutShelf, role: "admin" },
    async () => {
      const failed = await countRows(database, "inbox", "parked");
      const doubtful = await countRows(database, "outbox", "unknown");
      if (failed + doubtful === 0) return { text: words.shelfEmpty };
      const rows = await core
        .selectFrom("inbox")
        .select(["seq"])
        .where("status", "=", "parked")
        .orderBy("seq")
        .limit(5)
        .execute();
      const lines = [
        words.shelf,
        ...(failed ? [words.shelfParked(failed)] : []),
        ...(doubtful ? [words.shelfUnknown(doubtful)] : []),
      ];
      return {
        text: lines.join("\n"),
        buttons: rows.flatMap((row) => rescue(words, row.seq)),
      };
    },
  );

  registry.command(
    { name: "house.retry", words: ["重试搁置 …"], examples: [], about: "", role: "admin" },
    async ({ rest }) => {
      const row = await parked(rest);
      if (!row) return { text: words.notFound };
      // A unit of its own, harmless to repeat: the row must be back for good before its lane looks at it.
      await database.unit(async (tx) => {
        const rows = tx
          .withTables<CoreTables>()
          .updateTable("inbox")
          .where("id", "=", row.id)
          .where("status", "=", "parked");
        await rows.set({ status: "new", tries: 0, next_at: 0, claimed_until: 0 }).execute();
      });
      parts.queue({ ...row, tries: 0, next_at: 0 });
      return { text: words.retried };
    },
  );

  registry.command(
    { name: "house.drop", words: ["放弃搁置 …"], examples: [], about: "", role: "admin" },
    async ({ rest }) => {
      const row = await parked(rest);
      if (!row) return { text: words.notFound };
      return async (tx) => {
        await tx
          .withTables<CoreTables>()
          .updateTable("inbox")
          .set({ status: "done", body: "" })
          .where("id", "=", row.id)
          .execute();
        return { text: words.dropped };
      };
    },
  );

  async function parked(seq: string): Promise<(InboxRow & { body: string }) | undefined> {
    if (!/^\d{1,16}$/.test(seq)) return undefined;
    return core
      .selectFrom("inbox")
      .select(["id", "lane", "body", "tries", "next_at"])
      .where("seq", "=", Number(seq))
      .where("status", "=", "parked")
      .executeTakeFirst();
  }
}

/** The person who sent a parked message and the admins are told; silence is impossible. */
export function parkedWords(
  words: typeof zh,
  message: Message,
  seq: string,
): { person: string; staff: string; buttons: { label: string; says: string }[] } {
  return {
    person: words.parked,
    staff: words.parkedStaff(adapterOf(message.id)),
    buttons: rescue(words, seq),
  };
}
