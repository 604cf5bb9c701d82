/** Arranged answers kept for whoever asks the same, of the same library, here, on the same day (ANSWERS.md §4, "Cache"). */
import { hash } from "node:crypto";
import type { Snapshot } from "../library/shelf.ts";
import { fold } from "../retrieval/normalise.ts";
import type { Arrangement } from "./arrange.ts";

const TTL_MS = 7 * 24 * 3_600_000;
const MOST = 500;

export interface Kept {
  get(snapshot: Snapshot, key: string, now: number): Arrangement | undefined;
  set(snapshot: Snapshot, key: string, arrangement: Arrangement, now: number): void;
}

/** The library's revision is the snapshot itself: when a document comes or goes, all that was kept goes with it. */
export function kept(): Kept {
  const shelves = new WeakMap<Snapshot, Map<string, { arrangement: Arrangement; until: number }>>();
  return {
    get(snapshot, key, now) {
      const found = shelves.get(snapshot)?.get(key);
      return found && found.until > now ? found.arrangement : undefined;
    },
    set(snapshot, key, arrangement, now) {
      const shelf = shelves.get(snapshot) ?? new Map();
      shelves.set(snapshot, shelf);
      const [oldest] = shelf.keys();
      if (shelf.size >= MOST && oldest !== undefined) shelf.delete(oldest);
      shelf.set(key, { arrangement, until: now + TTL_MS });
    },
  };
}

/** The question as compared, the scope's key, the day, the prompt's version, the model's name. */
export function keyOf(question: string, ...more: string[]): string {
  return hash("sha256", JSON.stringify([fold(question), ...more]));
}
