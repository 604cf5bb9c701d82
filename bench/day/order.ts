/** Order: of what one person says in one chat, and of what one chat is shown. */
import { keyOf } from "./count.ts";
import type { Day } from "./run.ts";
import type { DayTables } from "./tables.ts";

export async function outOfOrder(day: Day): Promise<string[]> {
  const db = day.house.app.database.db.withTables<DayTables>();
  const inbox = await db.selectFrom("inbox").select(["id", "lane", "seq"]).orderBy("seq").execute();
  const outbox = await db.selectFrom("outbox").select(["key", "chat", "seq"]).orderBy("seq").execute();
  return [...stored(day, inbox), ...answered(inbox, outbox), ...shown(day, outbox)];
}

type In = { id: string; lane: string; seq: number };
type Out = { key: string; chat: string; seq: number };

/** In the order in which the house took them. */
function stored({ house }: Day, inbox: In[]): string[] {
  const faults: string[] = [];
  const last = new Map<string, number>();
  for (const { id, lane } of inbox) {
    const at = house.book.taken.get(id as never);
    if (at === undefined) continue;
    if (at < (last.get(lane) ?? -1)) faults.push(`${id} stands behind what came later`);
    last.set(lane, at);
  }
  return faults;
}

/** One after the other: what was said first is answered first. */
function answered(inbox: In[], outbox: Out[]): string[] {
  const first = new Map<string, number>();
  for (const { key, seq } of outbox) {
    const of = key.slice(0, keyOf("").length);
    if (!first.has(of)) first.set(of, seq);
  }
  const faults: string[] = [];
  const last = new Map<string, number>();
  for (const { id, lane } of inbox) {
    const seq = first.get(keyOf(id));
    if (seq === undefined) continue;
    if (seq < (last.get(lane) ?? 0)) faults.push(`${id} was answered before what was said before it`);
    last.set(lane, seq);
  }
  return faults;
}

/** A chat is shown its replies in the order in which they were decided. */
function shown({ house }: Day, outbox: Out[]): string[] {
  const at = new Map(outbox.map(({ key, seq }) => [key, seq]));
  const faults: string[] = [];
  const last = new Map<string, number>();
  for (const { key, chat, seen } of house.book.tries) {
    const seq = at.get(key);
    if (seen.length === 0 || seq === undefined) continue;
    if (seq < (last.get(chat) ?? 0)) faults.push(`reply ${key} was overtaken in ${chat}`);
    last.set(chat, seq);
  }
  return faults;
}
