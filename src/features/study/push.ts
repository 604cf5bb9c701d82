/** The push to the groups: at its time, never in quiet hours, once a group. */
import type { Address, Bot, Db, Kit, Member, Reply, Tx } from "#bot";
import { chatsOf, parse } from "./audience.ts";
import { type Shelf, shelve } from "./shelf.ts";
import { type Item, tables } from "./store.ts";
import { itemById, markSend, plan, sendsOf, unplan } from "./store-items.ts";
import { shown } from "./when.ts";
import type { Words } from "./words.ts";

/** Sent late after downtime, but not half a day late: then its author hears of it instead. */
const LATE_MS = 12 * 3_600_000;

export function push(bot: Bot, kit: Kit, w: Words, shelf: Shelf): void {
  bot.job("study.push", nextDue, (due) => run(due.getTime()), "last");

  async function run(due: number) {
    const fresh = await shelf.fresh();
    const rows = await tables(kit.db)
      .selectFrom("study_sends")
      .selectAll()
      .where("status", "=", "planned")
      .where("due", "<=", due)
      .execute();
    const ids = [...new Set(rows.map((row) => row.item))].sort();
    const bound = new Set<string>((await kit.members.groups("members")).map((group) => group.chat));
    const chats = new Map<string, string[]>();
    const authors = new Map<string, Member>();
    for (const id of ids) {
      const item = await itemById(kit.db, id);
      // Groups bound since the approval belong to a whole unit's audience too.
      const audience = item ? parse(item.audience) : undefined;
      if (audience) chats.set(id, await chatsOf(kit, audience));
      const author = item?.author ? await kit.members.byId(item.author) : undefined;
      if (author) authors.set(id, author);
    }
    return async (tx: Tx): Promise<Reply[]> => {
      const said: Reply[] = [];
      await shelve(tx, kit, fresh);
      await kit.lock(tx, ...ids.map((id) => `study:${id}`));
      for (const id of ids) {
        const item = await itemById(tx, id);
        // Changed or withdrawn in the meantime: what was planned falls with the approval.
        if (item?.status !== "approved") await unplan(tx, id);
        else said.push(...(await pushItem(tx, item, due, bound, chats.get(id) ?? [], authors.get(id))));
      }
      return said;
    };
  }

  async function pushItem(
    tx: Tx,
    item: Item,
    due: number,
    bound: ReadonlySet<string>,
    chats: readonly string[],
    author: Member | undefined,
  ): Promise<Reply[]> {
    const now = kit.now();
    const sends = await sendsOf(tx, item.id);
    const planned = sends.filter((send) => send.status === "planned" && send.due <= due);
    const [first] = planned;
    if (!first) return [];
    for (const chat of chats) {
      if (sends.some((send) => send.chat === chat)) continue;
      await plan(tx, item.id, chat, first.due);
      planned.push({ item: item.id, chat, due: first.due, status: "planned", at: null });
    }
    const said: Reply[] = [];
    let missed = 0;
    for (const send of planned) {
      const later = kit.calendar.afterQuiet(now);
      if (!bound.has(send.chat)) await markSend(tx, item.id, send.chat, { status: "missed", at: now });
      else if (now - send.due >= LATE_MS) {
        missed++;
        await markSend(tx, item.id, send.chat, { status: "missed", at: now });
      } else if (later > now) await markSend(tx, item.id, send.chat, { due: later });
      else {
        await markSend(tx, item.id, send.chat, { status: "sent", at: now });
        said.push(card(item, send.chat));
      }
    }
    if (missed > 0 && author)
      said.push({ to: author.address, text: w.missed(item.title, shown(kit, first.due), missed) });
    return said;
  }

  function card(item: Item, chat: string): Reply {
    const buttons = [
      { label: w.nextButton, says: "下一条" },
      { label: w.pauseButton, says: "暂停" },
    ];
    return {
      to: chat as Address,
      text: w.pushed(item.title, item.minutes, item.text),
      living: `study:${item.id}`,
      buttons,
    };
  }

  // A group that the platform gave a new address stays in every plan and audience.
  bot.event("moved", async (turn) => async (tx: Tx) => {
    const [from, to] = [turn.message.chat, turn.message.text];
    await tables(tx).updateTable("study_sends").set({ chat: to }).where("chat", "=", from).execute();
    const items = await tables(tx)
      .selectFrom("study_items")
      .select(["id", "audience"])
      .where("audience", "like", `%${JSON.stringify(from)}%`)
      .execute();
    for (const { id, audience } of items) {
      const moved = audience.replaceAll(JSON.stringify(from), JSON.stringify(to));
      await tables(tx).updateTable("study_items").set({ audience: moved }).where("id", "=", id).execute();
    }
    return undefined;
  });
}

async function nextDue(db: Db, after: number): Promise<number | undefined> {
  const { next } = await tables(db)
    .selectFrom("study_sends")
    .select(({ fn }) => fn.min("due").as("next"))
    .where("status", "=", "planned")
    .executeTakeFirstOrThrow();
  return next === null ? undefined : Math.max(after, Number(next));
}
