/** The limits as the platform counts them: nothing may ever exceed them, and nothing is to be lost to them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { DeliveryError, type Traits } from "#bot";
import { kept, windowsOf } from "../../src/bot/limits.ts";
import { Recent } from "../../src/bot/recent.ts";
import { busiest, openWires, type Wires } from "./wires.ts";

type Limits = Traits["limits"];
const shared = Boolean(process.env.TEST_DATABASE_URL);
/** A database over the wire is slower, and the machine has other things to do. */
const RUNS = shared ? 8 : 40;

function assertKept({ arrivals }: Wires, limits: Limits): void {
  for (const { per, n, ms } of limits) {
    const scopes = per === "app" ? [undefined] : new Set(arrivals.map(({ chat }) => chat));
    for (const scope of scopes) {
      const times = arrivals.filter(({ chat }) => scope === undefined || chat === scope).map(({ at }) => at);
      const most = busiest(times, ms);
      assert.ok(most <= n, `${most} instead of ${n} in ${ms} ms ${per === "app" ? "in all" : `in ${scope}`}`);
    }
  }
}

const delays = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 })), {
  minLength: 1,
  maxLength: 20,
});
const limitsOf = fc.record({
  app: fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 100, max: 1_000 })),
  long: fc.tuple(fc.integer({ min: 5, max: 20 }), fc.integer({ min: 2_000, max: 10_000 })),
  chat: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 500, max: 3_000 })),
});
const listed = ({ app, long, chat }: { app: number[]; long: number[]; chat: number[] }): Limits =>
  [app, long, chat].map(([n = 1, ms = 1_000], i) => ({ per: i < 2 ? "app" : "chat", n, ms }) as const);
const around = <T>(values: T[]) => {
  let i = 0;
  return () => values[i++ % values.length] as T;
};

test("whatever the network does, no window at the platform holds more than its limit, and all arrive", async (t) => {
  await fc.assert(
    fc.asyncProperty(limitsOf, delays, fc.array(fc.nat({ max: 5 }), { maxLength: 30 }), async (some, both, who) => {
      const limits = listed(some);
      const wires = await openWires(t, { limits, idempotentForMs: 0 }, around(both));
      const outboxes = [await wires.outbox()];
      if (shared) outboxes.push(await wires.outbox());
      for (const [i, chat] of who.entries()) {
        const outbox = outboxes[i % outboxes.length];
        if (outbox) await wires.say(outbox, [`g${chat}`], i % 3 > 0);
        if (i % 7 === 0) await wires.pass(150);
      }
      await wires.pass(300_000);
      assertKept(wires, limits);
      assert.equal(wires.arrivals.length, who.length);
      assert.equal(new Set(wires.arrivals.map(({ key }) => key)).size, who.length);
      for (const outbox of outboxes) await wires.kill(outbox);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});

test("killed at any moment, the next life goes on from what the last one sent", async (t) => {
  const moments = fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(limitsOf, delays, moments, async (some, both, kills) => {
      const limits = listed(some);
      const wires = await openWires(t, { limits, idempotentForMs: 0 }, around(both));
      let outbox = await wires.outbox();
      const chats = Array.from({ length: 24 }, (_, i) => `g${i % 8}`);
      await wires.say(outbox, chats, true);
      for (const ms of kills) {
        await wires.pass(ms);
        await wires.kill(outbox);
        // What was on the wire has arrived, or never will, before a process has started again.
        await wires.pass(shared ? 61_000 : 500);
        outbox = await wires.outbox();
      }
      await wires.pass(shared ? 600_000 : 300_000);
      assertKept(wires, limits);
      const { sent = 0, unknown = 0, ...others } = await wires.statuses();
      assert.deepEqual(others, {});
      assert.equal(sent + unknown, chats.length);
      assert.equal(new Set(wires.arrivals.map(({ key }) => key)).size, wires.arrivals.length);
      await wires.kill(outbox);
    }),
    { numRuns: RUNS / 2, endOnFailure: true },
  );
});

test("on a quick wire a broadcast takes hardly longer than the limits' least time", { skip: shared }, async (t) => {
  for (const [limits, count, leastMs] of [
    [[{ per: "app", n: 30, ms: 1_000 }], 300, 9_000],
    [[{ per: "app", n: 20, ms: 1_000 }], 200, 9_000],
    [
      [
        { per: "app", n: 50, ms: 1_000 },
        { per: "app", n: 200, ms: 60_000 },
      ],
      400,
      63_000,
    ],
  ] satisfies [Limits, number, number][]) {
    const wires = await openWires(t, { limits, idempotentForMs: 0 }, () => [2, 2]);
    const outbox = await wires.outbox();
    const start = wires.clock.now();
    await wires.say(
      outbox,
      Array.from({ length: count }, (_, i) => `g${i}`),
      true,
    );
    await wires.pass(2 * leastMs);
    assertKept(wires, limits);
    assert.equal(wires.arrivals.length, count);
    const ratio = ((wires.arrivals.at(-1)?.at ?? 0) - start) / leastMs;
    assert.ok(ratio <= 1.02, `${ratio} times the least time`);
    await wires.kill(outbox);
  }
});

test("a burst is free after a quiet time", { skip: shared }, async (t) => {
  const wires = await openWires(t, { limits: [{ per: "chat", n: 5, ms: 60_000 }], idempotentForMs: 0 }, () => [1, 1]);
  const outbox = await wires.outbox();
  await wires.say(outbox, ["g", "g", "g", "g", "g", "g"], false);
  await wires.pass(1_000);
  assert.equal(wires.arrivals.length, 5);
  await wires.pass(60_000);
  assert.equal(wires.arrivals.length, 6);
  await wires.kill(outbox);
});

test("one call that hangs takes one place, not the others'", { skip: shared }, async (t) => {
  const slow = around<[number, number]>([[20_000, 0], ...Array.from({ length: 98 }, (): [number, number] => [1, 1])]);
  const wires = await openWires(t, { limits: [{ per: "app", n: 10, ms: 1_000 }], idempotentForMs: 0 }, slow);
  const outbox = await wires.outbox();
  await wires.say(
    outbox,
    Array.from({ length: 90 }, (_, i) => `g${i}`),
    true,
  );
  await wires.pass(12_000);
  assert.equal(wires.arrivals.length, 89);
  await wires.pass(10_000);
  assert.equal(wires.arrivals.length, 90);
  await wires.kill(outbox);
});

test("a platform that says no is asked no more often than one that says yes", { skip: shared }, async (t) => {
  const limits: Limits = [{ per: "app", n: 10, ms: 1_000 }];
  const wires = await openWires(
    t,
    { limits, idempotentForMs: 0 },
    () => [1, 1],
    () => {
      throw new DeliveryError("not-sent", "nobody there");
    },
  );
  const outbox = await wires.outbox();
  await wires.say(
    outbox,
    Array.from({ length: 50 }, (_, i) => `g${i}`),
    true,
  );
  await wires.pass(20_000);
  assert.ok(wires.arrivals.length > 100);
  assertKept(wires, limits);
  await wires.kill(outbox);
});

test("windows are a little longer than the platform's: both ends round, and clocks are put right", () => {
  const { app, chat, person } = windowsOf([
    { per: "app", n: 30, ms: 1_000 },
    { per: "chat", n: 20, ms: 60_000 },
  ]);
  assert.deepEqual(app, [{ n: 30, spanMs: 1_003 }]);
  assert.deepEqual(chat, [{ n: 20, spanMs: 60_062 }]);
  assert.deepEqual(person, []);
});

test("answers are left as many places as they took, at most half", () => {
  assert.equal(kept({ n: 1_000, spanMs: 0 }, 0), 0);
  assert.equal(kept({ n: 1_000, spanMs: 0 }, 12), 12);
  assert.equal(kept({ n: 30, spanMs: 0 }, 29), 15);
  assert.equal(kept({ n: 1, spanMs: 0 }, 1), 0);
});

test("recent: the n-th last, whatever order they end in", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 100 }), { maxLength: 30 }), fc.nat({ max: 5 }), (ends, under) => {
      const recent = new Recent();
      for (let i = 0; i < under + ends.length; i++) recent.begin();
      for (const at of ends) recent.end(at);
      const sorted = ends.toSorted((a, b) => b - a);
      for (let n = 1; n <= under + ends.length + 1; n++) {
        const expected = n <= under ? Number.POSITIVE_INFINITY : (sorted[n - under - 1] ?? Number.NEGATIVE_INFINITY);
        assert.equal(recent.nthLast(n), expected);
      }
      assert.equal(recent.after(50), under + ends.filter((at) => at > 50).length);
      assert.equal(recent.forget(50), under === 0 && ends.every((at) => at <= 50));
      assert.equal(recent.after(0), under + ends.filter((at) => at > 50).length);
    }),
  );
});
