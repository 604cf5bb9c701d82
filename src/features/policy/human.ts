/** 转人工: at any time, and at the first word. Whoever asks is told what happens next and by when. */
import type { Answer, Turn } from "#bot";
import { aloud, MOST_CHARS, type Room } from "./hear.ts";
import { dayFrom, lastOf, remember } from "./store.ts";

/** Hands over the words that came with it, else the person's last question in this chat. */
export async function handOver(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const { by, message } = turn;
  const now = kit.now();
  const last = await lastOf(kit.db, by.id, message.chat, now);
  const said = turn.rest.replaceAll("\0", "").trim().slice(0, MOST_CHARS);
  const question = said || last?.question || "";
  // Tapped twice, it is still one question.
  if (last?.handed === 1 && question === last.question) return aloud(turn, { text: w.handedAlready });
  return async (tx) => {
    const told = await kit.ports.consult?.(tx, by, question || w.noQuestion);
    if (told !== undefined) {
      await remember(tx, {
        person: by.id,
        chat: message.chat,
        question,
        quoted: last?.quoted ?? "[]",
        handed: 1,
        rated: last?.rated ?? 0,
        asked: last?.asked ?? 0,
        expires: dayFrom(now),
      });
    }
    return aloud(turn, { text: [told ?? w.noDesk, reach(room, now)].join("\n") });
  };
}

/** The way to a person right now: the telephone, and when somebody will be there. */
function reach({ kit, w }: Room, now: number): string {
  const phone = kit.settings.dutyPhone;
  if (kit.calendar.onDuty(now)) return phone ? w.onDuty(phone) : w.onDutyNoPhone;
  const next = kit.calendar.nextDuty(now);
  return w.offDuty(phone, w.when(kit.calendar.dateOf(next), kit.calendar.timeOf(next)));
}
