/** A bench with the adapter started on it, and an ear that a check can hold shut. */
import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { type Address, DeliveryError, type Message, type Receipt, type Reply } from "#bot";
import type { Bench, Can, How, Said, Seen } from "./bench.ts";

/** Thrown by a check that says nothing about this adapter: it claims no such thing, or the platform has none. */
export class NotClaimed extends Error {}

export interface Stage {
  bench: Bench;
  /** What `receive` was called with, in order, copies included. */
  heard: Message[];
  /** What the house does with it; a check may refuse or wait in here. */
  receive: (message: Message) => Promise<void>;
  /** Leaves the check out unless the platform has this. */
  needs(can: Can): void;
  /** Somebody says something; resolves with what the house is given next. */
  hears(chat: Address, words: string, how?: How): Promise<Message>;
  say(chat: Address, words: string, how?: How): Promise<Said>;
  /** Sends, and returns what has newly been shown in that chat. */
  shows(to: Address, reply: Reply, key?: string): Promise<{ receipt: Receipt; seen: Seen[]; last: Seen }>;
  /** Sends, which must fail; returns how. */
  fails(to: Address, reply: Reply, key?: string): Promise<DeliveryError>;
  /** Resolves when it is so; rejects after ten seconds. */
  until(so: () => boolean | Promise<boolean>, what: string): Promise<void>;
  /** Lets everything that is on its way arrive. */
  settle(): Promise<void>;
}

/** Runs `work` on a fresh bench. The adapter is stopped and the emulator closed whatever happens. */
export async function onStage(open: () => Promise<Bench>, work: (stage: Stage) => Promise<void>): Promise<void> {
  const bench = await open();
  let keys = 0;
  const stage: Stage = {
    bench,
    heard: [],
    receive: async () => {},
    needs(can) {
      if (!bench.can.has(can)) throw new NotClaimed(can);
    },
    say: async (chat, words, how = {}) => bench.say(chat, words, how),
    async hears(chat, words, how) {
      const before = stage.heard.length;
      await stage.say(chat, words, how);
      await stage.until(() => stage.heard.length > before, `「${words}」 is heard`);
      return stage.heard[before] as Message;
    },
    async shows(to, reply, key = `key-${++keys}`) {
      const before = (await bench.seen(to)).length;
      const receipt = await bench.adapter.send(to, reply, key);
      const seen = (await bench.seen(to)).slice(before);
      const last = seen.at(-1);
      assert.ok(last, "nothing was shown");
      return { receipt, seen, last };
    },
    async fails(to, reply, key = `key-${++keys}`) {
      const sent = await bench.adapter.send(to, reply, key).catch((error: unknown) => error);
      assert.ok(sent instanceof DeliveryError, "no DeliveryError was thrown");
      return sent;
    },
    async until(so, what) {
      const last = performance.now() + 10_000;
      while (!(await so())) {
        assert.ok(performance.now() < last, `waited in vain until ${what}`);
        await new Promise((done) => setTimeout(done, 2));
      }
    },
    async settle() {
      for (let turns = 0; turns < 40; turns += 1) await turn();
    },
  };
  const receive = async (message: Message) => {
    stage.heard.push(message);
    await stage.receive(message);
  };
  try {
    await bench.adapter.start(receive);
    await bench.connected(
      (count) => stage.until(() => stage.heard.length >= count, "the greetings are heard"),
      receive,
    );
    stage.heard.length = 0; // greetings that had to be said before
    await work(stage);
  } finally {
    stage.receive = async () => {};
    await within(3_000, bench.adapter.stop());
    await bench.close();
  }
}

/** True when it was done in time. */
export async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((done) => {
    timer = setTimeout(done, ms, false);
  });
  const inTime = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}
