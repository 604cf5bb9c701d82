/** A house for one adapter: everything in memory, the machine's clock, and every log line kept for a look. */
import { setTimeout as sleep } from "node:timers/promises";
import { Hono } from "hono";
import type { Cache, Files, House } from "#bot";

export interface TestHouse extends House {
  lines: string[];
  kept: Map<string, Uint8Array>;
}

export function testHouse(cache: Cache = memoryCache(), now: () => number = Date.now): TestHouse {
  const lines: string[] = [];
  const kept = new Map<string, Uint8Array>();
  const write = (fields: object, message: string) => void lines.push(`${message} ${JSON.stringify(fields)}`);
  const files: Files = {
    put: async () => ({ hash: "", bytes: 0 }),
    get: async (hash) => {
      const bytes = kept.get(hash);
      return bytes && new Blob([bytes.slice()]).stream();
    },
    has: async (hash) => kept.has(hash),
    remove: async (hash) => void kept.delete(hash),
  };
  return {
    lines,
    kept,
    log: { info: write, warn: write, error: write },
    files,
    cache,
    routes: new Hono(),
    lease: { take: async () => true, give: async () => {} },
    settings: {
      orgName: "",
      timeZone: "Asia/Shanghai",
      locale: "zh",
      publicUrl: "",
      libraryDir: "",
      dutyPhone: "",
      admins: [],
    },
    now,
    wait: (ms, signal) => sleep(ms, undefined, signal && { signal }).catch(() => undefined),
  };
}

export function memoryCache(): Cache & { held: Map<string, string> } {
  const held = new Map<string, string>();
  return {
    held,
    get: async (key) => held.get(key),
    set: async (key, value) => void held.set(key, value),
    delete: async (key) => void held.delete(key),
  };
}
