/** The sandbox with a house around it and nothing else: no server, no database, a clock that a test moves. */
import { createHash } from "node:crypto";
import { Hono } from "hono";
import type { Adapter, House, Message } from "#bot";
import { sandbox } from "../../../adapters/sandbox/index.ts";
import type { Shown, State } from "../../../adapters/sandbox/wire.ts";
import { type Clock, FakeClock, wait } from "../../../src/bot/clock.ts";

export const HOST = "http://localhost:8080";

export interface Bed {
  adapter: Adapter;
  clock: FakeClock;
  app: Hono;
  /** Everything `receive` got. */
  heard: Message[];
  /** Everything that was written to the log. */
  logged: string[];
  /** What the house keeps: hash to bytes. */
  kept: Map<string, Uint8Array>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  say(as: string, chat: string, text: string, more?: object): Promise<{ id: string; heard: boolean }>;
  state(): Promise<State>;
  /** The newest line of a chat. */
  last(chat: string): Promise<Shown>;
}

interface Options {
  env?: Record<string, string>;
  /** By default one that stands still in the morning of 23 November 2026. */
  clock?: Clock;
  locale?: "zh" | "en";
  receive?: (message: Message) => Promise<void>;
}

/** Opened and started; `receive` by default only remembers. */
export async function setUp({ env = {}, locale = "zh", receive, clock: given }: Options = {}): Promise<Bed> {
  const clock = new FakeClock(Date.parse("2026-11-23T08:30:00+08:00"));
  const logged: string[] = [];
  const kept = new Map<string, Uint8Array>();
  const write = (fields: object, message: string) => void logged.push(JSON.stringify(fields) + message);
  const house: House = {
    log: { info: write, warn: write, error: write },
    files: {
      async put(content) {
        const bytes = new Uint8Array(
          await new Response(content as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer(),
        );
        const hash = createHash("sha256").update(bytes).digest("hex");
        kept.set(hash, bytes);
        return { hash, bytes: bytes.length };
      },
      get: async (hash) => {
        const bytes = kept.get(hash);
        return bytes && new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
      },
      has: async (hash) => kept.has(hash),
      remove: async (hash) => void kept.delete(hash),
    },
    cache: { get: async () => assert(), set: async () => assert(), delete: async () => assert() },
    routes: new Hono(),
    lease: { take: async () => true, give: async () => {} },
    settings: {
      orgName: "东街党群服务中心",
      timeZone: "Asia/Shanghai",
      locale,
      publicUrl: "",
      libraryDir: "",
      dutyPhone: "",
      admins: [],
    },
    now: () => (given ?? clock).now(),
    wait: (ms, signal) => wait(given ?? clock, ms, signal),
  };
  const adapter = sandbox.open(sandbox.settings.parse(env), house);
  const heard: Message[] = [];
  await adapter.start(async (message) => {
    heard.push(message);
    await receive?.(message);
  });
  const app = new Hono().route("/sandbox", house.routes);
  const get: Bed["get"] = async (path, headers = {}) => app.request(`${HOST}/sandbox${path}`, { headers });
  const post: Bed["post"] = async (path, body, headers = {}) =>
    app.request(`${HOST}/sandbox${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin", ...headers },
      body: body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body),
    });
  const state: Bed["state"] = async () => (await get("/api/state")).json() as Promise<State>;
  return {
    adapter,
    clock,
    app,
    heard,
    logged,
    kept,
    get,
    post,
    async say(as, chat, text, more = {}) {
      const answer = await post("/api/say", { as: `sandbox:${as}`, chat: `sandbox:${chat}`, text, ...more });
      if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
      return answer.json() as Promise<{ id: string; heard: boolean }>;
    },
    state,
    async last(chat) {
      const line = (await state()).shown.findLast((each) => each.chat === `sandbox:${chat}`);
      if (!line) throw new Error(`nothing was shown in ${chat}`);
      return line;
    },
  };
}

/** The sandbox keeps nothing in the house: a transcript in a cache would be a trace of overheard words. */
function assert(): never {
  throw new Error("the sandbox must not use the cache");
}
