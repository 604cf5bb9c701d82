/** What crossed the border between a platform and the bot: what was taken, what was asked to be shown, what was seen. */
import type { Adapter, Address, Message } from "#bot";
import type { Shown, Town } from "./town.ts";

/** One try at showing a reply. */
export interface Try {
  key: string;
  chat: Address;
  /** What newly stood there when the try was over. */
  seen: Shown[];
}

export interface Ledger {
  /** Ids in the order in which the house took them; a copy is not counted again. */
  taken: Map<Address, number>;
  /** Ids that the house turned away at least once, because its store was away. */
  refused: Set<Address>;
  /** How often anything was handed on, copies and what was turned away included. */
  handed: number;
  tries: Try[];
  /** Receipts of messages that were changed. */
  changed: Set<string>;
  /** The same adapter, watched from both sides. `away` makes the store fail now and then. */
  watched(town: Town, adapter: Adapter, away: () => boolean): Adapter;
}

export function ledger(): Ledger {
  const book: Ledger = {
    taken: new Map(),
    refused: new Set(),
    handed: 0,
    tries: [],
    changed: new Set(),
    watched(town, adapter, away) {
      const { edit } = adapter;
      return {
        ...adapter,
        start: (receive) => adapter.start((message) => take(message, receive, away)),
        async send(to, reply, key) {
          const before = (await town.shown(to)).length;
          try {
            return await adapter.send(to, reply, key);
          } finally {
            book.tries.push({ key, chat: to, seen: (await town.shown(to)).slice(before) });
          }
        },
        ...(edit && {
          async edit(receipt, reply) {
            const now = await edit.call(adapter, receipt, reply);
            book.changed.add(now.id);
            return now;
          },
        }),
      };
    },
  };
  async function take(message: Message, receive: (message: Message) => Promise<void>, away: () => boolean) {
    book.handed++;
    if (away()) {
      book.refused.add(message.id);
      throw new Error("the store is away");
    }
    await receive(message);
    if (!book.taken.has(message.id)) book.taken.set(message.id, book.taken.size);
  }
  return book;
}
