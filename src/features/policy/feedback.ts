/** 有用 and 没用: counted with the articles they were said of, without the question and without a name. */
import { randomUUID } from "node:crypto";
import type { Answer, Turn } from "#bot";
import { aloud, type Room } from "./hear.ts";
import { recall } from "./quoted.ts";
import { dayFrom, keepFeedback, remember } from "./store.ts";

export async function rate(room: Room, turn: Turn, useful: boolean): Promise<Answer> {
  const { kit, w } = room;
  const { last, quoted, entries } = await recall(room, turn);
  if (quoted === "[]") return aloud(turn, { text: w.nothingToRate });
  const reply = aloud(
    turn,
    useful ? { text: w.usefulSaid } : { text: w.uselessSaid, buttons: [{ label: w.human, says: "转人工" }] },
  );
  if (last?.rated === 1) return reply;
  const now = kit.now();
  const fresh = { question: "", quoted, handed: 0, expires: dayFrom(now) };
  return async (tx) => {
    // Remembered per person, so that a second tap is not a second voice.
    await remember(tx, { ...fresh, ...last, person: turn.by.id, chat: turn.message.chat, rated: 1 });
    const of = entries.map(({ document, passage }) => `${w.title(document.front.title)}${passage.article}`);
    const row = { id: randomUUID(), day: kit.calendar.dateOf(now), useful: useful ? 1 : 0, quoted: JSON.stringify(of) };
    await keepFeedback(tx, row);
    return reply;
  };
}
