/** A house for one adapter: everything in memory, the machine's clock, and every log line kept for a look. */
import { setTimeout as sleep } from "node:timers/promises";
import { Hono } from "hono";
import type { Adapter, Address, Cache, Files, House, Message } from "#bot";
import { larkAdapter } from "../../../adapters/lark/adapter.ts";
import { type LarkEmulator, type LarkEmulatorOptions, larkEmulator } from "../../emulators/lark/index.ts";

export interface TestHouse extends House {
  lines: string[];
  kept: Map<string, Uint8Array>;
}

export function testHouse(cache: Cache = memoryCache()): TestHouse {
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
    now: () => Date.now(),
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

export interface Scene {
  fs: LarkEmulator;
  lark: Adapter;
  house: TestHouse;
  /** What `receive` was given, copies included. */
  heard: Message[];
  wang: string;
  g1: string;
  /** The addresses that the contract uses. */
  at(id: string): Address;
  [Symbol.asyncDispose](): Promise<void>;
}

/** An emulator with a person and a group, and the adapter connected to it (`start: false`: not started). */
export async function scene(
  options: { emulator?: LarkEmulatorOptions; start?: boolean; receive?: (message: Message) => Promise<void> } = {},
): Promise<Scene> {
  const fs = await larkEmulator(options.emulator);
  const house = testHouse();
  const heard: Message[] = [];
  const lark = larkAdapter({ appId: fs.appId, appSecret: fs.appSecret, domain: fs.domain }, house);
  const wang = fs.user("wang", "王师傅");
  const g1 = fs.group("g1", "东街骑手群");
  if (options.start !== false) {
    await lark.start(async (message) => {
      heard.push(message);
      await options.receive?.(message);
    });
    await fs.connected();
  }
  const dispose = async () => {
    await lark.stop();
    await fs.close();
  };
  return { fs, lark, house, heard, wang, g1, at: (id) => `lark:${id}`, [Symbol.asyncDispose]: dispose };
}
