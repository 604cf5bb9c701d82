/** Which conversations are groups: an address alone does not say, what is heard from there does. */
import type { Message } from "#bot";

export interface Places {
  /** Chat ids of the groups that were heard from. */
  groups: ReadonlySet<string>;
  heard(message: Pick<Message, "chat" | "from">): void;
  isGroup(chat: string): boolean;
}

const MOST = 20_000;

export function places(): Places {
  const groups = new Set<string>();
  const people = new Set<string>();
  return {
    groups,
    heard({ chat, from }) {
      const seen = chat === from ? people : groups;
      seen.add(chat.slice("wecom:".length));
      const [oldest] = seen;
      if (seen.size > MOST && oldest !== undefined) seen.delete(oldest);
    },
    // Until something is heard from there: the platform's ids of groups begin with "wr", people's seldom do.
    isGroup: (chat) => groups.has(chat) || (!people.has(chat) && /^wr/.test(chat)),
  };
}
