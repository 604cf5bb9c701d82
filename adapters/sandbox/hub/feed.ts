/** The events of the page: numbered, kept for a while, and read by any number of windows at their own pace. */
import type { Happening } from "../wire.ts";

/** `undefined` in place of an event is a sign of life, so that proxies keep the line open. */
export type Told = { id: string; event: Happening } | undefined;

export interface Feed {
  push(event: Happening): void;
  /** The id of the newest event. */
  last(): string;
  /** Everything after an id, then whatever comes, until the signal. An id of another run, or one too old, gives `reset`. */
  follow(after: string | undefined, signal: AbortSignal): AsyncGenerator<Told>;
}

/**
 * `boot` names this run: ids are "<boot>.<n>". A bare counter would start again with the process, and a window
 * that still waits for "after 57" would then miss everything up to 57.
 */
export function createFeed(boot: string, keep = 1000, pingMs = 15_000): Feed {
  const ring: Happening[] = [];
  let count = 0;
  let wake = Promise.withResolvers<void>();

  const position = (id: string | undefined): number | undefined => {
    if (id === undefined) return count;
    const [run, n] = id.split(".");
    const at = Number(n);
    return run === boot && Number.isInteger(at) && at >= count - ring.length && at <= count ? at : undefined;
  };

  return {
    push(event) {
      ring.push(event);
      count += 1;
      if (ring.length > keep) ring.shift();
      wake.resolve();
      wake = Promise.withResolvers<void>();
    },
    last: () => `${boot}.${count}`,
    async *follow(after, signal) {
      const stopped = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
      let at = position(after);
      // Said at once: headers leave with the first bytes, and the window learns that the line is open.
      yield undefined;
      while (!signal.aborted) {
        // A reader slower than the ring is told to start over, rather than shown a hole.
        if (at === undefined || at < count - ring.length) {
          at = count;
          yield { id: `${boot}.${at}`, event: { type: "reset" } };
          continue;
        }
        const event = ring[at - (count - ring.length)];
        if (event) {
          at += 1;
          yield { id: `${boot}.${at}`, event };
          continue;
        }
        if ((await firstOf([wake.promise, stopped], pingMs)) === "late") yield undefined;
      }
    },
  };
}

async function firstOf(promises: Promise<void>[], ms: number): Promise<"late" | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), ms);
    timer.unref();
  });
  const first = await Promise.race([...promises.map(async (each) => void (await each)), late]);
  clearTimeout(timer);
  return first ?? undefined;
}
