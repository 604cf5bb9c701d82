/** 认领心愿, 圆不了了 and 心愿办好: whoever grants a wish. The first has it; neither side sees who the other is. */
import { type Answer, type Turn, UserError } from "#bot";
import { reference } from "../case/numbers.ts";
import { decent, inGroup, pictures, privately, type Room, within } from "../room.ts";
import { holdWish, moveWish, wishRefusal } from "./act.ts";
import { wishStep } from "./machine.ts";
import { nearWish, toOne, wishCards } from "./near.ts";
import { mayReview } from "./review.ts";
import { type WishRow, wishByNo } from "./store.ts";
import { keepPictures } from "./submit.ts";

const HOURS = 24;

/** The wish that the words name, as those see it who are neither wisher nor staff: not before it was published. */
export async function openWish(room: Room, turn: Turn, word: string): Promise<WishRow> {
  const { no } = reference(turn.rest);
  if (no === undefined) throw new UserError(room.w.wish.whichOne(word));
  const row = await wishByNo(room.kit.db, no);
  if (!row || (row.shown === "" && row.person !== turn.by.id)) throw new UserError(room.w.wish.notFound);
  return row;
}

/** In a group nobody reads who has claimed, nor who was told why not. */
export async function claimWish(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const seen = await openWish(room, turn, "认领心愿");
  const by = { id: turn.by.id, chief: false };
  const outcome = wishStep(seen, "claim", by);
  if (!outcome.ok) return privately(room, turn, { text: wishRefusal(w, seen, "claim", outcome.why, by) }, "看心愿");
  const near = await nearWish(kit, seen);
  return async (tx) => {
    const row = await holdWish(room, tx, seen.no);
    const again = wishStep(row, "claim", by);
    if (!again.ok) return privately(room, turn, { text: wishRefusal(w, row, "claim", again.why, by) }, "看心愿");
    const mine = await moveWish(room, tx, row, "claim", by);
    if (turn.by.consent === undefined) await kit.members.consent(tx, turn.by);
    const buttons = [
      { label: w.wish.fulfil, says: `心愿办好 ${row.pub}` },
      { label: w.wish.talk, says: `捎话 ${row.pub}` },
      { label: w.wish.release, says: `圆不了了 ${row.pub}` },
    ];
    return [
      ...privately(room, turn, { text: w.wish.yours(row.pub, row.shown, near.unit), buttons }, "我的心愿"),
      ...(await wishCards(room, tx, mine)),
      ...toOne(near.wisher, w.wish.claimed(row.no), [{ label: w.wish.talk, says: `捎话 ${row.no}` }]),
    ];
  };
}

/** 圆不了了 NO: by whoever claimed it, or by a secretary for somebody who does not answer. */
export async function releaseWish(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const seen = await openWish(room, turn, "圆不了了");
  const chief = await mayReview(room, turn.by, seen);
  const near = await nearWish(kit, seen);
  return async (tx) => {
    const row = await holdWish(room, tx, seen.no);
    const own = row.giver === turn.by.id;
    const after = await moveWish(room, tx, row, "release", { id: turn.by.id, chief });
    const said = { text: own ? w.wish.givenUp(row.pub) : w.wish.freed(row.no) };
    return [
      ...privately(room, turn, said, "看心愿"),
      ...(await wishCards(room, tx, after)),
      ...(own ? [] : toOne(near.giver, w.wish.freedGiver(row.pub))),
      ...toOne(near.wisher, w.wish.released(row.no)),
    ];
  };
}

/** 心愿办好 NO how, or a photo: the wisher is asked whether it came. */
export async function fulfilWish(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const seen = await openWish(room, turn, "心愿办好");
  const by = { id: turn.by.id, chief: false };
  const outcome = wishStep(seen, "fulfil", by);
  if (!outcome.ok) return privately(room, turn, { text: wishRefusal(w, seen, "fulfil", outcome.why, by) }, "我的心愿");
  const text = decent(room, reference(turn.rest).rest, inGroup(turn));
  const files = await pictures(room, turn);
  if (text === "" && files.length === 0) {
    const next = within(kit, HOURS, room.ask.wish({ no: seen.pub, word: "心愿办好", text: "" }));
    return privately(room, turn, { text: w.wish.sayFulfilled(seen.pub), next }, `心愿办好 ${seen.pub}`);
  }
  const near = await nearWish(kit, seen);
  return async (tx) => {
    const row = await holdWish(room, tx, seen.no);
    const after = await moveWish(room, tx, row, "fulfil", by, { note: text });
    await keepPictures(tx, row.no, 2 + row.denied, files);
    const buttons = [
      { label: w.wish.yes, says: `心愿圆了 ${row.no}` },
      { label: w.wish.no, says: `心愿没圆 ${row.no}` },
    ];
    const told = toOne(near.wisher, w.wish.fulfilled(row.no, text || w.reporter.resolvedByPicture), buttons);
    return [
      ...privately(room, turn, { text: w.wish.reported(row.pub) }, "我的心愿"),
      ...(await wishCards(room, tx, after)),
      ...told.map((reply) => (files.length > 0 ? { ...reply, files } : reply)),
    ];
  };
}
