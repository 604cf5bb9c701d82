/** What links leave behind is cleared by the clock: codes nobody may use any more, tries, rows under former ids. */
import type { Bot, Db, Kit, Member } from "#bot";
import { gather } from "./merge.ts";
import type { MemberTables } from "./store.ts";
import { asMember, hold, sideOf, tables } from "./store-links.ts";

/** An expired code is told from a wrong one for this long. */
const KEPT_MS = 3600_000;

export function afterwards(bot: Bot, kit: Kit): void {
  bot.job("members.links", due, async (at) => async (tx) => {
    await hold(kit, tx);
    const now = at.getTime();
    const rows = await tables(tx).selectFrom("joined_people").selectAll().where("due_at", "<=", now).execute();
    for (const person of new Set(rows.map((row) => row.person))) {
      const into = await memberOf(tx, person);
      if (into) await gather(kit, tx, into, now);
    }
    await tables(tx).deleteFrom("joined_people").where("due_at", "<=", now).execute();
    await tables(tx)
      .deleteFrom("link_codes")
      .where("until", "<=", now - KEPT_MS)
      .execute();
    await tables(tx).deleteFrom("link_tries").where("until", "<=", now).execute();
    return undefined;
  });

  async function memberOf(tx: Db, person: string): Promise<Member | undefined> {
    const row = await tables(tx).selectFrom("addresses").select("address").where("person", "=", person).limit(1);
    const { address } = (await row.executeTakeFirst()) ?? {};
    const side = address === undefined ? undefined : await sideOf(kit, tx, address);
    return side && asMember(side);
  }
}

async function due(db: Db, after: number): Promise<number | undefined> {
  const all = db.withTables<MemberTables>();
  const first = async (table: "joined_people" | "link_codes" | "link_tries", column: "due_at" | "until") => {
    const row = await all
      .selectFrom(table)
      .select((e) => e.fn.min(column as never).as("at"))
      .executeTakeFirst();
    return row?.at == null ? undefined : Number(row.at);
  };
  const code = await first("link_codes", "until");
  const moments = [
    await first("joined_people", "due_at"),
    await first("link_tries", "until"),
    code === undefined ? undefined : code + KEPT_MS,
  ].filter((at) => at !== undefined);
  return moments.length === 0 ? undefined : Math.max(after, Math.min(...moments));
}
