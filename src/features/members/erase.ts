/** 删除我的数据: everything goes at once; what lies about in files is swept within the day. */
import { z } from "zod";
import { type Address, type Bot, type Kit, type Tx, UserError } from "#bot";
import { gather } from "./merge.ts";
import type { MemberTables } from "./store.ts";
import { addressesOf, dropCodes, hold } from "./store-links.ts";
import type { zh } from "./words.ts";

/** "Within a day nothing of it is left in the data directory": the sweep runs well before. */
const SWEEP_AFTER_MS = 12 * 3600_000;

const asked = z.object({ person: z.string().default(""), accounts: z.number().default(0) });

export function erase(bot: Bot, kit: Kit, words: typeof zh): void {
  const confirm = bot.dialog("members.erase", asked, async (turn, state) => {
    if (turn.message.text.trim() !== words.eraseYes) return { text: words.eraseKept };
    if (turn.by.id === "") throw new UserError(words.eraseKept);
    return async (tx) => {
      const lines: string[] = [];
      await hold(kit, tx);
      // What they were asked about was this person with these accounts: linked meanwhile, it is for them to ask again.
      const accounts = (await addressesOf(tx, turn.by.id)).map((row) => row.address);
      if (turn.by.id !== state.person || accounts.length !== state.accounts || !accounts.includes(turn.by.address))
        throw new UserError(words.eraseChanged);
      await gather(kit, tx, turn.by);
      for (const rights of kit.ports.rights?.() ?? []) lines.push(...(await rights.erase(tx, turn.by)));
      await forgetPerson(tx, turn.by.id);
      return { text: words.erased(kit.calendar.dateOf(kit.now()), [...lines, words.erasedProfile]) };
    };
  });

  bot.command(
    { name: "member.erase", words: ["删除我的数据"], examples: kit.examples("member.erase"), about: words.about.erase },
    async (turn) => {
      const accounts = (await addressesOf(kit.db, turn.by.id)).length;
      const ask = {
        text: [words.eraseAsk, ...(accounts > 1 ? [words.eraseLinked(accounts)] : [])].join("\n"),
        buttons: [
          { label: words.eraseYes, says: words.eraseYes },
          { label: words.eraseNo, says: words.eraseNo },
        ],
        next: confirm({ person: turn.by.id, accounts }),
      };
      if (turn.message.chat === turn.message.from) return ask;
      return [
        { text: words.privately, buttons: [{ label: words.goPrivate, says: "删除我的数据", private: true as const }] },
        { ...ask, to: turn.by.address },
      ];
    },
  );

  async function forgetPerson(tx: Tx, person: string): Promise<void> {
    const tables = tx.withTables<MemberTables>();
    const rows = await tables.selectFrom("addresses").select("address").where("person", "=", person).execute();
    const now = kit.now();
    await dropCodes(
      tx,
      [person],
      rows.map((row) => row.address),
    );
    await tables.deleteFrom("link_codes").where("person", "=", person).execute();
    await tables.deleteFrom("link_tries").where("person", "=", person).execute();
    for (const { address } of rows) {
      const row = { address, asked_at: now, due_at: now + SWEEP_AFTER_MS };
      await tables
        .insertInto("erasures")
        .values(row)
        .onConflict((conflict) => conflict.column("address").doUpdateSet(row))
        .execute();
    }
    await tables.deleteFrom("addresses").where("person", "=", person).execute();
    await tables.deleteFrom("people").where("id", "=", person).execute();
    await tables.updateTable("bound_chats").set({ bound_by: "" }).where("bound_by", "=", person).execute();
    // The export files go with the next sweep; their rows stay until then, so that the files are found.
    await tables.updateTable("export_files").set({ until: now, person: "" }).where("person", "=", person).execute();
  }

  const due = async (db: Kit["db"]): Promise<number | undefined> => {
    const tables = db.withTables<MemberTables>();
    const erasure = await tables
      .selectFrom("erasures")
      .select((e) => e.fn.min("due_at").as("at"))
      .executeTakeFirst();
    const file = await tables
      .selectFrom("export_files")
      .select((e) => e.fn.min("until").as("at"))
      .executeTakeFirst();
    const times = [erasure?.at, file?.at].filter((at) => at != null).map(Number);
    return times.length > 0 ? Math.min(...times) : undefined;
  };

  bot.job("members.sweep", due, async (at) => {
    const tables = kit.db.withTables<MemberTables>();
    const asked = await tables.selectFrom("erasures").selectAll().where("due_at", "<=", at.getTime()).execute();
    const files = await tables.selectFrom("export_files").selectAll().where("until", "<=", at.getTime()).execute();
    for (const file of files) await kit.files.remove(file.hash);
    return async (tx) => {
      const writing = tx.withTables<MemberTables>();
      for (const file of files) await writing.deleteFrom("export_files").where("hash", "=", file.hash).execute();
      for (const row of asked) {
        await kit.ports.forget?.(tx, [row.address as Address], row.asked_at);
        await writing.deleteFrom("erasures").where("address", "=", row.address).execute();
      }
      if (asked.length > 0) kit.ports.scrubSoon?.();
      return undefined;
    };
  });
}
