/**
 * 协办, 取消协办 and 意见: units that help. They see the case and tell the lead what they know; the lead alone answers
 * the reporter (潍坊市12345条例 Art. 22).
 */
import { type Answer, type Turn, type Unit, UserError } from "#bot";
import { advance, hold } from "../case/advance.ts";
import { kinds } from "../case/kinds.ts";
import { accusedUnits } from "../intake/accused.ts";
import type { Room } from "../room.ts";
import { assistsOf } from "../store/assists.ts";
import { around } from "../told/around.ts";
import { cards, toDesk, toHandler, toReporter } from "../told/tell.ts";
import type { Deed } from "./answer.ts";

/** Takes a unit in, or lets it go. The case is shown to whom it concerns now; the lead and the reporter know. */
export async function assist(
  room: Room,
  turn: Turn,
  deed: Deed,
  move: "assist" | "unassist",
  unit: Unit,
): Promise<Answer> {
  const { kit, w } = room;
  const { row } = deed;
  const comes = move === "assist";
  if (comes && kinds[row.kind].private) throw new UserError(w.intake.private(row.no));
  if (comes && kinds[row.kind].accuses && accusedUnits(row.text, [unit]).length > 0)
    throw new UserError(w.staff.assist.accused(row.no, unit.name));
  const before = await assistsOf(kit.db, row.no);
  const assists = comes ? [...before, unit.id] : before.filter((one) => one !== unit.id);
  const near = await around(kit, row, { assists });
  const there = near.assisting.find((one) => one.unit === unit.id)?.desk;
  const gone = comes ? undefined : (await around(kit, row)).assisting.find((one) => one.unit === unit.id)?.desk;
  return async (tx) => {
    const held = await hold(room, tx, row);
    const by = { id: turn.by.id, chief: deed.chief };
    const after = await advance(room, tx, held, { move, by, side: "staff", unit: unit.id, text: deed.text });
    const say = w.staff.assist;
    const news = comes ? say.asked(row.no, near.unit, deed.text) : say.released(row.no);
    const buttons = comes
      ? [
          { label: w.staff.open, says: `查看 ${row.no}` },
          { label: w.staff.advise, says: `意见 ${row.no}` },
        ]
      : [];
    const desk = there ?? gone;
    const others = near.handler && near.handler.address !== turn.by.address ? near : undefined;
    return [
      { text: comes ? say.done(row.no, unit.name) : say.undone(row.no, unit.name) },
      ...(await cards(room, tx, after, near)),
      ...(desk ? toDesk({ ...near, desk }, { text: news, buttons }) : []),
      ...(others
        ? toHandler(others, { text: comes ? say.joins(row.no, unit.name) : say.leaves(row.no, unit.name) })
        : []),
      ...(comes ? toReporter(near, { text: say.told(row.no, near.unit, unit.name) }) : []),
    ];
  };
}

/** 意见 NO what: to whoever claimed it, else to the lead's desk; never to the reporter. */
export async function advise(room: Room, turn: Turn, deed: Deed): Promise<Answer> {
  const { kit, w } = room;
  const { row, text, files } = deed;
  const near = await around(kit, row);
  const name = near.assisting.find((one) => one.unit === deed.assisting)?.name ?? "";
  return async (tx) => {
    const held = await hold(room, tx, row);
    const by = { id: turn.by.id, chief: false, ...(deed.assisting ? { assisting: deed.assisting } : {}) };
    const about = deed.assisting ? { unit: deed.assisting } : {};
    await advance(room, tx, held, { move: "advise", by, side: "staff", text, files, ...about });
    const said = w.staff.assist.advice(row.no, name, text || w.staff.pictureOnly);
    const buttons = [{ label: w.staff.open, says: `查看 ${row.no}` }];
    return [{ text: w.staff.assist.advised(row.no, near.unit) }, ...toHandler(near, { text: said, buttons, files })];
  };
}
