/**
 * The post of anonymous reporters. What one of them does is kept at once, with its date alone; others are told at the next
 * full hour, by the clock, together with whatever else came in that hour. Told at once, the cards' rows would stand beside
 * those of the message that caused them, in the same second, and a dump would join case and person (PRODUCT.md P13).
 */
import type { Answer, Bot, Kit, Reply, Tx } from "#bot";
import { rewritten } from "../figures/store-tallies.ts";
import type { Room } from "../room.ts";
import { byNo, filesOf } from "../store/read.ts";
import type { Ticket } from "../store/tables.ts";
import { type Around, around } from "../told/around.ts";
import { cards } from "../told/tell.ts";
import { keepBack, nextPost, posted, relaid, unpostedBy } from "./store.ts";

const HOUR_MS = 3600_000;

/** The next full hour outside quiet hours: at night too few people write for one of them to be hidden among the others. */
export function postAt({ calendar, now }: Pick<Kit, "calendar" | "now">): number {
  return calendar.afterQuiet((Math.floor(now() / HOUR_MS) + 1) * HOUR_MS);
}

/** Keeps back what others are to hear of an anonymous reporter's deed; the cards are shown anew with it. */
export async function postLater({ kit }: Room, tx: Tx, row: Ticket, replies: Reply[]): Promise<void> {
  await keepBack(tx, row.no, row.seq, postAt(kit), replies);
  // The log of a store in one file shows which rows were written together: it is emptied once this is kept.
  kit.ports.scrubSoon?.("log");
}

export function postOffice(bot: Bot, room: Room): void {
  bot.job("tickets.post", nextPost, (due) => post(room, due.getTime()));
}

async function post(room: Room, moment: number): Promise<Answer> {
  const { kit } = room;
  const due = await unpostedBy(kit.db, moment);
  const known = new Map<string, { near: Around; row: Ticket }>();
  for (const no of new Set(due.map((one) => one.ticket))) {
    const row = await byNo(kit.db, no);
    if (!row) continue;
    known.set(no, { row, near: await around(kit, row) });
    for (const { hash } of await filesOf(kit.db, no)) await refiled(kit, hash);
  }
  return async (tx) => {
    await kit.lock(tx, ...[...known.keys()].map((no) => `ticket:${no}`).sort());
    const replies: Reply[] = [];
    for (const no of new Set(due.map((one) => one.ticket))) {
      const seen = known.get(no);
      const row = await byNo(tx, no);
      if (row && seen && row.unit === seen.row.unit) {
        // A deed may have brought an event of the clock's as well: somebody it names lets go of the case.
        const least = Math.min(...due.filter((one) => one.ticket === no).map((one) => one.n));
        const first = least === 1 ? 1 : Math.max(2, least - 1);
        await relaid(tx, no, first);
        const month = kit.calendar.dateOf(row.created_at).slice(0, 7);
        await rewritten(tx, { month, unit: row.unit ?? "", kind: row.kind });
        replies.push(...(await cards(room, tx, row, seen.near)));
        for (const one of due.filter((each) => each.ticket === no))
          replies.push(...allowed(seen.near, JSON.parse(one.replies) as Reply[]));
      }
      // One that changed hands meanwhile is told of by whoever moved it.
      await posted(tx, no, moment);
    }
    kit.ports.scrubSoon?.("log");
    return replies;
  };
}

/** Nobody is told who had to recuse themselves since (P12): only those whom the case has now, and those who wait for it. */
function allowed({ desk, chiefs, handler, joiners, assisting }: Around, replies: Reply[]): Reply[] {
  const people = [...desk.people, ...chiefs, ...assisting.flatMap((one) => one.desk.people)];
  const groups = [...desk.groups, ...assisting.flatMap((one) => one.desk.groups)];
  const fit = new Set<string | undefined>([...people.map(({ address }) => address), ...groups, ...joiners.values()]);
  if (handler) fit.add(handler.address);
  return replies.filter((reply) => fit.has(reply.to));
}

/** Writes a file anew, so that the file system's times tell of the posting too. */
async function refiled(kit: Kit, hash: string): Promise<void> {
  const content = await kit.files.get(hash);
  if (content) await kit.files.put(content);
}
