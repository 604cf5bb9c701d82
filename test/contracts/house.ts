/** The house around an adapter on the bench: everything in memory, a clock that can be moved on, short pauses. */
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Hono } from "hono";
import type { FileRef, House } from "#bot";

export interface BenchHouse extends House {
  pass(ms: number): void;
  keep(bytes: Uint8Array): FileRef;
  kept(file: FileRef): Buffer | undefined;
}

/** Long enough that a loop of pauses leaves the processor alone, short enough that nobody waits for it. */
const LONGEST_PAUSE_MS = 15;

export function benchHouse(): BenchHouse {
  let ahead = 0;
  const kept = new Map<string, Buffer>();
  const put = (bytes: Buffer) => {
    const hash = createHash("sha256").update(bytes).digest("hex");
    kept.set(hash, bytes);
    return { hash, bytes: bytes.length };
  };
  const held = new Map<string, string>();
  const nothing = () => {};
  return {
    pass(ms) {
      ahead += ms;
    },
    keep(bytes) {
      const { hash } = put(Buffer.from(bytes));
      return { kind: "image", ref: `file:${hash}`, name: "picture.png", bytes: bytes.length };
    },
    kept: ({ ref }) => kept.get(ref.replace(/^file:/, "")),
    log: { info: nothing, warn: nothing, error: nothing },
    files: {
      async put(content) {
        const chunks: Uint8Array[] = [];
        for await (const chunk of content) chunks.push(chunk);
        return put(Buffer.concat(chunks));
      },
      get: async (hash) => {
        const bytes = kept.get(hash);
        return bytes && new Blob([new Uint8Array(bytes)]).stream();
      },
      has: async (hash) => kept.has(hash),
      remove: async (hash) => void kept.delete(hash),
    },
    cache: {
      get: async (key) => held.get(key),
      set: async (key, value) => void held.set(key, value),
      delete: async (key) => void held.delete(key),
    },
    routes: new Hono(),
    lease: { take: async () => true, give: async () => {} },
    settings: {
      orgName: "东街",
      timeZone: "Asia/Shanghai",
      locale: "zh",
      publicUrl: "",
      libraryDir: "",
      dutyPhone: "",
      admins: [],
    },
    now: () => Date.now() + ahead,
    wait: (ms, signal) => sleep(Math.min(ms, LONGEST_PAUSE_MS), undefined, signal && { signal }).catch(nothing),
  };
}
