/** 指定 and 转办 of a wish that waits for its review: other secretaries read it. */
import { type Answer, type Turn, UserError } from "#bot";
import { reference } from "../case/numbers.ts";
import { inGroup, type Room } from "../room.ts";
import { filesOf } from "../store/read.ts";
import { asFile } from "../told/around.ts";
import { holdWish, moveWish, wishRefusal } from "./act.ts";
import { wishStep } from "./machine.ts";
import { nearWish, toOne } from "./near.ts";
import { mayReview } from "./review.ts";
import { wishByNo } from "./store.ts";
import { toReviewers } from "./submit.ts";

/** Undefined where the words name no wish that this member may place. */
export async function placeWish(room: Room, turn: Turn, word: string): Promise<Answer | undefined> {
  const { kit, w } = room;
  const { no, rest } = reference(turn.rest);
  const seen = no === undefined ? undefined : await wishByNo(kit.db, no);
  if (!seen || inGroup(turn) || !(await mayReview(room, turn.by, seen))) return undefined;
  const by = { id: turn.by.id, chief: true };
  const outcome = wishStep(seen, "place", by);
  if (!outcome.ok) throw new UserError(wishRefusal(w, seen, "place", outcome.why, by));
  const units = await kit.members.units();
  const unit = units.filter(({ name }) => rest.startsWith(name)).sort((a, b) => b.name.length - a.name.length)[0];
  if (!unit) throw new UserError(w.staff.sayUnit(seen.no, word, units.map(({ name }) => name).join("、")));
  const near = await nearWish(kit, seen, { unit: unit.id });
  const files = (await filesOf(kit.db, seen.no)).map(asFile);
  return async (tx) => {
    const row = await holdWish(room, tx, seen.no);
    const after = await moveWish(room, tx, row, "place", by, { unit: unit.id, scope: unit.id });
    return [
      { text: w.wish.placed(row.no, unit.name) },
      ...toReviewers(room, after, near, files),
      ...toOne(near.wisher, w.wish.moved(row.no, unit.name)),
    ];
  };
}
