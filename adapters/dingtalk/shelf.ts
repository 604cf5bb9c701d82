/** Cards that were shown, by their number: what their buttons say and where. In memory, and in the shared cache. */
import type { House } from "#bot";
import type { Shown } from "./card.ts";
import { limited } from "./known.ts";

/** A call-out or a case is over long before; after it a tap still says what its parameters say. */
const KEPT_MS = 30 * 24 * 3_600_000;

export interface Shelf {
  put(track: string, shown: Shown): void;
  find(track: string): Promise<Shown | undefined>;
}

export function cardShelf({ cache }: House): Shelf {
  const cards = limited<Shown>(5_000);
  return {
    put(track, shown) {
      cards.set(track, shown);
      cache.set(`card:${track}`, JSON.stringify(shown), KEPT_MS).catch(() => undefined);
    },
    async find(track) {
      const kept = cards.get(track);
      if (kept) return kept;
      const text = await cache.get(`card:${track}`).catch(() => undefined);
      return text ? (JSON.parse(text) as Shown) : undefined; // written by nobody but us
    },
  };
}
