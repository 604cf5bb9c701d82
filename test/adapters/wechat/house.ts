/** The adapter connected to the emulated service. Without Wechaty's packages these tests are left out, and say how to run. */
import { type TestContext, test } from "node:test";
import type { Adapter, Address, Message } from "#bot";
import { wechatAdapter } from "../../../adapters/wechat/adapter.ts";
import type { Timing } from "../../../adapters/wechat/link.ts";
import type { Settings } from "../../../adapters/wechat/settings.ts";
import { type WechatEmulator, type WechatOptions, wechatEmulator } from "../../emulators/wechat/index.ts";
import { missing, WECHATY } from "../../emulators/wechat/packages.ts";
import { type TestHouse, testHouse } from "../house.ts";

/** A test over the wire. */
export function wired(name: string, work: (t: TestContext) => Promise<void>): void {
  test(name, { skip: missing() ?? false, timeout: 60_000 }, work);
}

export interface Scene {
  wx: WechatEmulator;
  wechat: Adapter;
  house: TestHouse;
  /** What `receive` was given, copies included. */
  heard: Message[];
  until(count: number): Promise<void>;
  wang: string;
  zhao: string;
  g1: string;
  at(id: string): Address;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface SceneOptions {
  emulator?: WechatOptions;
  settings?: Partial<Settings>;
  timing?: Timing;
  house?: TestHouse;
  /** Not waited for: nobody is logged in. */
  offline?: true;
  receive?: (message: Message) => Promise<void>;
}

export function settingsFor(wx: WechatEmulator, more: Partial<Settings> = {}): Settings {
  return { puppet: wx.puppet, token: wx.token, endpoint: wx.endpoint, folders: [WECHATY], ...more };
}

/** Fifty times as fast: what is waited for is that something happens, never how long it takes. */
export function hasty(now?: () => number): TestHouse {
  const house = testHouse(undefined, now);
  return { ...house, wait: (ms, signal) => house.wait(ms / 50, signal) };
}

export async function scene(options: SceneOptions = {}): Promise<Scene> {
  const house = options.house ?? hasty();
  const wx = await wechatEmulator({ now: house.now, ...options.emulator });
  const heard: Message[] = [];
  const wang = wx.user("wxid_wang", "王师傅");
  const zhao = wx.user("wxid_zhao", "赵姐");
  const g1 = wx.group("g1", "东街骑手群");
  const wechat = wechatAdapter(settingsFor(wx, options.settings), house, options.timing);
  await wechat.start(async (message) => {
    heard.push(message);
    await options.receive?.(message);
  });
  if (!options.offline) await soon(() => wechat.health?.() === undefined);
  return {
    wx,
    wechat,
    house,
    heard,
    until: (count) => soon(() => heard.length >= count),
    wang,
    zhao,
    g1,
    at: (id) => `wechat:${id}`,
    async [Symbol.asyncDispose]() {
      await wechat.stop();
      await wx.close();
    },
  };
}

/** Resolves when it is so; rejects after ten seconds. */
export async function soon(so: () => boolean): Promise<void> {
  const last = performance.now() + 10_000;
  while (!so()) {
    if (performance.now() > last) throw new Error(`not so: ${so}`);
    await new Promise((done) => setTimeout(done, 2));
  }
}
