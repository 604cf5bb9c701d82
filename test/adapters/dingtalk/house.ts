/** An adapter on its emulator: what the tests of this folder begin with. */
import type { Adapter, Address, Cache, Message } from "#bot";
import { dingtalkAdapter } from "../../../adapters/dingtalk/adapter.ts";
import { TIMING, type Timing } from "../../../adapters/dingtalk/link.ts";
import type { Settings } from "../../../adapters/dingtalk/settings.ts";
import {
  type DingtalkEmulator,
  type DingtalkEmulatorOptions,
  dingtalkEmulator,
} from "../../emulators/dingtalk/index.ts";
import { memoryCache, type TestHouse, testHouse } from "../house.ts";

export { memoryCache, type TestHouse, testHouse };

export function settingsFor(dt: DingtalkEmulator, template = false): Settings {
  const { clientId, clientSecret, robotCode, apiBase, oapiBase } = dt;
  return { clientId, clientSecret, robotCode, apiBase, oapiBase, cardTemplate: template ? dt.template : undefined };
}

/** Resolves as soon as it is so; the test's own time limit ends a wait for what never comes. */
export async function until(look: () => boolean): Promise<void> {
  while (!look()) await new Promise((done) => setImmediate(done));
}

export interface Scene {
  dt: DingtalkEmulator;
  bot: Adapter;
  house: TestHouse;
  /** What `receive` was given, copies included. */
  heard: Message[];
  wang: string;
  g1: string;
  /** The addresses that the contract uses. */
  at(id: string): Address;
  /** Someone speaks, and what the house was given is acknowledged. */
  hears(user: string, chat: string, text: string, options?: Parameters<DingtalkEmulator["says"]>[3]): Promise<Message>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface SceneOptions {
  emulator?: DingtalkEmulatorOptions;
  /** The adapter has the card template. */
  template?: boolean;
  start?: boolean;
  receive?: (message: Message) => Promise<void>;
  timing?: Partial<Timing>;
  cache?: Cache;
}

/** An emulator with a person and a group, and the adapter connected to it (`start: false`: not started). */
export async function scene(options: SceneOptions = {}): Promise<Scene> {
  const dt = await dingtalkEmulator(options.emulator);
  const house = testHouse(options.cache, options.emulator?.now);
  const heard: Message[] = [];
  const bot = dingtalkAdapter(settingsFor(dt, options.template), house, { ...TIMING, ...options.timing });
  const wang = dt.user("wang", "王师傅");
  const g1 = dt.group("g1", "东街骑手群");
  if (options.start !== false) {
    await bot.start(async (message) => {
      heard.push(message);
      await options.receive?.(message);
    });
    await dt.connected();
    await until(() => !bot.health?.()); // the server knows of the socket a moment before the client does
  }
  return {
    dt,
    bot,
    house,
    heard,
    wang,
    g1,
    at: (id) => `dingtalk:${id}`,
    async hears(user, chat, text, more = {}) {
      const { messageId, msgId } = dt.says(user, chat, text, { mention: chat !== user, ...more });
      await dt.waitFor(() => dt.acks.some((ack) => ack.messageId === messageId));
      const message = heard.find((one) => one.id === `dingtalk:${msgId}`);
      if (!message) throw new Error(`「${text}」 was not handed on`);
      return message;
    },
    async [Symbol.asyncDispose]() {
      await bot.stop();
      await dt.close();
    },
  };
}
