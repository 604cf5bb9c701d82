/** The raw view: the last few hundred things that crossed the border, for whoever wants to see what an adapter gets. */
import type { Raw } from "../wire.ts";
import type { Feed } from "./feed.ts";

export interface RawLog {
  note(way: Raw["way"], body: unknown): void;
  all(): Raw[];
  clear(): void;
}

export function createRawLog(feed: Feed, now: () => number, keep = 300): RawLog {
  let lines: Raw[] = [];
  let n = 0;
  return {
    note(way, body) {
      n += 1;
      const raw = { n, at: new Date(now()).toISOString(), way, body };
      lines = [...lines.slice(1 - keep), raw];
      feed.push({ type: "raw", raw });
    },
    all: () => lines,
    clear() {
      lines = [];
    },
  };
}
