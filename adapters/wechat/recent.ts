/**
 * What was said a moment ago, in memory alone. Two things of WeChat make it needed: a quotation names no message, only
 * its words; and a picture can carry no mention, so that people send it first and then call the bot.
 */
import type { FileRef, House } from "#bot";

/** So long a picture belongs to what its sender says to the bot next. */
const PICTURE_MS = 60_000;
/** WeChat sends at most nine at once. */
const MOST_PICTURES = 9;
const MOST_SAID = 40;
const MOST_CHATS = 2_000;
/** A shorter beginning could be anybody's. */
const LEAST_QUOTED = 6;

export interface Recent {
  /** The bot has shown this; no words: a file. */
  said(chat: string, words: string, id: string): void;
  /** The receipt of the bot's message with these words, if it is one. */
  find(chat: string, words: string): string | undefined;
  /** Somebody sent a picture without calling the bot; `at` is when, epoch ms. */
  picture(chat: string, from: string, file: FileRef, at: number): void;
  /**
   * The pictures that belong to what this person said to the bot at that moment: sent within the minute before it, and
   * the bot has said nothing there in between, which would have been their answer.
   */
  pictures(chat: string, from: string, at: number): FileRef[];
  /** This person said something else: the pictures are somebody else's business. */
  forget(chat: string, from: string): void;
}

export function recent(now: House["now"]): Recent {
  const shown = new Map<string, { words: string; id: string; at: number }[]>();
  const waiting = new Map<string, { file: FileRef; at: number }[]>();

  function keep<T>(all: Map<string, T[]>, key: string, one: T, most: number): void {
    const list = [...(all.get(key) ?? []), one].slice(-most);
    all.delete(key);
    all.set(key, list);
    const [oldest] = all.keys();
    if (all.size > MOST_CHATS && oldest !== undefined) all.delete(oldest);
  }

  return {
    said: (chat, words, id) => keep(shown, chat, { words: close(words), id, at: now() }, MOST_SAID),
    find(chat, words) {
      const sought = close(words).replace(/(?:…|\.{3})$/, "");
      const same = (one: { words: string }) =>
        (sought !== "" && one.words === sought) || (sought.length >= LEAST_QUOTED && one.words.startsWith(sought));
      return shown.get(chat)?.findLast(same)?.id;
    },
    picture: (chat, from, file, at) => keep(waiting, `${chat} ${from}`, { file, at }, MOST_PICTURES),
    pictures(chat, from, at) {
      const key = `${chat} ${from}`;
      const found = waiting.get(key) ?? [];
      waiting.delete(key);
      const answered = (one: { at: number }) => shown.get(chat)?.some((said) => one.at <= said.at && said.at < at);
      return found.filter((one) => one.at > at - PICTURE_MS && !answered(one)).map((one) => one.file);
    },
    forget: (chat, from) => void waiting.delete(`${chat} ${from}`),
  };
}

/** Clients change spaces and breaks in what they quote. */
function close(words: string): string {
  return words.replace(/\s+/g, "");
}
