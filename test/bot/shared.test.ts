/** Several processes over one PostgreSQL. On SQLite one process holds the data, so there is nothing to test here. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openTestCore, type TestCore, type TestCoreOptions } from "../core.ts";
import { freshPlace } from "../database.ts";
import { openWires } from "./wires.ts";

const skip = process.env.TEST_DATABASE_URL ? false : "needs PostgreSQL: .ci/with-postgres npm test";

async function both(t: Parameters<typeof openTestCore>[0], options: TestCoreOptions): Promise<[TestCore, TestCore]> {
  const place = await freshPlace(t);
  const one = await openTestCore(t, options, place);
  return [one, await openTestCore(t, options, place)];
}

/** Moves both clocks together, a step at a time. */
async function together(bots: TestCore[], ms: number, step = 250): Promise<void> {
  for (let passed = 0; passed < ms; passed += step) await Promise.all(bots.map((bot) => bot.advance(step)));
}

test("a message that reaches both is answered once, and a person's messages stay in order", { skip }, async (t) => {
  const order: string[] = [];
  const bots = await both(t, {
    register: (registry) =>
      registry.otherwise(async ({ message }) => {
        order.push(message.text);
        return { text: message.text };
      }),
  });
  for (let i = 0; i < 20; i++) {
    const message = { id: `test:shared${i}` as const, text: String(i) };
    await Promise.all(bots.map((bot) => bot.say(message, false)));
    // Between processes the order is that of their clocks.
    await together(bots, 1, 1);
  }
  await together(bots, 3_000);
  const shown = bots.flatMap((bot) => bot.platform.shown).map((one) => one.reply.text);
  assert.equal(shown.length, 20);
  assert.deepEqual(
    order,
    Array.from({ length: 20 }, (_, i) => String(i)),
  );
});

test("where nothing is limited too, two that send at once show each word once, a chat's in order, never two at a time", {
  skip,
}, async (t) => {
  let calls = 0;
  const wires = await openWires(t, { limits: [], idempotentForMs: 0 }, () => {
    calls += 1;
    return [(calls * 7) % 40, (calls * 11) % 30];
  });
  const outboxes = [await wires.outbox(), await wires.outbox()];
  const chats = ["g1", "g2", "g3", "g4", "g5"];
  for (let round = 0; round < 30; round++) {
    // Both are woken for every chat, whoever wrote the row.
    const [writer, other] = round % 2 ? outboxes : outboxes.toReversed();
    if (writer) await wires.say(writer, chats, round % 3 === 0);
    await other?.resume();
    await wires.pass(5 + (round % 4) * 20);
  }
  await wires.pass(60_000);
  assert.deepEqual(await wires.statuses(), { sent: 150 });
  assert.equal(wires.arrivals.length, 150);
  for (const chat of chats) {
    const here = wires.arrivals.filter((one) => one.chat.endsWith(chat));
    assert.ok(here.every((one, i) => one.begun >= (here[i - 1]?.ended ?? 0)));
    const places = here.map(({ key }) => Number(key.slice(1)));
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
  }
});

test("a tick happens once", { skip }, async (t) => {
  let runs = 0;
  const bots = await both(t, {
    register: (registry) =>
      registry.job("daily", "10 9 * * *", async () => {
        runs += 1;
        return { to: "test:g1", text: "到点" };
      }),
  });
  await together(bots, 15 * 60_000, 60_000);
  assert.equal(runs, 1);
  assert.equal(bots.flatMap((bot) => bot.platform.shown).length, 1);
});

test("the limits hold over both together", { skip }, async (t) => {
  const limits = [
    { per: "app" as const, n: 10, ms: 1_000 },
    { per: "chat" as const, n: 4, ms: 10_000 },
  ];
  const bots = await both(t, {
    traits: { limits },
    register: (registry) => registry.otherwise(async ({ message }) => ({ text: message.text })),
  });
  for (let i = 0; i < 12; i++) await bots[i % 2]?.say({ text: String(i), from: `test:p${i}` }, false);
  for (let i = 0; i < 20; i++) await bots[i % 2]?.say({ text: "x", chat: `test:g1${i}`, from: `test:q${i}` }, false);
  await together(bots, 60_000);
  const shown = bots.flatMap((bot) => bot.platform.shown);
  assert.equal(shown.length, 32);
  for (const { per, n, ms } of limits) {
    const times = shown.filter((one) => per === "app" || one.to === "test:g1").map((one) => one.at);
    const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));
    assert.ok(most <= n, `${most} of ${per} in ${ms} ms`);
  }
});

test("what a dead process left half done is taken over by the other", { skip }, async (t) => {
  let dead = true;
  let entered = () => {};
  const thinking = new Promise<void>((resolve) => {
    entered = resolve;
  });
  const bots = await both(t, {
    register: (registry) =>
      registry.otherwise(async ({ message }) => {
        entered();
        if (dead) await new Promise(() => {});
        return { text: message.text };
      }),
  });
  await bots[0].say({ text: "x" }, false);
  await thinking;
  dead = false;
  bots[1].clock.set(bots[1].clock.now() + 61_000);
  await bots[1].core.start();
  await together([bots[1]], 1_000);
  assert.deepEqual(bots[1].texts(), ["x"]);
});
