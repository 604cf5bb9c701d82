/** Where a platform needs several messages for one reply, people read them as one; so does the stage. */
import type { Adapter, Address } from "#bot";
import type { Seen } from "./stage.ts";

export interface Replies {
  /** The same adapter, whose sends are watched. */
  watched(adapter: Adapter): Adapter;
  /** The messages of one chat, oldest first; what belongs to one reply is one, under the key of its first message. */
  joined(messages: readonly Seen[]): Seen[];
  /** True when the message is part of the reply known by `key`. */
  isPart(message: string, key: string): boolean;
}

/** `idsIn` names what is shown in a chat now, in order. */
export function replies(idsIn: (chat: Address) => string[]): Replies {
  const firstOf = new Map<string, string>();
  const keyOf = (message: string) => firstOf.get(message) ?? message;
  return {
    watched: (adapter) => ({
      ...adapter,
      async send(to, reply, key) {
        const before = idsIn(to).length;
        try {
          return await adapter.send(to, reply, key);
        } finally {
          const [first, ...others] = idsIn(to).slice(before);
          for (const other of others) if (first) firstOf.set(other, first);
        }
      },
    }),
    joined(messages) {
      const whole = new Map<string, Seen>();
      for (const { key: id, text, buttons, pictures } of messages) {
        const key = keyOf(id);
        const said = whole.get(key);
        whole.set(key, {
          key,
          text: [said?.text, text].filter(Boolean).join("\n"),
          buttons: [...(said?.buttons ?? []), ...buttons],
          pictures: [...(said?.pictures ?? []), ...pictures],
        });
      }
      return [...whole.values()];
    },
    isPart: (message, key) => keyOf(message) === key,
  };
}
