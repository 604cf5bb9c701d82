/** What the clock does for wishes: each reminder once, in duty hours; what nobody takes or finishes goes on. */
import type { Answer, Reply, Tx } from "#bot";
import { CLOCK } from "../case/after.ts";
import type { Room } from "../room.ts";
import { remembered } from "../told/remembered.ts";
import { headsOf } from "../told/route.ts";
import { holdWish, moveWish, wanted } from "./act.ts";
import { wishAhead } from "./clock.ts";
import { type NearWish, nearWish, toOne, wishCards } from "./near.ts";
import { updateWish, type WishRow, wishesDue } from "./store.ts";

/** In one go; the job comes again at once for the rest. */
const BATCH = 200;

export async function sweepWishes(room: Room, moment: number): Promise<Answer> {
  const { kit } = room;
  const rows = await wishesDue(kit.db, moment, BATCH);
  const looking = { ...kit, members: remembered(kit.members) };
  const near = new Map<string, NearWish>();
  for (const row of rows) near.set(row.no, await nearWish(looking, row));
  const heads = rows.length > 0 ? (await headsOf(looking)).map((head) => head.address) : [];
  return async (tx) => {
    await kit.lock(tx, ...rows.map((row) => `ticket:${row.no}`).sort());
    const replies: Reply[] = [];
    for (const { no } of rows) {
      const row = await holdWish(room, tx, no);
      const known = near.get(no);
      if (!known || row.next_at === null || row.next_at > moment) continue;
      replies.push(...(await struck(room, tx, row, known, heads)));
    }
    return replies;
  };
}

async function struck(room: Room, tx: Tx, row: WishRow, near: NearWish, heads: NearWish["groups"]): Promise<Reply[]> {
  const { kit, w } = room;
  if (row.task !== null) {
    const done: WishRow = { ...row, task: null };
    await updateWish(tx, row.no, { task: null, next_at: wanted(room, done) });
    const gone = row.task === "released" ? toOne(near.wisher, w.wish.released(row.no)) : [];
    return [...(await wishCards(room, tx, done, done.state === "published" ? near.groups : [])), ...gone];
  }
  const ahead = wishAhead(kit.calendar, row, row.since);
  // A tick that comes late, after a stop at night, waits for the morning.
  if (!ahead || !kit.calendar.onDuty(kit.now())) {
    await updateWish(tx, row.no, { next_at: ahead ? kit.calendar.nextDuty(kit.now()) : null });
    return [];
  }
  const after = await moveWish(room, tx, row, ahead.stroke, CLOCK);
  switch (ahead.stroke) {
    case "nudge":
      return nudged(room, after, near, heads);
    case "lapse":
      return [
        ...toOne(near.giver, w.wish.lapsed(row.pub)),
        ...(await wishCards(room, tx, after)),
        ...toOne(near.wisher, w.wish.released(row.no)),
      ];
    case "expire":
      return [
        ...(await wishCards(room, tx, after)),
        ...toOne(near.wisher, w.wish.expired(row.no), [{ label: w.wish.renew, says: `再许心愿 ${row.no}` }]),
      ];
    case "settle":
      return [
        ...toOne(near.wisher, w.wish.settled(row.no)),
        ...toOne(near.giver, w.wish.settledGiver(row.pub)),
        ...(await wishCards(room, tx, after)),
      ];
  }
}

/** Reviewers first, then those above them; a giver; a wisher. */
function nudged({ w }: Room, row: WishRow, near: NearWish, heads: NearWish["groups"]): Reply[] {
  if (row.state === "claimed") {
    const buttons = [
      { label: w.wish.fulfil, says: `心愿办好 ${row.pub}` },
      { label: w.wish.release, says: `圆不了了 ${row.pub}` },
    ];
    return toOne(near.giver, w.wish.nudgeGiver(row.pub), buttons);
  }
  if (row.state === "fulfilled") {
    const buttons = [
      { label: w.wish.yes, says: `心愿圆了 ${row.no}` },
      { label: w.wish.no, says: `心愿没圆 ${row.no}` },
    ];
    return toOne(near.wisher, w.wish.remindWisher(row.no), buttons);
  }
  const chiefs = near.chiefs.map((member) => member.address);
  const asked = row.nudged > 1 ? [...new Set([...chiefs, ...heads])] : chiefs;
  const buttons = [{ label: w.wish.review, says: `审心愿 ${row.no}` }];
  return asked.flatMap((to) => toOne(to, w.wish.nudgeChiefs(row.no), buttons));
}
