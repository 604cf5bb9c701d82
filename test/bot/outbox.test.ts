import assert from "node:assert/strict";
import { test } from "node:test";
import { DeliveryError } from "#bot";
import type { CoreTables } from "../../src/bot/schema.ts";
import { openTestCore, type TestCore, type TestCoreOptions } from "../core.ts";

const echo: TestCoreOptions["register"] = (registry) =>
  registry.otherwise(async ({ message }) => ({ text: message.text }));

test("not sent: tried again with the same key, in order", async (t) => {
  const bot = await openTestCore(t, { register: echo });
  const keys: string[] = [];
  bot.platform.onSend = (_, reply, key) => {
    if (reply.text === "一") keys.push(key);
    if (keys.length === 1 && reply.text === "一") throw new DeliveryError("not-sent", "refused connection");
  };
  await bot.say({ text: "一" });
  await bot.say({ text: "二" });
  assert.deepEqual(bot.texts(), []);
  await bot.advance(1_000);
  assert.deepEqual(bot.texts(), ["一", "二"]);
  assert.equal(keys[0], keys[1]);
});

test("the platform's retry-after is obeyed", async (t) => {
  const bot = await openTestCore(t, { register: echo });
  let tries = 0;
  bot.platform.onSend = () => {
    tries += 1;
    if (tries === 1) throw new DeliveryError("not-sent", "429", 7_000);
  };
  const start = bot.clock.now();
  await bot.say({ text: "x" });
  await bot.advance(6_999);
  assert.equal(tries, 1);
  await bot.advance(1);
  assert.equal(bot.platform.shown[0]?.at, start + 7_000);
});

test("unknown: never repeated where the platform promises nothing; visible to staff", async (t) => {
  const bot = await openTestCore(t, { register: echo, admins: ["test:boss"] });
  let tries = 0;
  bot.platform.onSend = (_, reply) => {
    if (reply.text !== "x") return;
    tries += 1;
    throw new DeliveryError("unknown", "dropped");
  };
  await bot.say({ text: "x" });
  await bot.advance(3 * 3600_000);
  assert.equal(tries, 1);
  assert.deepEqual(await ended(bot), [{ status: "unknown", body: "" }], "nobody sends it again, so its words are gone");
  await bot.say({ text: "搁置", chat: "test:boss", from: "test:boss" });
  assert.match(bot.texts().at(-1) ?? "", /不确定是否送达的消息：1 条/);
});

test("unknown: repeated under the same key within the platform's promise, and not beyond it", async (t) => {
  const bot = await openTestCore(t, { register: echo, traits: { idempotentForMs: 3600_000 } });
  const keys = new Set<string>();
  let last = 0;
  bot.platform.onSend = (_, __, key) => {
    keys.add(key);
    last = bot.clock.now();
    throw new DeliveryError("unknown", "dropped");
  };
  const start = bot.clock.now();
  await bot.say({ text: "x" });
  await bot.advance(5 * 3600_000);
  assert.equal(keys.size, 1);
  assert.ok(last - start > 3000_000 && last - start < 3600_000, `last try after ${last - start} ms`);
});

test("given up: tried for a day, then refused, and its words are gone", async (t) => {
  const bot = await openTestCore(t, { register: echo });
  bot.platform.onSend = () => {
    throw new DeliveryError("not-sent", "down");
  };
  await bot.say({ text: "x" });
  await bot.advance(3 * 86_400_000);
  assert.deepEqual(await ended(bot), [{ status: "refused", body: "" }]);
});

test("refused: not tried again, and the next one goes out", async (t) => {
  const bot = await openTestCore(t, { register: echo });
  bot.platform.onSend = (_, reply) => {
    if (reply.text === "一") throw new DeliveryError("refused", "no such chat");
  };
  await bot.say({ text: "一" });
  await bot.say({ text: "二" });
  assert.deepEqual(bot.texts(), ["二"]);
});

test("the limits of app and chat are kept in every window", async (t) => {
  const limits = [
    { per: "app" as const, n: 30, ms: 1_000 },
    { per: "chat" as const, n: 20, ms: 60_000 },
  ];
  const bot = await openTestCore(t, { register: echo, traits: { limits } });
  for (let i = 0; i < 50; i++) await bot.say({ text: String(i) }, false);
  for (let i = 0; i < 60; i++) await bot.say({ text: "push", chat: `test:c${i}`, from: `test:c${i}` }, false);
  await bot.core.idle();
  await bot.advance(5 * 60_000);
  assert.equal(bot.platform.shown.length, 110);
  const times = (to?: string) => bot.platform.shown.filter((one) => !to || one.to === to).map((one) => one.at);
  for (const { per, n, ms } of limits) {
    const all = times(per === "chat" ? "test:g1" : undefined).toSorted((a, b) => a - b);
    const most = Math.max(...all.map((from) => all.filter((at) => at >= from && at < from + ms).length));
    assert.ok(most <= n, `${most} in a window of ${ms} ms`);
  }
  assert.deepEqual(
    bot.platform.shown.filter((one) => one.to === "test:g1").map((one) => one.reply.text),
    Array.from({ length: 50 }, (_, i) => String(i)),
  );
});

test("the pace survives a restart", async (t) => {
  const limits = [{ per: "chat" as const, n: 1, ms: 10_000 }];
  let bot = await openTestCore(t, { register: echo, traits: { limits } });
  await bot.say({ text: "一" });
  const first = bot.platform.shown[0]?.at ?? 0;
  bot = await bot.again();
  await bot.say({ text: "二" });
  await bot.advance(20_000);
  assert.ok((bot.platform.shown[0]?.at ?? 0) - first >= 10_000);
});

test("private words wait until the person first writes, where the platform may not write first", async (t) => {
  const met = new Set<string>();
  const bot = await openTestCore(t, {
    traits: { coldDirect: false },
    met,
    register: (registry) =>
      registry.otherwise(async ({ message }) =>
        message.chat === "test:g1" ? { to: "test:zhao", text: "悄悄话" } : { text: "您好" },
      ),
  });
  await bot.say({ text: "x" });
  assert.deepEqual(bot.texts(), []);
  await bot.say({ text: "我来了", chat: "test:zhao", from: "test:zhao" });
  assert.deepEqual(bot.texts().toSorted(), ["告知", "悄悄话", "您好"].toSorted());
  await bot.say({ text: "x" });
  assert.equal(bot.texts().at(-1), "悄悄话");
});

test("a living card is said once and then edited; edits that pile up become one", async (t) => {
  const bot = await openTestCore(t, {
    register: (registry) => registry.otherwise(async ({ message }) => ({ text: message.text, living: "card" })),
  });
  const edits: string[] = [];
  Object.assign(bot.platform, {
    edit: async (receipt: { id: string }, reply: { text: string }) => {
      edits.push(reply.text);
      return receipt;
    },
  });
  await bot.say({ text: "一" });
  await bot.say({ text: "二" });
  assert.deepEqual([bot.texts(), edits], [["一"], ["二"]]);
  Object.assign(bot.platform, {
    edit: async () => {
      throw new DeliveryError("refused", "too old");
    },
  });
  await bot.say({ text: "三" });
  assert.deepEqual(bot.texts(), ["一", "三"]);
});

async function ended({ database }: TestCore) {
  const rows = database.db.withTables<CoreTables>().selectFrom("outbox").select(["status", "body"]);
  return (await rows.where("status", "in", ["unknown", "refused"]).execute()).map((row) => ({ ...row }));
}
