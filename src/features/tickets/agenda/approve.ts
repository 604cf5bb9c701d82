/** 批准议题: a second person; and 决定: what the meeting decided goes back to the case and its reporter. */
import { type Answer, type Turn, UserError } from "#bot";
import { hold, note } from "../case/advance.ts";
import { nextButtons } from "../reporter/status.ts";
import { decent, inGroup, type Room } from "../room.ts";
import { around } from "../told/around.ts";
import { onDesk } from "../told/desk.ts";
import { cards, toHandler, toJoiners, toReporter } from "../told/tell.ts";
import { casesOn, listed, mayRead, stampOf } from "./agenda.ts";
import { agendaById, setAgenda, wasBefore } from "./agenda-rows.ts";

/** 批准议题 id-stamp: bound to exactly what was read; never by whoever drew it up (PRODUCT.md P24). */
export async function approve(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const { agenda } = w.back;
  if (inGroup(turn)) throw new UserError(agenda.private);
  const [, id = "", stamp] = /^([0-9a-f]{8})-([0-9a-f]{8})$/.exec(turn.rest.trim()) ?? [];
  const seen = await agendaById(kit.db, id);
  if (!seen || !(await mayRead(room, turn.by, seen, await casesOn(room, seen)))) throw new UserError(agenda.unknown);
  if (seen.by_person === turn.by.id) throw new UserError(agenda.own);
  const author = await kit.members.addressOf(seen.by_person);
  return async (tx) => {
    await kit.lock(tx, `agenda:${id}`);
    const now = await agendaById(tx, id);
    if (now?.state === "approved") return { text: agenda.approvedAlready };
    if (now?.state !== "in_review" || stampOf(now) !== stamp) throw new UserError(agenda.changed);
    await setAgenda(tx, id, { state: "approved", approved_by: turn.by.id, at: kit.now() });
    const text = [agenda.approved, ...listed(w, now, false)].join("\n");
    const key = agenda.after(now.items.map((item) => `${item.n} = ${item.ticket}`).join("　"));
    return [{ text: agenda.thanks }, ...(author ? [text, key].map((one) => ({ text: one, to: author })) : [])];
  };
}

/** 决定 NO what was decided. */
export async function decide(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const { agenda } = w.back;
  const desk = await onDesk(room, turn, "决定", "secretary");
  const { no } = desk.row;
  const text = decent(room, desk.text, inGroup(turn));
  if (!(await wasBefore(kit.db, no))) throw new UserError(agenda.notBefore(no));
  if (text === "") throw new UserError(agenda.sayDecision(no));
  const near = await around(kit, desk.row);
  return async (tx) => {
    const row = await hold(room, tx, desk.row);
    const after = await note(room, tx, row, { deed: "decide", by: turn.by.id, side: "staff", text });
    const buttons = nextButtons(room, after);
    // Those who joined something that is not a hazard learn the step, not words that were meant for another.
    const step = row.kind === "hazard" ? agenda.told(no, text) : agenda.toldJoined(no);
    return [
      { text: agenda.decided(no) },
      ...toReporter(near, { text: agenda.told(no, text), buttons }),
      ...toJoiners(near, { text: step }),
      ...toHandler(near, { text: agenda.toldStaff(no, text) }),
      ...(await cards(room, tx, after, near)),
    ];
  };
}
