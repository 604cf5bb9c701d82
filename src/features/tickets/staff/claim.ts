/** 认领: the first one has it; the card says so at once, and the reporter knows. */
import { type Answer, type Turn, UserError } from "#bot";
import { advance, hold } from "../case/advance.ts";
import { caseOf } from "../case/after.ts";
import { card, workButtons } from "../case/card.ts";
import { step } from "../case/lifecycle.ts";
import { reference } from "../case/numbers.ts";
import { nextButtons } from "../reporter/status.ts";
import { inGroup, type Room } from "../room.ts";
import { joinersOf } from "../store/read.ts";
import { addAccess } from "../store/write.ts";
import { around } from "../told/around.ts";
import { onDesk } from "../told/desk.ts";
import { cards, toJoiners, toReporter } from "../told/tell.ts";
import { claimWish } from "../wishes/give.ts";
import { wishByNo } from "../wishes/store.ts";

export async function claim(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const { no } = reference(turn.rest);
  const wish = no === undefined ? undefined : await wishByNo(kit.db, no);
  if (wish && wish.state !== "submitted" && wish.person !== turn.by.id) return claimWish(room, turn);
  const { row: seen, chief } = await onDesk(room, turn, "认领", "handler");
  const near = await around(kit, seen);
  const by = { id: turn.by.id, chief };
  const outcome = step(caseOf(seen), "claim", by);
  if (!outcome.ok && outcome.why === "taken" && near.handler?.name)
    throw new UserError(w.staff.refusal.takenBy(seen.no, near.handler.name));
  const name = turn.by.name || w.label.someone;
  const now = { ...near, handler: { name, address: turn.by.address } };
  return async (tx) => {
    const row = await hold(room, tx, seen);
    const mine = await advance(room, tx, row, { move: "claim", by, side: "staff" });
    const at = kit.now();
    const who = { person: turn.by.id, unit: turn.by.unit?.id ?? null, role: turn.by.role };
    await addAccess(tx, { ticket: row.no, at, ...who, what: "claim" });
    const joined = (await joinersOf(tx, row.no)).length;
    const { living: _, buttons: __, ...sheet } = card(w, mine, now, joined);
    const work = { ...sheet, text: `${w.staff.working(row.no)}\n${sheet.text}`, buttons: workButtons(w, mine) };
    const told = { text: w.reporter.claimed(row.no, near.unit || w.label.unit), buttons: nextButtons(room, mine) };
    return [
      ...(inGroup(turn) ? [{ text: w.staff.mine(row.no, name) }] : []),
      { ...work, to: turn.by.address },
      ...(await cards(room, tx, mine, now)),
      ...toReporter(now, told),
      ...toJoiners(now, { text: w.reporter.forJoined.claimed(row.no) }),
    ];
  };
}
