/** What the clock does: one reminder at half time, 催办, 督办, each said once a round and only in duty hours. */
import type { Answer, Kit, Reply, Tx } from "#bot";
import { advance, struck } from "./advance.ts";
import { CLOCK, clockOf } from "./after.ts";
import { type Around, around, type Coming } from "./around.ts";
import { standing, stateOf } from "./card.ts";
import { ahead, type Step } from "./deadline.ts";
import { remembered } from "./remembered.ts";
import type { Room } from "./room.ts";
import { unitFor } from "./route.ts";
import { nextButtons } from "./status.ts";
import type { Ticket } from "./store.ts";
import { byNo, dueBy, wasteOf } from "./store-read.ts";
import { dropWaste, updateTicket } from "./store-write.ts";
import { cards, toChiefs, toDesk, toHandler, toJoiners, toReporter } from "./tell.ts";

/** Everything that is due by `moment`. Whoever must be told is looked up first; what is due is decided in the transaction. */
export async function sweep(room: Room, moment: number): Promise<Answer> {
  const { kit } = room;
  const waste = await wasteOf(kit.db);
  for (const { hash, needed } of waste) if (!needed) await kit.files.remove(hash);
  const rows = await dueBy(kit.db, moment);
  const near = new Map<string, { near: Around; coming: Coming }>();
  const looking = { ...kit, members: remembered(kit.members) };
  for (const row of rows) {
    const coming = row.task === "announce" ? { unit: await placeFor(looking, row) } : {};
    near.set(row.no, { near: await around(looking, row, coming), coming });
  }
  return async (tx) => {
    await kit.lock(tx, ...rows.map((row) => `ticket:${row.no}`).sort());
    const replies: Reply[] = [];
    for (const seen of rows) {
      const row = await byNo(tx, seen.no);
      const known = near.get(seen.no);
      if (!row || !known || row.next_at === null || row.next_at > moment || row.unit !== seen.unit) continue;
      replies.push(...(await one(room, tx, row, known.near, known.coming)));
    }
    await dropWaste(
      tx,
      waste.map(({ hash }) => hash),
    );
    return replies;
  };
}

async function one(room: Room, tx: Tx, row: Ticket, near: Around, coming: Coming): Promise<Reply[]> {
  const { kit } = room;
  if (row.task === "refresh" || row.task === "released") {
    const fresh = { ...row, task: null };
    await updateTicket(tx, row.no, { task: null, next_at: ahead(kit.calendar, clockOf(row))?.at ?? null });
    const shown = await cards(room, tx, fresh, near);
    if (row.task === "refresh") return shown;
    const buttons = [{ label: room.w.staff.claim, says: `认领 ${row.no}` }];
    return [...shown, ...toDesk(near, { text: room.w.staff.noticeReleased(row.no), buttons })];
  }
  if (row.task === "announce") {
    const change = { task: null, unit: coming.unit ?? null, sealed: near.desk.sealed ? 1 : 0 };
    return cards(room, tx, await advance(room, tx, row, { move: "open", by: CLOCK, side: "clock", change }), near);
  }
  // A tick that comes late, after a stop at night, waits for the morning: nobody is reminded at midnight.
  if (!kit.calendar.onDuty(kit.now())) {
    await updateTicket(tx, row.no, { next_at: kit.calendar.nextDuty(kit.now()) });
    return [];
  }
  const due = ahead(kit.calendar, clockOf(row));
  if (!due) {
    await updateTicket(tx, row.no, { next_at: null });
    return [];
  }
  return said(room, tx, row, near, due.step);
}

async function said(room: Room, tx: Tx, row: Ticket, near: Around, step: Step): Promise<Reply[]> {
  const { staff, reporter, label } = room.w;
  const { no } = row;
  const due = label.day(row.due, row.provisional === 1);
  const who = standing(room.w, row, near) || stateOf(room.w, row);
  const buttons = [{ label: staff.open, says: `查看 ${no}` }];
  const after = await struck(room, tx, row, step);
  switch (step) {
    case "soon":
      return toHandler(near, { text: staff.noticeSoon(no, due, who), buttons });
    case "urge":
      return toDesk(near, { text: staff.noticeUrge(no, due, who), buttons });
    case "supervise": {
      const news = { text: staff.noticeSupervise(no, due, stateOf(room.w, row)), buttons };
      return [
        ...toChiefs(near, news),
        ...(await cards(room, tx, after, near)),
        ...toReporter(near, { text: reporter.overdue(no) }),
      ];
    }
    case "lapse": {
      const now = label.day(after.due, after.provisional === 1);
      return [
        ...toHandler(near, { text: staff.noticeLapsed(no, now), buttons }),
        ...(await cards(room, tx, after, near)),
        ...toReporter(near, { text: reporter.lapsed(no) }),
      ];
    }
    case "remind":
      return toReporter(near, { text: reporter.remind(no), buttons: nextButtons(room, after) });
    case "expire": {
      const verify = nextButtons(room, after);
      return [
        ...toHandler(near, { text: staff.noticeExpired(no) }),
        ...(await cards(room, tx, after, near)),
        ...toReporter(near, { text: reporter.expired(no), buttons: verify }),
        ...toJoiners(near, { text: reporter.forJoined.closed(no), buttons: verify }),
      ];
    }
  }
}

/** Where a case belongs that was opened without anybody being looked up. */
async function placeFor(kit: Kit, row: Ticket): Promise<string | null> {
  const unit = await unitFor(kit, row.unit ?? undefined, row.text);
  return unit?.id ?? null;
}
