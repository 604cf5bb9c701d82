/** Who speaks first where a platform limits all together, and what a "too fast" holds up. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DeliveryError, type Reply, type Traits } from "#bot";
import { openTestCore, type TestCoreOptions } from "../core.ts";
import { openWires } from "./wires.ts";

const shared = Boolean(process.env.TEST_DATABASE_URL);
const GROUPS = Array.from({ length: 60 }, (_, i) => `test:p${i}` as const);

/** At 9:05 every group is pushed the item; whoever says something is answered. */
const broadcast: TestCoreOptions["register"] = (registry) => {
  registry.job("push", "5 9 * * *", async () => GROUPS.map((to): Reply => ({ to, text: "今日一学" })));
  registry.otherwise(async ({ message }) => ({ text: `答：${message.text}` }));
};
const perSecond: Traits["limits"] = [{ per: "app", n: 4, ms: 1_000 }];

test("an answer goes before the pushes that wait", async (t) => {
  const bot = await openTestCore(t, { register: broadcast, traits: { limits: perSecond } });
  await bot.advance(5 * 60_000 + 3_500);
  const waiting = GROUPS.length - bot.platform.shown.length;
  assert.ok(waiting > 30, `${waiting} wait`);
  const asked = bot.clock.now();
  await bot.say({ text: "问", chat: "test:wang", from: "test:wang" }, false);
  await bot.say({ text: "也问", chat: "test:other", from: "test:zhao" }, false);
  await bot.advance(1_100);
  const answers = bot.platform.shown.filter(({ reply }) => reply.text.startsWith("答"));
  assert.equal(answers.length, 2);
  assert.ok(answers.every(({ at }) => at - asked <= 1_010));
  await bot.advance(60_000);
  assert.equal(bot.platform.shown.length, GROUPS.length + 2);
});

test("an answer brings the push before it in the same chat along, in order", async (t) => {
  const bot = await openTestCore(t, { register: broadcast, traits: { limits: perSecond } });
  await bot.advance(5 * 60_000 + 1_500);
  const last = GROUPS.at(-1) ?? "test:p0";
  await bot.say({ text: "问", chat: last, from: "test:wang" }, false);
  await bot.advance(2_100);
  const there = bot.platform.shown.filter(({ to }) => to === last).map(({ reply }) => reply.text);
  assert.deepEqual(there, ["今日一学", "答：问"]);
  assert.ok(bot.platform.shown.length < 20);
});

test("many replies to one message are a push; a few are answers", async (t) => {
  const bot = await openTestCore(t, {
    traits: { limits: perSecond },
    register: (registry) =>
      registry.otherwise(async ({ message }) =>
        message.text === "发通知" ? GROUPS.map((to): Reply => ({ to, text: "通知" })) : { text: "答" },
      ),
  });
  await bot.say({ text: "发通知", chat: "test:boss", from: "test:boss" }, false);
  await bot.advance(2_000);
  await bot.say({ text: "问" }, false);
  await bot.advance(1_100);
  assert.ok(bot.texts().includes("答"));
  assert.ok(bot.texts().length < 20);
});

test("a broadcast that could use up a whole minute leaves answers as many places as they took", async (t) => {
  const limits: Traits["limits"] = [{ per: "app", n: 40, ms: 60_000 }];
  const bot = await openTestCore(t, { register: broadcast, traits: { limits } });
  await bot.advance(5 * 60_000 - 5_000);
  for (const text of ["一", "二", "三"]) await bot.say({ text });
  await bot.advance(10_000);
  // 40 places: 3 answers before, 3 kept for those to come.
  assert.equal(bot.platform.shown.length, 37);
  const asked = bot.clock.now();
  for (const text of ["四", "五", "六"]) await bot.say({ text }, false);
  await bot.advance(100);
  const late = bot.platform.shown.filter(({ at }) => at >= asked);
  assert.deepEqual(
    late.map(({ reply }) => reply.text),
    ["答：四", "答：五", "答：六"],
  );
});

/** Says `times` things, answered by "too fast" when `limited` says so. */
function limiting(limited: (to: string, nth: number) => boolean, ms: number) {
  let sends = 0;
  return (to: string) => {
    sends += 1;
    if (limited(to, sends)) throw new DeliveryError("not-sent", "429", ms);
  };
}

test("too fast in the middle of a broadcast: everything waits as long as the platform asks", async (t) => {
  const bot = await openTestCore(t, { register: broadcast, traits: { limits: perSecond } });
  bot.platform.onSend = limiting((_, nth) => nth === 10, 7_000);
  await bot.advance(5 * 60_000 + 4_000);
  // Four a second: those that were under way with the tenth have arrived.
  const before = bot.platform.shown.length;
  assert.ok(before >= 9 && before <= 11, `${before} before`);
  await bot.say({ text: "问" }, false);
  await bot.advance(4_000);
  assert.equal(bot.platform.shown.length, before);
  const again = await bot.again();
  await again.advance(1_000);
  assert.equal(again.platform.shown.length, 0, "the next start waits, too");
  await again.advance(60_000);
  assert.equal(before + again.platform.shown.length, GROUPS.length + 1);
});

test("too fast in a chat that was talked in a lot: only that chat waits", async (t) => {
  const limits: Traits["limits"] = [
    { per: "app", n: 30, ms: 1_000 },
    { per: "chat", n: 6, ms: 60_000 },
  ];
  const bot = await openTestCore(t, { register: broadcast, traits: { limits } });
  for (const text of ["一", "二", "三", "四"]) await bot.say({ text });
  bot.platform.onSend = limiting((to, nth) => to === "test:g1" && nth === 1, 20_000);
  await bot.say({ text: "五" });
  await bot.say({ text: "别处", chat: "test:g2", from: "test:zhao" });
  assert.equal(bot.texts().at(-1), "答：别处");
  await bot.advance(19_000);
  assert.ok(!bot.texts().includes("答：五"));
  await bot.advance(2_000);
  assert.equal(bot.texts().at(-1), "答：五");
});

test("too fast in quiet times: that chat waits; told so in a second chat, all wait", async (t) => {
  const limits: Traits["limits"] = [{ per: "app", n: 30, ms: 1_000 }];
  const bot = await openTestCore(t, { register: broadcast, traits: { limits } });
  const limited = new Set(["test:g1"]);
  bot.platform.onSend = (to) => {
    if (limited.delete(to)) throw new DeliveryError("not-sent", "429", 10_000);
  };
  await bot.say({ text: "一" });
  await bot.advance(2_000);
  await bot.say({ text: "二", chat: "test:g2", from: "test:zhao" });
  assert.deepEqual(bot.texts(), ["答：二"]);
  limited.add("test:g3");
  await bot.advance(2_000);
  await bot.say({ text: "三", chat: "test:g3", from: "test:li" });
  await bot.say({ text: "四", chat: "test:g4", from: "test:zhou" });
  await bot.advance(9_000);
  assert.deepEqual(bot.texts(), ["答：二"]);
  await bot.advance(2_000);
  assert.deepEqual(bot.texts().toSorted(), ["答：一", "答：三", "答：二", "答：四"].toSorted());
});

test("an adapter that does not reach its platform holds up this process alone", async (t) => {
  const bot = await openTestCore(t, { register: broadcast, traits: { limits: perSecond } });
  Object.assign(bot.platform, { health: () => "not connected" });
  bot.platform.onSend = limiting((_, nth) => nth === 1, 5_000);
  await bot.advance(5 * 60_000 + 3_000);
  const held = await bot.database.db
    .withTables<{ buckets: { name: string; free_at: number } }>()
    .selectFrom("buckets")
    .selectAll()
    .execute();
  assert.deepEqual(held, []);
  assert.ok(bot.platform.shown.length < 4, "those that were under way");
  await bot.advance(60_000);
  assert.equal(bot.platform.shown.length, GROUPS.length);
});

test("thousands that wait cost a look and two commits each, not a look for each other", { skip: shared }, async (t) => {
  const limits: Traits["limits"] = [{ per: "app", n: 20, ms: 1_000 }];
  const wires = await openWires(t, { limits, idempotentForMs: 0 }, () => [5, 5]);
  const outbox = await wires.outbox();
  let alarms = 0;
  const at = wires.clock.at.bind(wires.clock);
  wires.clock.at = (time, ring) => {
    alarms += 1;
    return at(time, ring);
  };
  const chats = Array.from({ length: 500 }, (_, i) => `g${i}`);
  await wires.say(outbox, chats, true);
  await wires.pass(60_000);
  assert.equal(wires.arrivals.length, chats.length);
  assert.deepEqual(
    wires.arrivals.map(({ chat }) => chat),
    chats.map((chat) => `test:${chat}`),
  );
  // Two for the way there and back, one for the end that is yet to be written, one until the next place is free.
  assert.ok(alarms <= 6 * chats.length, `${alarms} alarms`);
  await wires.kill(outbox);
});
