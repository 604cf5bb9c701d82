/** The core alone, on a fake clock, between a platform and features that a test makes up. */
import type { TestContext } from "node:test";
import type { Adapter, Database, Member, Members, Message, Receipt, Reply, Traits } from "#bot";
import { FakeClock } from "../src/bot/clock.ts";
import { type Core, openCore } from "../src/bot/core.ts";
import { Registry } from "../src/bot/registry.ts";
import { coreMigrations } from "../src/bot/schema.ts";
import { zh } from "../src/bot/words.ts";
import { quiet } from "../src/log.ts";
import { migrate } from "../src/storage/migrate.ts";
import { openDatabase } from "../src/storage/open.ts";
import { freshPlace, type Place } from "./database.ts";

/** A platform in memory that does what the test tells it. */
export class Platform implements Adapter {
  readonly name: string;
  readonly traits: Traits;
  readonly shown: { to: string; reply: Reply; key: string; at: number }[] = [];
  /** Replaced by a test to fail. */
  onSend: (to: string, reply: Reply, key: string) => Promise<void> | void = () => {};
  readonly #now: () => number;

  constructor(now: () => number, traits: Partial<Traits> = {}, name = "test") {
    this.name = name;
    this.#now = now;
    this.traits = {
      buttons: true,
      mentions: true,
      coldDirect: true,
      groupPhotos: true,
      textBytes: 10_000,
      idempotentForMs: 0,
      limits: [],
      ...traits,
    };
  }

  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  async fetch(): Promise<ReadableStream<Uint8Array>> {
    throw new Error("nothing to fetch");
  }
  async send(to: string, reply: Reply, key: string): Promise<Receipt> {
    await this.onSend(to, reply, key);
    this.shown.push({ to, reply, key, at: this.#now() });
    return { id: `shown-${this.shown.length}` };
  }
}

export interface TestCore {
  core: Core;
  clock: FakeClock;
  platform: Platform;
  registry: Registry;
  database: Database;
  /** The texts shown, in order. */
  texts(): string[];
  /** Hands a message to the inbox, and waits until everything is dealt with unless `wait` is false. */
  say(message: Partial<Message> & { text: string }, wait?: boolean): Promise<void>;
  advance(ms: number): Promise<void>;
  /** A second process over the same data, after the first one ended or was left to die. */
  again(): Promise<TestCore>;
  close(): Promise<void>;
}

export interface TestCoreOptions {
  register(registry: Registry): void;
  traits?: Partial<Traits>;
  start?: number;
  admins?: string[];
  /** Who has written directly; left out: everybody. */
  met?: Set<string>;
}

const MONDAY = Date.parse("2026-11-23T09:00:00+08:00");
let count = 0;

export async function openTestCore(t: TestContext, options: TestCoreOptions, given?: Place): Promise<TestCore> {
  const place = given ?? (await freshPlace(t));
  const clock = new FakeClock(options.start ?? MONDAY);
  const database = openDatabase(place.dir, place.databaseUrl, place.schema);
  const platform = new Platform(() => clock.now(), options.traits);
  const registry = new Registry();
  options.register(registry);
  await migrate(database, [{ feature: "core", migrations: coreMigrations }, ...registry.features]);
  const core = await openCore({
    database,
    clock,
    log: quiet,
    registry,
    adapters: new Map([[platform.name, platform]]),
    members: strangers(options),
    words: zh,
    timeZone: "Asia/Shanghai",
    watch: false,
    examples: () => [],
    emergency: (text) => (text.includes("着火") ? "先打 119" : undefined),
    likely: async () => ({ names: [], sure: false }),
    async greet(_, addresses) {
      const fresh = addresses.filter((address) => options.met?.has(address) === false);
      for (const address of fresh) options.met?.add(address);
      return new Map(fresh.map((address) => [address, { text: "告知" }]));
    },
  });
  await core.start();
  let open = true;
  const close = async () => {
    if (!open) return;
    open = false;
    await core.stop(500);
    await database.close();
  };
  t.after(close);
  return {
    core,
    clock,
    platform,
    registry,
    database,
    texts: () => platform.shown.map((one) => one.reply.text),
    async say(message, wait = true) {
      count += 1;
      const whole: Message = {
        id: `test:m${count}`,
        chat: "test:g1",
        from: "test:wang",
        name: "",
        addressed: true,
        files: [],
        at: new Date(clock.now()).toISOString(),
        ...message,
      };
      await core.receive(whole);
      if (wait) await core.idle();
    },
    advance: (ms) => clock.advance(clock.now() + ms, () => core.idle()),
    async again() {
      await close();
      return openTestCore(t, { ...options, start: clock.now() }, place);
    },
    close,
  };
}

function strangers({ admins = [], met }: TestCoreOptions): Members {
  const of = async (address: Member["address"]): Promise<Member> => {
    const role = admins.includes(address) ? "admin" : "member";
    return { id: address, address, name: "", role, met: met?.has(address) ?? true };
  };
  return {
    of,
    find: of,
    behind: async (_: unknown, addresses: readonly string[]) =>
      new Map(addresses.map((one) => [one, !one.includes(":g") && met && !met.has(one) ? "unmet" : "met"])),
    staff: async () => Promise.all(admins.map((address) => of(address as Member["address"]))),
  } as unknown as Members;
}
