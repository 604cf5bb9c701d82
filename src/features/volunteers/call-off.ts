/** 取消招募: the host takes a call-out back, and everybody who counted on it hears of it. */
import type { Bot, Kit, Reply, Tx } from "#bot";
import { cards } from "./card.ts";
import { aloud, people, tell } from "./desk.ts";
import { span } from "./span.ts";
import { answerable } from "./staff.ts";
import { byId, type CallOut, chatsOf, tables } from "./store.ts";
import { live, mark } from "./store-people.ts";
import type { Words } from "./words.ts";

export function callOff(bot: Bot, kit: Kit, w: Words): void {
  bot.command(
    { name: "volunteer.calloff", words: ["取消招募 …"], examples: [], about: w.aboutCallOff, role: "secretary" },
    async (turn) => {
      const { callout, rest } = await answerable(kit, w, turn, "取消招募");
      if (callout.status === "cancelled") return aloud(turn, w.wasCancelled(callout.code));
      if (kit.now() >= callout.ends) return aloud(turn, w.isOver(callout.code));
      const signed = (await live(kit.db, callout.id)).length;
      const reply: Reply = {
        ...aloud(turn, w.sureCallOff(callout.code, callout.task, signed, rest)),
        buttons: [{ label: w.yesCallOff, says: `确认取消招募 ${callout.code}` }],
      };
      // The reason waits with the call-out: a button must not carry free words.
      return async (tx: Tx) => {
        await tables(tx)
          .updateTable("callouts")
          .set({ reason: rest.slice(0, 200) })
          .where("id", "=", callout.id)
          .execute();
        return reply;
      };
    },
  );

  bot.command(
    { name: "volunteer.calloff.sure", words: ["确认取消招募 …"], examples: [], about: "", role: "secretary" },
    async (turn) => {
      const { callout } = await answerable(kit, w, turn, "确认取消招募");
      const known = await people(
        kit,
        (await live(kit.db, callout.id)).map((seat) => seat.person),
      );
      return async (tx: Tx) => {
        await kit.lock(tx, `callout:${callout.id}`);
        const now = await byId(tx, callout.id);
        if (!now || now.status === "cancelled") return aloud(turn, w.wasCancelled(callout.code));
        if (kit.now() >= now.ends) return aloud(turn, w.isOver(callout.code));
        const off: CallOut = { ...now, status: "cancelled", remind_at: null, card_at: null };
        await tables(tx)
          .updateTable("callouts")
          .set({ status: "cancelled", remind_at: null, card_at: null })
          .where("id", "=", callout.id)
          .execute();
        const seats = await live(tx, callout.id);
        const told: Reply[] = [];
        for (const seat of seats) {
          await mark(tx, callout.id, seat.person, { status: "cancelled_by_host" });
          const news = { callout: callout.id, person: seat.person, kind: "called_off" as const, at: kit.now() };
          told.push(...(await tell(tx, known, news, calledOff(kit, w, off))));
        }
        const said = aloud(turn, w.calledOffDone(callout.code, seats.length));
        return [said, ...told, ...cards(kit, w, off, [], await chatsOf(tx, callout.id))];
      };
    },
  );
}

/** The words to everybody who had signed up or waited. */
export function calledOff(kit: Kit, w: Words, callout: CallOut): Omit<Reply, "to"> {
  return { text: w.calledOff(callout.code, callout.task, span(kit, callout.starts, callout.ends), callout.reason) };
}
