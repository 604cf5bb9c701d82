/** A house for one adapter: everything in memory, a clock that stands still until it is moved, every log line kept. */
import { createHash } from "node:crypto";
import { Hono } from "hono";
import { type Adapter, type Address, type Files, type House, type Lease, type Message, UserError } from "#bot";
import { wecomAdapter } from "../../../adapters/wecom/adapter.ts";
import type { Settings } from "../../../adapters/wecom/settings.ts";
import { FakeClock, wait } from "../../../src/bot/clock.ts";
import { type WecomEmulator, type WecomOptions, wecomEmulator } from "../../emulators/wecom/index.ts";

export interface TestHouse extends House {
  clock: FakeClock;
  lines: string[];
  kept: Map<string, Buffer>;
  /** Moves the clock on, ringing what is due on the way. */
  pass(ms: number): Promise<void>;
}

/** What several processes share. */
export interface Shared {
  clock: FakeClock;
  leases: Map<string, { holder: object; until: number }>;
}

export function shared(): Shared {
  return { clock: new FakeClock(Date.now()), leases: new Map() };
}

export function testHouse({ clock, leases }: Shared = shared()): TestHouse {
  const lines: string[] = [];
  const kept = new Map<string, Buffer>();
  const held = new Map<string, string>();
  const write = (fields: object, message: string) => void lines.push(`${message} ${JSON.stringify(fields)}`);
  return {
    clock,
    lines,
    kept,
    log: { info: write, warn: write, error: write },
    files: filesIn(kept),
    cache: {
      get: async (key) => held.get(key),
      set: async (key, value) => void held.set(key, value),
      delete: async (key) => void held.delete(key),
    },
    routes: new Hono(),
    settings: {
      orgName: "",
      timeZone: "Asia/Shanghai",
      locale: "zh",
      publicUrl: "",
      libraryDir: "",
      dutyPhone: "",
      admins: [],
    },
    lease: leaseIn(leases, clock),
    now: () => clock.now(),
    wait: (ms, signal) => wait(clock, ms, signal),
    pass: (ms) => clock.advance(clock.now() + ms, () => new Promise((done) => setImmediate(() => setImmediate(done)))),
  };
}

function filesIn(kept: Map<string, Buffer>): Files {
  return {
    async put(content) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      if (bytes.length === 0) throw new UserError("empty");
      const hash = createHash("sha256").update(bytes).digest("hex");
      kept.set(hash, bytes);
      return { hash, bytes: bytes.length };
    },
    get: async (hash) => {
      const bytes = kept.get(hash);
      return bytes && new Blob([new Uint8Array(bytes)]).stream();
    },
    has: async (hash) => kept.has(hash),
    remove: async (hash) => void kept.delete(hash),
  };
}

/** The same rules as the house's own, which stand in a table. */
function leaseIn(leases: Shared["leases"], clock: FakeClock): Lease {
  const holder = {};
  return {
    async take(name, ms) {
      const held = leases.get(name);
      if (held && held.holder !== holder && held.until > clock.now()) return false;
      leases.set(name, { holder, until: clock.now() + ms });
      return true;
    },
    async give(name) {
      if (leases.get(name)?.holder === holder) leases.delete(name);
    },
  };
}

export interface Scene {
  wx: WecomEmulator;
  wecom: Adapter;
  house: TestHouse;
  /** What `receive` was given, copies included. */
  heard: Message[];
  /** Resolves when so many messages were heard. */
  until(count: number): Promise<void>;
  wang: string;
  g1: string;
  at(id: string): Address;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface SceneOptions {
  emulator?: WecomOptions;
  settings?: Partial<Settings>;
  /** g1 has a robot, whose key is the only one. */
  robot?: true;
  start?: boolean;
  house?: TestHouse;
  receive?: (message: Message) => Promise<void>;
}

export function settingsFor(wx: WecomEmulator, more: Partial<Settings> = {}): Settings {
  const { wsUrl, botId, secret, webhookBase } = wx;
  return { wsUrl, botId, secret, webhookBase, robots: { byChat: {} }, ...more };
}

/**
 * An emulator on the house's clock, with a person and a group that both have spoken to the bot before, and the adapter
 * connected to it.
 */
export async function scene(options: SceneOptions = {}): Promise<Scene> {
  const house = options.house ?? testHouse();
  const wx = await wecomEmulator({ now: house.now, ...options.emulator });
  const heard: Message[] = [];
  const wang = wx.user("wang", "王师傅");
  const g1 = wx.group("g1", "东街骑手群");
  const robots = options.robot ? { robots: { only: wx.robot(g1), byChat: {} } } : {};
  const wecom = wecomAdapter(settingsFor(wx, { ...robots, ...options.settings }), house);
  wx.says(wang, wang, "你好");
  wx.says(wang, g1, "大家好", { mention: true });
  if (options.start !== false) {
    await wecom.start(async (message) => {
      heard.push(message);
      await options.receive?.(message);
    });
    await wx.connected();
    await soon(() => wecom.health?.() === undefined);
  }
  const dispose = async () => {
    await wecom.stop();
    await wx.close();
  };
  const until = (count: number) => soon(() => heard.length >= count);
  return { wx, wecom, house, heard, until, wang, g1, at: (id) => `wecom:${id}`, [Symbol.asyncDispose]: dispose };
}

/** Resolves when it is so; rejects after ten seconds. */
export async function soon(so: () => boolean): Promise<void> {
  const last = performance.now() + 10_000;
  while (!so()) {
    if (performance.now() > last) throw new Error(`not so: ${so}`);
    await new Promise((done) => setTimeout(done, 2));
  }
}
