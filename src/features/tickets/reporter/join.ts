/** 我也遇到: one more who met the same. They get the news of every step; one fix tells all. */
import { type Answer, type FileRef, type Turn, UserError } from "#bot";
import { hold, note } from "../case/advance.ts";
import { OPEN } from "../case/moves.ts";
import { reference } from "../case/numbers.ts";
import { emptyDraft } from "../intake/draft.ts";
import { closed, inGroup, type Room } from "../room.ts";
import { byNo } from "../store/read.ts";
import { addJoiner } from "../store/write.ts";
import { around } from "../told/around.ts";
import { cards } from "../told/tell.ts";

/** The word by itself: only hazards can be joined by whoever knows the number. */
export async function joinByWord(room: Room, turn: Turn): Promise<Answer> {
  const { no } = reference(turn.rest);
  const row = no === undefined ? undefined : await byNo(room.kit.db, no);
  if (row?.kind !== "hazard") throw new UserError(room.w.reporter.notFound);
  return join(room, turn, row.no, { text: "", files: [] });
}

/** Joins; the pictures and words that were to be a new case are added to the one there is. */
export async function join(
  room: Room,
  turn: Turn,
  no: string,
  given: { text: string; files: FileRef[] },
): Promise<Answer> {
  const { kit, w } = room;
  const seen = await byNo(kit.db, no);
  if (!seen) throw new UserError(w.reporter.notFound);
  // The intake that offered it is over, also where the word was typed beside it.
  const next = closed(room.ask.intake(emptyDraft(null, null, "")));
  const over = inGroup(turn) ? {} : { next };
  if (seen.person === turn.by.id) return { text: w.reporter.own(no), ...over };
  const near = await around(kit, seen);
  return async (tx) => {
    const row = await hold(room, tx, seen);
    if (!OPEN.includes(row.state) && row.state !== "resolved" && row.state !== "follow_up")
      return { text: w.reporter.notOpen(no), ...over };
    const at = kit.now();
    if (!(await addJoiner(tx, no, turn.by.id, at))) return { text: w.reporter.joinedAlready(no), ...over };
    if (turn.by.consent === undefined) await kit.members.consent(tx, turn.by);
    const joined = await note(room, tx, row, {
      deed: "join",
      by: turn.by.id,
      side: "reporter",
      text: given.text,
      files: given.files,
    });
    const said = inGroup(turn) ? w.reporter.joinedInGroup(no) : w.reporter.joined(no, w.label.state[joined.state]);
    return [{ text: said, ...over }, ...(await cards(room, tx, joined, near))];
  };
}
