/** 公开 and 取消公开: a secretary puts a hazard on the public list, with words of their own or none. */
import { type Answer, type Turn, UserError } from "#bot";
import { namesPerson } from "../agenda/deidentify.ts";
import { hold } from "../case/advance.ts";
import { isOver } from "../case/lifecycle.ts";
import { makePrivate, makePublic } from "../feed/public-rows.ts";
import { maskPhones } from "../intake/mask.ts";
import { decent, inGroup, type Room } from "../room.ts";
import { around } from "../told/around.ts";
import { onDesk } from "../told/desk.ts";
import { toReporter } from "../told/tell.ts";

/** 公开 NO [words]. The reporter's own words are never among them. */
export async function publish(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const { open } = w.back;
  const desk = await onDesk(room, turn, "公开", "secretary");
  const { no, kind } = desk.row;
  if (kind !== "hazard" || desk.row.sealed === 1) throw new UserError(open.onlyHazards);
  if (isOver(desk.row.state) && desk.row.state !== "closed") throw new UserError(open.gone(no));
  const words = decent(room, desk.text, inGroup(turn));
  const person = namesPerson(words, await kit.members.staff("handler"));
  if (person || maskPhones(words) !== words) throw new UserError(open.nobody);
  const near = await around(kit, desk.row);
  return async (tx) => {
    const row = await hold(room, tx, desk.row);
    await makePublic(tx, row, words, kit.now());
    return [{ text: open.done(no, words) }, ...toReporter(near, { text: open.told(no) })];
  };
}

export async function unpublish(room: Room, turn: Turn): Promise<Answer> {
  const { open } = room.w.back;
  const { row } = await onDesk(room, turn, "取消公开", "secretary");
  return async (tx) => ({ text: (await makePrivate(tx, row.no)) ? open.undone(row.no) : open.wasNot(row.no) });
}
