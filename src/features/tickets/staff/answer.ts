/** 答复, 办结, 追问, 延期, 不受理: what staff says to the reporter, and to those who joined. */
import type { Answer, FileRef, Reply, Turn } from "#bot";
import { type Act, advance, hold, note } from "../case/advance.ts";
import type { Move } from "../case/lifecycle.ts";
import { nextButtons } from "../reporter/status.ts";
import { type Room, within } from "../room.ts";
import type { Ticket } from "../store/tables.ts";
import { type Around, around } from "../told/around.ts";
import type { OnDesk } from "../told/desk.ts";
import { cards, toJoiners, toReporter } from "../told/tell.ts";

export type Deed = OnDesk & { files: FileRef[] };

/** The moves that end a consultation with words. */
const ANSWERS: readonly Move[] = ["reply", "resolve"];

/** How long the reporter's next direct words are taken for the answer to a question. */
const ANSWER_HOURS = 72;

export async function answer(room: Room, turn: Turn, deed: Deed, move: Move): Promise<Answer> {
  const near = await around(room.kit, deed.row);
  const name = turn.by.name || room.w.label.someone;
  // A secretary who acts on an unclaimed case has taken it.
  const now: Around = deed.row.handler === null ? { ...near, handler: { name, address: turn.by.address } } : near;
  const words = {
    by: { id: turn.by.id, chief: deed.chief },
    side: "staff" as const,
    text: deed.text,
    files: deed.files,
  };
  const act: Act = { ...words, move, ...(move === "decline" ? { change: { outcome: "declined" } } : {}) };
  return async (tx) => {
    const row = await hold(room, tx, deed.row);
    if (move === "ask" && near.reporter === undefined) {
      // Nobody can be asked, so nobody is waited for: the clock goes on.
      await note(room, tx, row, { ...words, deed: "ask", by: turn.by.id });
      return { text: room.w.staff.done.askAnonymous(row.no) };
    }
    const after = await advance(room, tx, row, act);
    // What staff answered once, others may ask again: a secretary decides. Sealed cases stay among those who hold them.
    if (row.kind === "consultation" && row.sealed === 0 && ANSWERS.includes(move) && deed.text !== "")
      await room.kit.ports.answered?.(tx, { reply: deed.text, unit: row.unit, case: row.no });
    return [
      { text: done(room, after, move) },
      ...(await cards(room, tx, after, after.handler === null ? near : now)),
      ...told(room, after, near, deed, move),
    ];
  };
}

function done(room: Room, row: Ticket, move: Move): string {
  const { staff, label } = room.w;
  const hint = row.naming === "anonymous" ? `\n${staff.anonymousHint}` : "";
  if (move === "extend") return staff.done.extend(row.no, label.day(row.due, row.provisional === 1)) + hint;
  const said = move === "resolve" ? "resolve" : move === "ask" ? "ask" : move === "decline" ? "decline" : "reply";
  return staff.done[said](row.no) + hint;
}

/** Each step's news. Of anything but a hazard those who joined learn the step, not words meant for another. */
function told(room: Room, row: Ticket, near: Around, { text, files }: Deed, move: Move): Reply[] {
  const { reporter, label } = room.w;
  const { no } = row;
  const buttons = nextButtons(room, row);
  const shared = row.kind === "hazard";
  const seen = files.length > 0 ? { files } : {};
  switch (move) {
    case "reply":
    case "resolve": {
      const words = text || reporter.resolvedByPicture;
      const said = move === "reply" ? reporter.replied(no, words) : reporter.resolved(no, words);
      const step = move === "reply" ? reporter.forJoined.replied(no) : reporter.forJoined.resolved(no);
      return [
        ...toReporter(near, { text: said, buttons, ...seen }),
        ...toJoiners(near, shared ? { text: `${step}\n${words}`, buttons, ...seen } : { text: step, buttons }),
      ];
    }
    case "ask": {
      const next = within(room.kit, ANSWER_HOURS, room.ask.more({ no, code: "" }));
      return toReporter(near, { text: reporter.asked(no, text || reporter.resolvedByPicture), next, ...seen });
    }
    case "extend": {
      const due = label.day(row.due, row.provisional === 1);
      return toReporter(near, { text: reporter.extended(no, due, text) });
    }
    case "decline":
      return [
        ...toReporter(near, { text: reporter.declined(no, text), buttons }),
        ...toJoiners(near, { text: reporter.forJoined.declined(no) }),
      ];
    default:
      return [];
  }
}
