/** 督办: a secretary's word stands behind the case; its handlers and the reporter know. */
import type { Answer, Turn } from "#bot";
import { advance, hold } from "../case/advance.ts";
import { UNCLAIMED } from "../case/moves.ts";
import type { Room } from "../room.ts";
import { around } from "../told/around.ts";
import { cards, toDesk, toHandler, toReporter } from "../told/tell.ts";
import type { Deed } from "./answer.ts";

export async function supervision(room: Room, turn: Turn, deed: Deed): Promise<Answer> {
  const { w } = room;
  const near = await around(room.kit, deed.row);
  return async (tx) => {
    const row = await hold(room, tx, deed.row);
    const by = { id: turn.by.id, chief: deed.chief };
    const after = await advance(room, tx, row, { move: "supervise", by, side: "staff", text: deed.text });
    const free = UNCLAIMED.includes(after.state) && after.handler === null;
    const buttons = [
      ...(free ? [{ label: w.staff.claim, says: `认领 ${row.no}` }] : []),
      { label: w.staff.open, says: `查看 ${row.no}` },
    ];
    const news = { text: w.staff.noticeSupervised(row.no), buttons };
    return [
      { text: w.staff.done.supervise(row.no) },
      ...(await cards(room, tx, after, near)),
      ...toDesk(near, news),
      ...(near.handler ? toHandler(near, news) : []),
      ...toReporter(near, { text: w.reporter.supervised(row.no) }),
    ];
  };
}
