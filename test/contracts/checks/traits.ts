/** Traits that only show over time: the same key again, and keeping within the limits. */
import assert from "node:assert/strict";
import { type Address, DeliveryError, type Traits } from "#bot";
import type { Check } from "../check.ts";
import { NotClaimed, type Stage } from "../stage.ts";

type Limit = Traits["limits"][number];

/** More than any limit a minute that a platform is known to have, so that one left unclaimed is met. */
const LEAST = 45;
/** Sliding windows are closed at one end, open at the other, and adapters that count themselves are careful. */
/** So many sends are under way at once, as the house has them. */
const TOGETHER = 20;
const margin = (ms: number) => Math.max(20, ms / 100);

/** Sends `count` messages as fast as the claimed limits that hold for these chats allow, some at the same time. */
async function pushes({ bench }: Stage, limits: Limit[], count: number, to: (n: number) => Address): Promise<void> {
  const sent: number[] = [];
  /** Epoch ms at which the next one may go, after those sent and `more` that go now. */
  const free = (more: number) =>
    Math.max(
      ...limits.map(({ n, ms }) => {
        const oldest = n > more ? (sent.at(more - n) ?? Number.NEGATIVE_INFINITY) : bench.now();
        return oldest + ms + margin(ms);
      }),
    );
  const push = (n: number) =>
    bench.adapter.send(to(n), { text: `第 ${n} 条` }, `push-${n}`).catch((error: unknown) => {
      const why = error instanceof DeliveryError ? `${error.outcome}: ${error.message}` : "no DeliveryError";
      throw new Error(`number ${n + 1} was ${why}`);
    });
  while (sent.length < count) {
    bench.pass(Math.max(0, free(0) - bench.now()));
    const together = [push(sent.length)];
    while (together.length < TOGETHER && sent.length + together.length < count && free(together.length) <= bench.now())
      together.push(push(sent.length + together.length));
    await Promise.all(together);
    sent.push(...together.map(() => bench.now()));
  }
}

const most = (limits: Limit[]) => Math.max(LEAST, ...limits.map(({ n }) => n + 5));

export const traits: Check[] = [
  {
    name: "the same key shows once, as long as claimed",
    proves: ["idempotentForMs"],
    async run({ bench }) {
      const { adapter, group } = bench;
      const { idempotentForMs: ms } = adapter.traits;
      if (ms === 0) throw new NotClaimed("idempotentForMs");
      const reply = { text: "开门了", buttons: [{ label: "知道了", says: "知道了" }] };
      const first = await adapter.send(group, reply, "same");
      const shown = (await bench.seen(group)).length;
      bench.pass(ms - 60_000);
      const again = await adapter.send(group, reply, "same");
      assert.equal((await bench.seen(group)).length, shown, "it was shown again");
      assert.equal(again.id, first.id);
    },
  },
  {
    name: "within its limits a group is never refused",
    proves: ["limits"],
    async run(stage) {
      const { bench } = stage;
      const limits = bench.adapter.traits.limits.filter(({ per }) => per !== "person");
      // Answers may be counted otherwise than what the bot says of itself.
      await stage.hears(bench.group, "帮助", { mention: true });
      bench.enforce();
      await pushes(stage, limits, most(limits.filter(({ per }) => per === "chat")), () => bench.group);
    },
  },
  {
    name: "within its limits many groups are never refused",
    proves: ["limits"],
    async run(stage) {
      const { bench } = stage;
      const limits = bench.adapter.traits.limits.filter(({ per }) => per === "app");
      bench.enforce();
      await pushes(stage, limits, most(limits), (n) => bench.crowd(n));
    },
  },
  {
    name: "within its limits a person is never refused",
    proves: ["limits"],
    async run(stage) {
      const { bench } = stage;
      const limits = bench.adapter.traits.limits.filter(({ per }) => per !== "chat");
      await stage.hears(bench.person, "帮助");
      bench.enforce();
      await pushes(stage, limits, most(limits.filter(({ per }) => per === "person")), () => bench.person);
    },
  },
];
