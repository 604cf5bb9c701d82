/** 有用 and 没用: counted with the articles they were said of, without a name; what was of no use joins the gaps. */
import { randomUUID } from "node:crypto";
import type { Answer, Turn } from "#bot";
import { keepGap } from "./answering/gap-store.ts";
import { unnamed } from "./answering/mask.ts";
import { countRating } from "./answering/metrics.ts";
import { scopeOf } from "./answering/scope.ts";
import { aloud, type Room } from "./hear.ts";
import { recall } from "./quoted.ts";
import { dayFrom, keepFeedback, remember } from "./store.ts";

export async function rate(room: Room, turn: Turn, useful: boolean): Promise<Answer> {
  const { kit, w } = room;
  const { last, quoted, entries, common } = await recall(room, turn);
  if (quoted === "[]") return aloud(turn, { text: w.nothingToRate });
  const reply = aloud(
    turn,
    useful ? { text: w.usefulSaid } : { text: w.uselessSaid, buttons: [{ label: w.human, says: "转人工" }] },
  );
  if (last?.rated === 1) return reply;
  countRating(useful);
  const now = kit.now();
  const day = kit.calendar.dateOf(now);
  const { unit } = await scopeOf(kit, turn);
  const fresh = { question: "", quoted, handed: 0, asked: 0, expires: dayFrom(now) };
  return async (tx) => {
    // Remembered per person, so that a second tap is not a second voice.
    await remember(tx, { ...fresh, ...last, person: turn.by.id, chat: turn.message.chat, rated: 1 });
    const of = entries.map(({ document, passage }) => `${w.title(document.front.title)}${passage.article}`);
    const row = { id: randomUUID(), day, useful: useful ? 1 : 0, quoted: JSON.stringify([...of, ...common]) };
    await keepFeedback(tx, row);
    if (!useful && last?.question) {
      const question = unnamed(last.question, [turn.by.name]);
      await keepGap(tx, turn.by, { day, question, kind: "useless", unit });
    }
    return reply;
  };
}
