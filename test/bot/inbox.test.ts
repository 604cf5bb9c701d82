import assert from "node:assert/strict";
import { test } from "node:test";
import { openTestCore, type TestCoreOptions } from "../core.ts";

type Register = TestCoreOptions["register"];

test("one person's messages in one chat are answered in order, one at a time, none merged", async (t) => {
  const order: string[] = [];
  let atOnce = 0;
  let most = 0;
  const bot = await openTestCore(t, {
    register: (registry) =>
      registry.otherwise(async ({ message }) => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await new Promise((resolve) => setImmediate(resolve));
        atOnce -= 1;
        order.push(message.text);
        return { text: message.text };
      }),
  });
  await Promise.all(Array.from({ length: 20 }, (_, i) => bot.say({ text: String(i) }, false)));
  await bot.core.idle();
  assert.deepEqual(
    order,
    Array.from({ length: 20 }, (_, i) => String(i)),
  );
  assert.equal(most, 1);
  assert.deepEqual(bot.texts(), order);
});

test("different people are answered side by side", async (t) => {
  let atOnce = 0;
  let most = 0;
  const bot = await openTestCore(t, {
    register: (registry) =>
      registry.otherwise(async () => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
        atOnce -= 1;
        return undefined;
      }),
  });
  await Promise.all(Array.from({ length: 8 }, (_, i) => bot.say({ text: "x", from: `test:p${i}` }, false)));
  await bot.core.idle();
  assert.ok(most > 1, `at most ${most} at once`);
});

test("a redelivery is dropped: at the same moment, later, and after a restart", async (t) => {
  let calls = 0;
  const register: Register = (registry) =>
    registry.otherwise(async () => {
      calls += 1;
      return { text: "ok" };
    });
  let bot = await openTestCore(t, { register });
  const copy = { id: "test:same" as const, text: "x" };
  await Promise.all([bot.say(copy), bot.say(copy), bot.say(copy)]);
  await bot.say(copy);
  bot = await bot.again();
  await bot.say(copy);
  assert.equal(calls, 1);
});

test("a handler that fails is tried again with growing pauses, then parked; person and admins are told", async (t) => {
  const at: number[] = [];
  const bot = await openTestCore(t, {
    admins: ["test:boss"],
    register: (registry) =>
      registry.command({ name: "fails", words: ["坏"], examples: [], about: "" }, async () => {
        at.push(bot.clock.now());
        throw new TypeError("the words of the person must not be logged");
      }),
  });
  await bot.say({ text: "坏" });
  await bot.advance(60_000);
  const pauses = at.slice(1).map((time, i) => time - (at[i] ?? 0));
  assert.deepEqual(pauses, [300, 1_000, 4_000, 15_000]);
  assert.match(bot.texts()[0] ?? "", /没能处理好/);
  const staff = bot.platform.shown.find((one) => one.to === "test:boss");
  assert.deepEqual(
    staff?.reply.buttons?.map((button) => button.label),
    ["重试", "放弃"],
  );
});

test("a parked message can be tried again by an admin", async (t) => {
  let healthy = false;
  const bot = await openTestCore(t, {
    admins: ["test:boss"],
    register: (registry) =>
      registry.command({ name: "fails", words: ["坏"], examples: [], about: "" }, async () => {
        if (!healthy) throw new Error("not yet");
        return { text: "好了" };
      }),
  });
  await bot.say({ text: "坏" });
  await bot.advance(60_000);
  healthy = true;
  const retry = bot.platform.shown.find((one) => one.to === "test:boss")?.reply.buttons?.[0]?.says ?? "";
  await bot.say({ text: retry, chat: "test:boss", from: "test:boss" });
  await bot.core.idle();
  await bot.advance(10);
  assert.ok(bot.texts().includes("好了"));
});

test("one who fails holds up only their own lane", async (t) => {
  const bot = await openTestCore(t, {
    register: (registry) =>
      registry.otherwise(async ({ message }) => {
        if (message.text === "坏") throw new Error("no");
        return { text: message.text };
      }),
  });
  await bot.say({ text: "坏" });
  await bot.say({ text: "等着" });
  await bot.say({ text: "别人", from: "test:zhao" });
  assert.deepEqual(bot.texts(), ["别人"]);
  await bot.advance(60_000);
  assert.equal(bot.texts().at(-1), "等着");
});

test("what was stored before a crash is answered after it, once", async (t) => {
  let calls = 0;
  let entered = () => {};
  const thinking = new Promise<void>((resolve) => {
    entered = resolve;
  });
  const register: Register = (registry) =>
    registry.otherwise(async () => {
      calls += 1;
      entered();
      if (calls === 1) await new Promise(() => {});
      return { text: "ok" };
    });
  let bot = await openTestCore(t, { register });
  await bot.say({ text: "x" }, false);
  await thinking;
  bot = await bot.again();
  // Where processes share a database, the dead one's claim runs out first.
  await bot.advance(70_000);
  await bot.core.start();
  await bot.core.idle();
  assert.deepEqual(bot.texts(), ["ok"]);
  assert.equal(calls, 2);
});
