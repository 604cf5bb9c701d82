/** 心愿圆了, 心愿没圆, 撤回 and 再许: the wisher's own word decides whether a wish was granted. */
import { type Answer, type Reply, type Turn, UserError } from "#bot";
import { reference } from "../case/numbers.ts";
import { decent, inGroup, privately, type Room } from "../room.ts";
import { holdWish, moveWish } from "./act.ts";
import type { WishMove } from "./machine.ts";
import { type NearWish, nearWish, toOne, wishCards } from "./near.ts";
import { type WishRow, wishByNo } from "./store.ts";
import { toReviewers } from "./submit.ts";

type Own = Extract<WishMove, "confirm" | "deny" | "withdraw" | "renew">;

const WORDS: Record<Own, string> = { confirm: "心愿圆了", deny: "心愿没圆", withdraw: "撤回诉求", renew: "再许心愿" };

/** The person's own wish that the words name; undefined when they name none. */
export async function ownWish(room: Room, turn: Turn): Promise<WishRow | undefined> {
  const { no } = reference(turn.rest);
  const row = no === undefined ? undefined : await wishByNo(room.kit.db, no);
  return row?.person === turn.by.id ? row : undefined;
}

/** Whatever a wisher says to their wish; words after the number go to whoever claimed it. */
export async function wisherSays(room: Room, turn: Turn, move: Own): Promise<Answer> {
  const { kit, w } = room;
  const { no } = reference(turn.rest);
  if (no === undefined) throw new UserError(w.wish.whichOne(WORDS[move]));
  const seen = await ownWish(room, turn);
  if (!seen) throw new UserError(w.wish.notFound);
  const text = decent(room, reference(turn.rest).rest, inGroup(turn));
  const near = await nearWish(kit, seen);
  return async (tx) => {
    const row = await holdWish(room, tx, seen.no);
    const by = { id: turn.by.id, chief: false };
    const after = await moveWish(room, tx, row, move, by, move === "renew" ? { shown: "", note: "" } : {});
    return [
      ...privately(room, turn, { text: answered(room, row, after, move) }, "我的心愿"),
      ...(await wishCards(room, tx, after)),
      ...others(room, after, near, move, text),
    ];
  };
}

function answered({ w }: Room, row: WishRow, after: WishRow, move: Own): string {
  switch (move) {
    case "confirm":
      return w.wish.granted(row.no);
    case "deny":
      return after.denied > 1 ? w.wish.deniedAgain(row.no) : w.wish.denied(row.no);
    case "withdraw":
      return w.wish.withdrawn(row.no);
    case "renew":
      return w.wish.renewed(row.no);
  }
}

/** Whoever claimed it; the second time that nothing came, the secretaries as well. */
function others(room: Room, row: WishRow, near: NearWish, move: Own, text: string): Reply[] {
  const { w } = room;
  switch (move) {
    case "confirm":
      return toOne(near.giver, w.wish.thanks(row.pub, text));
    case "deny":
      return [
        ...toOne(near.giver, w.wish.notYet(row.pub, text), [{ label: w.wish.fulfil, says: `心愿办好 ${row.pub}` }]),
        ...(row.denied === 2 ? near.chiefs.flatMap(({ address }) => toOne(address, w.wish.disputed(row.no))) : []),
      ];
    case "withdraw":
      return toOne(near.giver, w.wish.gone(row.pub));
    case "renew":
      return toReviewers(room, row, near);
  }
}
