/** A question in a chat: small talk, too long, or sought in the library. */
import type { Answer, Kit, Reply, Turn } from "#bot";
import type { Shelf } from "./library/shelf.ts";
import { render } from "./render.ts";
import { seek } from "./seek.ts";
import { smallTalk } from "./small-talk.ts";
import { dayFrom, remember } from "./store.ts";
import type { Words } from "./words.ts";

/** Longest question that is looked at (ANSWERS.md §4, "Caps"). */
export const MOST_CHARS = 2_000;

export interface Room {
  kit: Kit;
  shelf: Shelf;
  w: Words;
}

/** A line that calls nobody but the speaker. */
export function aloud(turn: Turn, reply: Reply): Reply {
  return turn.message.chat === turn.message.from ? reply : { ...reply, mentions: [turn.message.from] };
}

/** `question` is what was asked, however it was addressed. Returns the answer; remembers the question for a day. */
export function hearer(room: Room): (turn: Turn, question: string) => Promise<Answer> {
  const { kit, shelf, w } = room;
  const talk = smallTalk(kit.examples("none"));
  const entries = [
    { label: w.entries.study, says: "学一点" },
    { label: w.entries.policy, says: "问政策" },
    { label: w.entries.ticket, says: "提诉求" },
    { label: w.entries.volunteer, says: "招募令" },
  ];
  return async (turn, question) => {
    // The length first: nothing else may cost time on a hundred thousand characters.
    if (question.length > MOST_CHARS) return aloud(turn, { text: w.tooLong });
    const small = talk(question);
    if (small) return aloud(turn, { text: small === "thanks" ? w.thanks : w.help, buttons: entries });
    const now = kit.now();
    const outcome = seek(await shelf.fresh(), question, kit.calendar.dateOf(now));
    const { text, buttons, quotes } = render(w, outcome);
    const quoted = quotes.map(({ document, passage, cut }) => ({ hash: document.hash, start: passage.start, cut }));
    return async (tx) => {
      await remember(tx, {
        person: turn.by.id,
        chat: turn.message.chat,
        // A NUL has no place in a text column.
        question: question.replaceAll("\0", "").trim(),
        quoted: JSON.stringify(quoted),
        handed: 0,
        rated: 0,
        expires: dayFrom(now),
      });
      return aloud(turn, { text, buttons });
    };
  };
}
