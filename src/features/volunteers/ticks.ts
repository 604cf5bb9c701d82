/** What happens by the clock: reminders the evening before, cards that close by themselves, news still owed. */
import type { Address, Bot, Db, Kit, Reply, Tx } from "#bot";
import { calledOff } from "./call-off.ts";
import { cards } from "./card.ts";
import { people, promotion, tell } from "./desk.ts";
import { span } from "./span.ts";
import { byId, chatsOf, tables } from "./store.ts";
import { live, signUpOf } from "./store-people.ts";
import type { Words } from "./words.ts";

export function ticks(bot: Bot, kit: Kit, w: Words): void {
  bot.job("volunteers.remind", nextReminder, (due) => remind(due.getTime()), "last");
  bot.job("volunteers.catch-up", nextErrand, (due) => catchUp(due.getTime()), "last");

  async function remind(due: number) {
    const now = kit.now();
    const rows = await tables(kit.db)
      .selectFrom("callouts")
      .select("id")
      .where("remind_at", "<=", due)
      .orderBy("id")
      .execute();
    const seats = (await Promise.all(rows.map((row) => live(kit.db, row.id)))).flat();
    const known = await people(
      kit,
      seats.map((seat) => seat.person),
    );
    return async (tx: Tx): Promise<Reply[]> => {
      const said: Reply[] = [];
      await kit.lock(tx, ...rows.map((row) => `callout:${row.id}`));
      for (const { id } of rows) {
        const callout = await byId(tx, id);
        if (callout?.status !== "open" || callout.remind_at === null || callout.remind_at > due) continue;
        // A tick that comes late, after downtime, must neither wake anybody nor remind of what has begun.
        const later = kit.calendar.afterQuiet(now);
        const wait = later > now && later < callout.starts;
        await tables(tx)
          .updateTable("callouts")
          .set({ remind_at: wait ? later : null })
          .where("id", "=", id)
          .execute();
        if (later > now || now >= callout.starts) continue;
        for (const seat of await live(tx, id)) {
          const to = known.get(seat.person)?.address;
          if (seat.status !== "signed_up" || !to) continue;
          const when = span(kit, callout.starts, callout.ends);
          const text = w.reminder(callout.code, callout.task, when, callout.place, callout.risks, seat.party);
          said.push({ to, text, buttons: [{ label: w.cantCome, says: `取消报名 ${callout.code}` }] });
        }
      }
      return said;
    };
  }

  async function catchUp(due: number) {
    const now = kit.now();
    const stale = await tables(kit.db)
      .selectFrom("callouts")
      .select("id")
      .where("card_at", "<=", due)
      .orderBy("id")
      .execute();
    const owed = await tables(kit.db).selectFrom("callout_news").selectAll().where("at", "<=", due).execute();
    const known = await people(
      kit,
      owed.map((news) => news.person),
    );
    const ids = [...new Set([...stale.map((row) => row.id), ...owed.map((news) => news.callout)])].sort();
    return async (tx: Tx): Promise<Reply[]> => {
      const said: Reply[] = [];
      await kit.lock(tx, ...ids.map((id) => `callout:${id}`));
      for (const { id } of stale) {
        const callout = await byId(tx, id);
        if (!callout || callout.card_at === null || callout.card_at > due) continue;
        // Said again before the start because somebody's data was erased: it still closes at the start.
        const again = now < callout.starts ? kit.calendar.afterQuiet(callout.starts) : null;
        await tables(tx).updateTable("callouts").set({ card_at: again }).where("id", "=", id).execute();
        said.push(...cards(kit, w, callout, await live(tx, id), await chatsOf(tx, id)));
      }
      for (const news of owed) {
        await tables(tx)
          .deleteFrom("callout_news")
          .where("callout", "=", news.callout)
          .where("person", "=", news.person)
          .execute();
        const callout = await byId(tx, news.callout);
        const mine = await signUpOf(tx, news.callout, news.person);
        if (!callout || !known.has(news.person)) continue;
        // What was true when it was noted may not be any more: they may have left meanwhile.
        if (news.kind === "promoted" && mine?.status === "signed_up")
          said.push(...(await tell(tx, known, news, promotion(kit, w, callout))));
        if (news.kind === "called_off" && mine?.status === "cancelled_by_host")
          said.push(...(await tell(tx, known, news, calledOff(kit, w, callout))));
      }
      return said;
    };
  }

  // A group that the platform gave a new address keeps its cards.
  bot.event("moved", async (turn) => async (tx: Tx) => {
    const to = turn.message.text as Address;
    const hanging = tables(tx).updateTable("callout_chats").set({ chat: to }).where("chat", "=", turn.message.chat);
    await hanging.execute();
    return undefined;
  });
}

async function nextReminder(db: Db, after: number): Promise<number | undefined> {
  const { next } = await tables(db)
    .selectFrom("callouts")
    .select(({ fn }) => fn.min("remind_at").as("next"))
    .where("status", "=", "open")
    .executeTakeFirstOrThrow();
  return next === null ? undefined : Math.max(after, Number(next));
}

async function nextErrand(db: Db, after: number): Promise<number | undefined> {
  const card = await tables(db)
    .selectFrom("callouts")
    .select(({ fn }) => fn.min("card_at").as("next"))
    .executeTakeFirstOrThrow();
  const news = await tables(db)
    .selectFrom("callout_news")
    .select(({ fn }) => fn.min("at").as("next"))
    .executeTakeFirstOrThrow();
  const moments = [card.next, news.next].flatMap((next) => (next === null ? [] : [Number(next)]));
  return moments.length === 0 ? undefined : Math.max(after, Math.min(...moments));
}
