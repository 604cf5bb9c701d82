/** An adapter on its emulator: what the tests of this folder begin with. */
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { Adapter, Address, Cache, Message } from "#bot";
import { larkAdapter } from "../../../adapters/lark/adapter.ts";
import type { Settings } from "../../../adapters/lark/settings.ts";
import { type LarkEmulator, type LarkEmulatorOptions, larkEmulator } from "../../emulators/lark/index.ts";
import { memoryCache, type TestHouse, testHouse } from "../house.ts";

export { memoryCache, type TestHouse, testHouse };

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
  /** Where its routes are served, when it has a webhook. */
  publicUrl: string;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface SceneOptions {
  emulator?: LarkEmulatorOptions;
  start?: boolean;
  /** The adapter has a webhook, served at a port of its own as the process serves it. */
  webhook?: boolean;
  /** Shared with other processes. */
  cache?: Cache;
  /** The house's clock. */
  now?: () => number;
  receive?: (message: Message) => Promise<void>;
}

/** An emulator with a person and a group, and the adapter connected to it (`start: false`: not started). */
export async function scene(options: SceneOptions = {}): Promise<Scene> {
  const fs = await larkEmulator(options.emulator);
  const house = testHouse(options.cache, options.now);
  const heard: Message[] = [];
  const lark = larkAdapter(settingsFor(fs, options.webhook), house);
  const served = options.webhook ? await serveRoutes(house) : undefined;
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
    served?.close();
    await fs.close();
  };
  const publicUrl = served?.url ?? "";
  return { fs, lark, house, heard, wang, g1, at: (id) => `lark:${id}`, publicUrl, [Symbol.asyncDispose]: dispose };
}

export function settingsFor({ appId, appSecret, domain, keys }: LarkEmulator, webhook = false): Settings {
  return { appId, appSecret, domain, ...(webhook && { webhook: keys }) };
}

async function serveRoutes(house: TestHouse): Promise<{ url: string; close(): void }> {
  const { fetch } = new Hono().route("/lark", house.routes);
  const server = serve({ fetch, hostname: "127.0.0.1", port: 0 });
  await new Promise<void>((done) => server.once("listening", () => done()));
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`, close: () => server.close() };
}
