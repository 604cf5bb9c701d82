/** 退回, 指定, 转办: another unit is to do it. Until one is named the secretaries have it; the clock goes on. */
import { type Answer, type Turn, type Unit, UserError } from "#bot";
import { type Act, advance, hold } from "../case/advance.ts";
import type { Room } from "../room.ts";
import { type Around, around } from "../told/around.ts";
import { cards, toChiefs, toDesk, toHandler, toReporter } from "../told/tell.ts";
import type { Deed } from "./answer.ts";

type HandOver = "return" | "designate" | "transfer";

/** `unit`: where it goes; null when it is returned. Returned once only; what is designated cannot be returned. */
export async function handOver(room: Room, turn: Turn, deed: Deed, move: HandOver, unit: Unit | null): Promise<Answer> {
  const { kit, w } = room;
  if (unit && unit.id === deed.row.unit && move === "transfer") throw new UserError(w.staff.sameUnit(unit.name));
  const before = await around(kit, deed.row);
  const near = unit ? await around(kit, deed.row, { unit: unit.id }) : before;
  const { handler: _, ...free } = near;
  const act: Act = {
    move,
    by: { id: turn.by.id, chief: deed.chief },
    side: "staff",
    text: deed.text,
    change: unit ? { unit: unit.id, sealed: near.desk.sealed ? 1 : 0 } : {},
  };
  return async (tx) => {
    const row = await hold(room, tx, deed.row);
    const after = await advance(room, tx, row, act);
    const shown = await cards(room, tx, after, free);
    if (!unit) {
      const news = {
        text: w.staff.noticeReturned(row.no, before.unit, deed.text),
        buttons: [
          { label: w.staff.designate, says: `指定 ${row.no}` },
          { label: w.staff.open, says: `查看 ${row.no}` },
        ],
      };
      const told = toReporter(near, { text: w.reporter.returned(row.no) });
      return [{ text: w.staff.done.return(row.no) }, ...shown, ...toChiefs(near, news), ...told];
    }
    const done = move === "designate" ? w.staff.done.designate : w.staff.done.transfer;
    return [
      { text: done(row.no, unit.name) },
      ...shown,
      // The card itself is the new desk's notice; words only where there is something to add.
      ...(deed.text ? toDesk(free, { text: w.staff.noticeHanded(row.no, deed.text) }) : []),
      ...released(room, row.no, before, turn),
      ...toReporter(near, { text: w.reporter.moved(row.no, unit.name) }),
    ];
  };
}

/** Whoever had it learns that they have it no longer, unless they gave it away themselves. */
function released(room: Room, no: string, before: Around, turn: Turn) {
  if (!before.handler || before.handler.address === turn.by.address) return [];
  return toHandler(before, { text: room.w.staff.noticeReleased(no) });
}
