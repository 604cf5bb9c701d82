/** Each signed request counts once, in all processes: an intercepted one cannot be sent again. */
import type { Cache, House } from "#bot";
import { AGE_MS } from "./seal.ts";

/** From the oldest that is taken to the youngest: after that its age refuses it. */
const KEEP_MS = 2 * AGE_MS;

export interface Seen {
  /** False when it has been taken before. */
  take(signature: string): Promise<boolean>;
  /** It was dealt with: told to the other processes. */
  keep(signature: string): Promise<void>;
  /** It could not be dealt with, so it may come again. */
  release(signature: string): void;
}

/**
 * A signature stands for timestamp, nonce and body together; without the key nobody can make another of the same body.
 * Two processes that get the same request in the same moment both let it pass, as they do when the cache is away: the
 * inbox's unique id is the last wall.
 */
export function seen(cache: Cache, now: House["now"]): Seen {
  const here = new Map<string, number>();
  const named = (signature: string) => `lark:hook:${signature}`;
  return {
    async take(signature) {
      const at = now();
      for (const [old, until] of here) {
        if (until > at) break; // in order of arrival
        here.delete(old);
      }
      if (here.has(signature)) return false;
      here.set(signature, at + KEEP_MS);
      const elsewhere = await cache.get(named(signature)).catch(() => undefined);
      return elsewhere === undefined;
    },
    keep: (signature) => cache.set(named(signature), "1", KEEP_MS).catch(() => undefined),
    release: (signature) => void here.delete(signature),
  };
}
