/** The house as an adapter sees it, with nothing behind it: pauses pass at once and are written down. */
import { Hono } from "hono";
import type { Adapter, House, Message } from "#bot";
import { telegram } from "../../../adapters/telegram/index.ts";
import type { Settings, Webhook } from "../../../adapters/telegram/settings.ts";
import type { TelegramEmulator } from "../../emulators/telegram/index.ts";

export interface TestHouse extends House {
  /** Every log line as it would be written. */
  lines: string[];
  /** Every pause asked for, in ms. */
  pauses: number[];
  stored: Map<string, Buffer>;
}

export function testHouse(locale: "zh" | "en" = "zh"): TestHouse {
  const lines: string[] = [];
  const pauses: number[] = [];
  const stored = new Map<string, Buffer>();
  const line = (fields: object, message: string) => void lines.push(`${message} ${JSON.stringify(fields)}`);
  return {
    lines,
    pauses,
    stored,
    log: { info: line, warn: line, error: line },
    files: {
      put: () => Promise.reject(new Error("not needed here")),
      get: async (hash) => {
        const bytes = stored.get(hash);
        return bytes && new Blob([new Uint8Array(bytes)]).stream();
      },
      has: async (hash) => stored.has(hash),
      remove: async (hash) => void stored.delete(hash),
    },
    cache: { get: async () => undefined, set: async () => {}, delete: async () => {} },
    routes: new Hono(),
    lease: { take: async () => true, give: async () => {} },
    settings: {
      orgName: "东街",
      timeZone: "Asia/Shanghai",
      locale,
      publicUrl: "",
      libraryDir: "",
      dutyPhone: "",
      admins: [],
    },
    now: Date.now,
    async wait(ms) {
      pauses.push(ms);
      await new Promise((done) => setImmediate(done));
    },
  };
}

/** The adapter over the emulator, hearing into a list. `receive` may refuse by throwing. */
export async function listening(
  tg: Pick<TelegramEmulator, "root" | "token">,
  house: TestHouse,
  receive: (message: Message) => Promise<void> | void = () => {},
  webhook?: Webhook,
) {
  const heard: Message[] = [];
  const waiting = new Set<() => void>();
  const adapter = telegram.open(settingsFor(tg, webhook), house) as Required<Adapter>;
  await adapter.start(async (message) => {
    await receive(message);
    heard.push(message);
    for (const look of waiting) look();
  });
  /** Resolves when so many messages are stored; rejects after half a minute. */
  const until = (count: number) =>
    new Promise<Message[]>((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`heard ${heard.length} of ${count}`)), 30_000);
      const look = () => {
        if (heard.length < count) return;
        clearTimeout(timer);
        waiting.delete(look);
        done(heard);
      };
      waiting.add(look);
      look();
    });
  return { adapter, heard, until };
}

export function settingsFor({ token, root }: Pick<TelegramEmulator, "root" | "token">, webhook?: Webhook): Settings {
  return { token, apiRoot: root, ...(webhook && { webhook }) };
}
