/** What a platform would keep: the lines of all chats, in memory only, the oldest forgotten first. */
import type { Address } from "#bot";
import type { Shown } from "../wire.ts";
import type { Feed } from "./feed.ts";

export interface Transcript {
  add(shown: Shown): Shown;
  /** Changes a shown line in place; undefined when it is not (any longer) here. */
  change(id: string, change: (was: Shown) => Shown): Shown | undefined;
  get(id: string): Shown | undefined;
  all(): Shown[];
  /** The newest line of a chat that fits. */
  latest(chat: Address, fits: (shown: Shown) => boolean): Shown | undefined;
  clear(): void;
}

/** 2,000 lines: a long day of trying things out, about a megabyte. */
export function createTranscript(feed: Feed, keep = 2000): Transcript {
  // A Map keeps the order of arrival, also when a line is edited.
  const lines = new Map<string, Shown>();
  const show = (shown: Shown): Shown => {
    lines.set(shown.id, shown);
    feed.push({ type: "shown", shown });
    return shown;
  };
  return {
    add(shown) {
      const oldest = lines.size >= keep ? lines.keys().next().value : undefined;
      if (oldest !== undefined) lines.delete(oldest);
      return show(shown);
    },
    change(id, change) {
      const was = lines.get(id);
      return was && show(change(was));
    },
    get: (id) => lines.get(id),
    all: () => [...lines.values()],
    latest: (chat, fits) => [...lines.values()].findLast((line) => line.chat === chat && fits(line)),
    clear: () => lines.clear(),
  };
}
