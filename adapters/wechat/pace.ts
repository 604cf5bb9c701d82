/**
 * The pace in messages. The house keeps the pace of replies (traits.limits), and a picture with words is two messages:
 * this counts what is really shown, and lets a reply begin only when there is room for all of it.
 */
import type { Traits } from "#bot";

export interface Pace {
  /** Takes `count` messages in this chat and returns 0; or takes none and returns the ms until there is room. */
  take(chat: string, count: number): number;
}

/** The house counts from when it sends, this from a moment later. */
const SLACK_MS = 300;
const MOST_CHATS = 5_000;

/** `perOf`: whether a chat is a room ("chat") or a person. */
export function pace(limits: Traits["limits"], perOf: (chat: string) => "chat" | "person", now: () => number): Pace {
  const minutes = limits.filter(({ n }) => n > 1); // the breath between two messages is the house's
  const longest = Math.max(...minutes.map(({ ms }) => ms));
  const spent = new Map<string, number[]>();
  const ALL = "";

  return {
    take(chat, count) {
      const at = now();
      const recent = (whose: string) => (spent.get(whose) ?? []).filter((one) => one > at - longest);
      const waits = minutes.map(({ per, n, ms }) => {
        if (per !== "app" && per !== perOf(chat)) return 0;
        const times = recent(per === "app" ? ALL : chat);
        // What is longer than a whole window needs an empty one.
        const inTheWay = times.at(-Math.max(n - count, 0) - 1);
        return inTheWay === undefined ? 0 : inTheWay + ms - SLACK_MS - at;
      });
      const wait = Math.max(0, ...waits);
      if (wait > 0) return wait;
      for (const whose of [chat, ALL]) {
        const times = [...recent(whose), ...Array.from({ length: count }, () => at)];
        spent.delete(whose);
        spent.set(whose, times);
      }
      // In the order of their last message, all of them together behind every other.
      const [oldest] = spent.keys();
      if (spent.size > MOST_CHATS && oldest !== undefined) spent.delete(oldest);
      return 0;
    },
  };
}
