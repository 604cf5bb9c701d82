/** 解除绑定: one address leaves and starts anew; what was kept stays with the address that had it first. */
import { createHash, randomUUID } from "node:crypto";
import { z } from "zod";
import { type Address, type Answer, type Bot, type Kit, type Reply, type Turn, type Tx, UserError } from "#bot";
import type { MemberTables } from "./store.ts";
import { addressesOf, dropCodes, hold, sideOf, tables } from "./store-links.ts";
import { platformOf } from "./where.ts";
import type { LinkWords } from "./words-link.ts";

type Row = MemberTables["addresses"];

export function unlink(bot: Bot, kit: Kit, w: LinkWords): void {
  /** Nothing is asked by it: it takes the place of what was open in the chat that leaves, which was asked of another. */
  const closed = bot.dialog("members.parted", z.object({}), async () => undefined);

  bot.command(
    {
      name: "member.unlink",
      words: ["解除绑定 …", "unlink account …"],
      examples: kit.examples("member.unlink"),
      about: w.about.unlink,
    },
    async (turn): Promise<Answer> => {
      if (turn.message.chat !== turn.message.from) throw new UserError(w.onlyPrivately);
      const leaving = able(await addressesOf(kit.db, turn.by.id), turn.by.address);
      const [only] = leaving;
      if (!only) return { text: w.notLinked };
      const chosen = leaving.length === 1 ? only : leaving.find((row) => markOf(row) === turn.rest.trim());
      if (!chosen) return { text: w.unlinkWhich, buttons: leaving.map((row) => button("解除绑定", shown(row), row)) };
      const here = chosen.address === turn.by.address;
      return { text: w.unlinkAsk(shown(chosen), here), buttons: [button("确认解绑", w.unlinkYes, chosen)] };
    },
  );

  bot.command({ name: "member.unlink.confirm", words: ["确认解绑 …"], examples: [], about: "" }, async (turn) => {
    if (turn.message.chat !== turn.message.from) throw new UserError(w.onlyPrivately);
    return async (tx) => part(tx, turn);
  });

  async function part(tx: Tx, turn: Turn): Promise<Reply | Reply[]> {
    await hold(kit, tx);
    const me = await sideOf(kit, tx, turn.by.address);
    const leaving = me ? able(await addressesOf(tx, me.id), me.address) : [];
    const gone = leaving.find((row) => markOf(row) === turn.rest.trim());
    if (!me || !gone) return { text: w.notLinked };
    const fresh = { id: randomUUID(), name: "", own_name: 0, role: "member", unit: null, created_at: kit.now() };
    await tables(tx)
      .insertInto("people")
      .values({ ...fresh, consent: null, consent_at: null, noticed: null })
      .execute();
    const moved = { person: fresh.id, linked_at: null };
    await tables(tx).updateTable("addresses").set(moved).where("address", "=", gone.address).execute();
    await dropCodes(tx, [fresh.id], [gone.address]);
    const over = { ...closed({}), until: new Date(0).toISOString() };
    const left = { to: gone.address as Address, text: w.unlinkedGone, next: over };
    if (gone.address === me.address) return left;
    return [{ text: w.unlinked(shown(gone)) }, left];
  }

  /** Those that may be taken out from here: from the first address any other, from another itself alone. */
  function able(rows: readonly Row[], here: string): Row[] {
    const own = rows.find((row) => row.address === here);
    if (!own || rows.length < 2) return [];
    return own.linked_at === null ? rows.filter((row) => row !== own) : [own];
  }

  /** "terminal …7f3a": the platform and the end of the account's id. */
  function shown({ address }: Row): string {
    return `${platformOf({ address })} …${address.slice(address.indexOf(":") + 1).slice(-4)}`;
  }

  /** Names an address on a button without spelling it. */
  function markOf({ address }: Row): string {
    return createHash("sha256").update(address).digest("hex").slice(0, 8);
  }

  function button(says: string, label: string, row: Row) {
    return { label, says: `${says} ${markOf(row)}` };
  }
}
