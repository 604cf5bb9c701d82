/** From an approval to one planned row a group. */
import { type Kit, type Tx, UserError } from "#bot";
import { inOrder, nextFree } from "./plan.ts";
import type { Item } from "./store.ts";
import { markSend, plan, plansFor } from "./store-items.ts";
import type { Words } from "./words.ts";

/** Pushes that one group gets in a day at most (PRODUCT.md P26); service replies are not counted. */
export const DAY_CAP = 3;

/** Plans the item for each chat and returns when; throws UserError when a group's day is full. */
export async function schedule(tx: Tx, kit: Kit, w: Words, item: Item, chats: readonly string[]): Promise<number[]> {
  const dues: number[] = [];
  for (const chat of [...chats].sort()) {
    // Two items approved at once must not take the same day.
    await kit.lock(tx, `study.chat:${chat}`);
    const due = item.push_at === null ? await slotted(tx, kit, item, chat) : await timed(tx, kit, w, item, chat);
    if (due !== undefined) dues.push(due);
  }
  return dues;
}

async function timed(tx: Tx, kit: Kit, w: Words, item: Item, chat: string): Promise<number> {
  // Approved a little late: as soon as decency allows.
  const due = kit.calendar.afterQuiet(Math.max(item.push_at ?? 0, kit.now()));
  const date = kit.calendar.dateOf(due);
  const others = (await plansFor(tx, chat)).filter(
    (one) => one.item !== item.id && kit.calendar.dateOf(one.due) === date,
  );
  if (others.length >= DAY_CAP) throw new UserError(w.dayFull(date, DAY_CAP));
  await plan(tx, item.id, chat, due);
  return due;
}

async function slotted(tx: Tx, kit: Kit, item: Item, chat: string): Promise<number | undefined> {
  if (!item.slot) return undefined;
  const plans = await plansFor(tx, chat);
  // A file that was mended after it went out does not go out again.
  if (plans.some((one) => one.item === item.id)) return undefined;
  const days = plans.filter((one) => one.source === "library").map((one) => kit.calendar.dateOf(one.due));
  const due = nextFree(item.slot, kit.now(), new Set(days), kit.calendar);
  if (due === undefined) return undefined;
  await plan(tx, item.id, chat, due);
  if (!item.series) return due;
  const series = (await plansFor(tx, chat)).filter(
    (one) => one.status === "planned" && one.series === item.series && one.source === "library",
  );
  const moved = inOrder(series, kit.calendar);
  for (const one of moved) await markSend(tx, one.item, chat, { due: one.due });
  return moved.find((one) => one.item === item.id)?.due ?? due;
}
