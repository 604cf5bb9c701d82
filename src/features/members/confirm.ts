/**
 * 确认绑定: the tap after a code was said, and where the code came from somebody who holds a role, a second one there.
 * A role is given to another address by a tap in the chat that holds it, made after reading whom it goes to: a code alone
 * can be talked out of a handler by telephone.
 */
import { type Answer, type Bot, type Kit, type Reply, type Turn, type Tx, UserError } from "#bot";
import { hasStanding, joining, type Side } from "./join.ts";
import { merge } from "./merge.ts";
import type { LinkCode } from "./store.ts";
import { asked, changeCode, dropCode, hold, sideOf, tables } from "./store-links.ts";
import { called, platformOf, roleOf } from "./where.ts";
import type { LinkWords } from "./words-link.ts";

export function confirm(bot: Bot, kit: Kit, w: LinkWords): void {
  bot.command({ name: "member.link.confirm", words: ["确认绑定 …"], examples: [], about: "" }, async (turn) =>
    decided(turn, agree),
  );
  bot.command({ name: "member.link.decline", words: ["不绑定 …"], examples: [], about: "" }, async (turn) =>
    decided(turn, decline),
  );

  type Decide = (tx: Tx, row: LinkCode, me: Side) => Promise<Reply | Reply[]>;

  /** The one question that the tap, or the bare word, answers. */
  function decided(turn: Turn, decide: Decide): Answer {
    if (turn.message.chat !== turn.message.from) throw new UserError(w.onlyPrivately);
    const tag = /^\d{4}$/.exec(turn.rest.trim())?.[0];
    return async (tx) => {
      await hold(kit, tx);
      const rows = await asked(tx, turn.by.address, kit.now());
      const fitting = tag === undefined ? rows : rows.filter((row) => row.tag === tag);
      const [row] = fitting;
      const me = await sideOf(kit, tx, turn.by.address);
      if (!row || !me) return { text: w.nothing };
      return fitting.length > 1 ? { text: w.several } : decide(tx, row, me);
    };
  }

  async function agree(tx: Tx, row: LinkCode, me: Side): Promise<Reply | Reply[]> {
    const issuer = await sideOf(kit, tx, row.address);
    const sayer = row.asker === null ? undefined : await sideOf(kit, tx, row.asker);
    const joined = issuer && sayer && issuer.id === row.person ? joining(issuer, sayer) : undefined;
    if (!issuer || !sayer || !joined || issuer.id === sayer.id) {
      await dropCode(tx, row.hash);
      return { text: issuer && sayer && issuer.id === sayer.id ? w.already : w.expired };
    }
    if (!joined.ok) {
      await dropCode(tx, row.hash);
      return { text: w.roles };
    }
    if (me.address === sayer.address && hasStanding(issuer)) {
      const here = { text: w.alsoThere(platformOf(issuer)) };
      if (row.agreed === 1) return here;
      await changeCode(tx, row.hash, { agreed: 1 });
      const text = w.askIssuer(platformOf(sayer), called(w, sayer), roleOf(w, issuer));
      return [here, { to: to(issuer), text, buttons: w.taps(row.tag) }];
    }
    await merge(kit, tx, joined);
    await keepUsed(tx, row, joined.into.id, me);
    const other = me.address === sayer.address ? issuer : sayer;
    return [
      { text: w.joined(platformOf(other), called(w, other), joined.asksAgain) },
      {
        to: to(other),
        text: w.joinedThere(platformOf(me), called(w, me), joined.asksAgain),
        buttons: [{ label: w.unlink, says: "解除绑定" }],
      },
    ];
  }

  /** The code is remembered as used for as long as it would have lived; private words now go where the last tap was. */
  async function keepUsed(tx: Tx, row: LinkCode, person: string, me: Side): Promise<void> {
    await tables(tx)
      .insertInto("link_codes")
      .values({ ...row, person, asker: null, used: 1 })
      .execute();
    await tables(tx).updateTable("addresses").set({ used_at: kit.now() }).where("address", "=", me.address).execute();
  }

  async function decline(tx: Tx, row: LinkCode, me: Side): Promise<Reply[]> {
    await dropCode(tx, row.hash);
    const there = me.address === row.address ? row.asker : row.agreed === 1 ? row.address : null;
    const told = there === null ? [] : [{ to: there as Reply["to"] & string, text: w.declinedThere }];
    return [{ text: w.declined }, ...told];
  }

  function to(side: Side): Reply["to"] & string {
    return side.address as Reply["to"] & string;
  }
}
