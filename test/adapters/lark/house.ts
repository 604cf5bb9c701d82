/** An adapter on its emulator: what the tests of this folder begin with. */
import type { Adapter, Address, Message } from "#bot";
import { larkAdapter } from "../../../adapters/lark/adapter.ts";
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
