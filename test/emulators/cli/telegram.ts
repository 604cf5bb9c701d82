/** Telegram on the command line: names stand for its numbers. */
import { telegramEmulator } from "../telegram/index.ts";
import { rude } from "../telegram/rude.ts";
import type { Sent } from "../telegram/sent.ts";
import type { Chat, Message, User } from "../telegram/types.ts";
import { type Desk, newest } from "./desk.ts";

const FIRST_PERSON = 1_001;
const FIRST_GROUP = -1_001_000_000_001;

export async function telegramDesk(port: number): Promise<Desk> {
  const tg = await telegramEmulator({ port });
  const people = new Map<string, User>();
  const groups = new Map<string, Chat>();
  const person = (name: string): User => {
    const found = people.get(name) ?? tg.user(FIRST_PERSON + people.size, name);
    people.set(name, found);
    return found;
  };
  const group = (name: string): Chat => {
    const found = groups.get(name) ?? tg.group(FIRST_GROUP - groups.size, name);
    groups.set(name, found);
    return found;
  };
  const nameOf = (id: number) => [...groups, ...people].find(([, one]) => one.id === id)?.[0] ?? String(id);
  const keys = (message: Message | undefined) => message?.reply_markup?.inline_keyboard.flat() ?? [];
  const shows = () => tg.sent.filter((one): one is Sent & { message: Message } => sends(one));
  return {
    variables: { TELEGRAM_BOT_TOKEN: tg.token, TELEGRAM_API_ROOT: tg.root },
    idOf: (name, isGroup) => String(isGroup ? group(name).id : person(name).id),
    say: (who, where, words, mention) =>
      void tg.says(person(who), where === undefined ? person(who) : group(where), words, { mention }),
    press(who, where, label) {
      const chat = where === undefined ? person(who).id : group(where).id;
      const has = (one: Sent) => one.chat === chat && keys(tg.shown(one)).some((key) => key.text === label);
      tg.press(person(who), newest(shows(), has, label), label);
    },
    lines: () =>
      shows().map((one) => {
        const now = tg.shown(one);
        return {
          id: `${one.chat}:${one.message.message_id}`,
          to: nameOf(one.chat),
          text: now?.text ?? now?.caption ?? one.text,
          buttons: keys(now).map((key) => (key.url ? `${key.text} → ${key.url}` : key.text)),
          files: one.file ? [one.file.length] : [],
          gone: now === undefined,
        };
      }),
    fail: {
      refused: () => tg.faults.next("sendMessage", rude.neverStarted),
      limited: () => tg.faults.next("sendMessage", rude.tooMany(3)),
      drop: () => tg.faults.next("sendMessage", rude.drop),
    },
    close: tg.close,
  };
}

function sends({ method, message }: Sent): boolean {
  return method.startsWith("send") && message !== undefined;
}
