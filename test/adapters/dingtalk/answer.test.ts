/** Answers: by the address that comes with a message, as long as it lives, and what happens when it does not. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { dingtalkAdapter } from "../../../adapters/dingtalk/adapter.ts";
import { hookFull } from "../../emulators/dingtalk/misery.ts";
import { memoryCache, type Scene, scene, settingsFor, testHouse } from "./house.ts";

const ways = (s: Scene) => s.dt.sent.map(({ way, to, text }) => [way, to, text]);
const asked = (s: Scene, name: string) => s.dt.requests.filter((one) => one.name === name).length;

test("answers: by the address that came with the message, with mentions, costing no call of an interface", async () => {
  await using s = await scene();
  await s.hears(s.wang, s.g1, "问政策");
  await s.hears(s.wang, s.wang, "问政策");
  await s.bot.send(s.at(s.g1), { text: "请看 [@王师傅](dingtalk:wang)", mentions: ["dingtalk:wang"] }, "k1");
  await s.bot.send(s.at(s.g1), { text: "**第七条** 高温津贴" }, "k2");
  await s.bot.send(s.at(s.wang), { text: "您好" }, "k3");
  assert.deepEqual(
    s.dt.sent.map(({ way, to, type, text, mentions }) => [way, to, type, text.trim(), mentions]),
    [
      ["answer", s.g1, "text", "请看 @王师傅", ["wang"]],
      ["answer", s.g1, "markdown", "**第七条** 高温津贴", []],
      ["answer", s.wang, "text", "您好", []],
    ],
  );
  assert.equal(asked(s, "token"), 0);
});

test("the answer's time is over: by what the frame told, and by what the platform says", async () => {
  let now = Date.now();
  await using s = await scene({ emulator: { now: () => now } });
  await s.hears(s.wang, s.g1, "问政策");
  now += 91 * 60_000;
  await s.bot.send(s.at(s.g1), { text: "一" }, "k1");
  assert.equal(asked(s, "answer"), 0, "not even tried");
  await s.hears(s.wang, s.g1, "问政策");
  s.dt.expireSessions();
  await s.bot.send(s.at(s.g1), { text: "二" }, "k2");
  await s.bot.send(s.at(s.g1), { text: "三" }, "k3");
  assert.equal(asked(s, "answer"), 1, "tried once, then forgotten");
  assert.deepEqual(ways(s), [
    ["group", s.g1, "一"],
    ["group", s.g1, "二"],
    ["group", s.g1, "三"],
  ]);
});

test("an answer address is found again after a restart, and never one of a stranger's host", async () => {
  const cache = memoryCache();
  await using s = await scene({ cache });
  await s.hears(s.wang, s.g1, "问政策");
  await s.bot.stop();
  const again = dingtalkAdapter(settingsFor(s.dt), testHouse(cache));
  await again.send(s.at(s.g1), { text: "还记得" }, "k1");
  assert.equal(s.dt.sent[0]?.way, "answer");
  await again.stop();

  await using t = await scene();
  for (const sessionWebhook of [
    "https://evil.example/robot",
    "http://oapi.dingtalk.com/robot",
    "https://x@oapi.dingtalk.com/",
  ]) {
    await t.hears(t.wang, t.g1, "问政策", { frame: { sessionWebhook } });
    await t.bot.send(t.at(t.g1), { text: "您好" }, sessionWebhook);
  }
  assert.deepEqual(
    t.dt.sent.map((one) => one.way),
    ["group", "group", "group"],
  );
});

test("the answer address is full (130101): the words go the other way at once, it is left alone for ten minutes", async () => {
  let now = Date.now();
  await using s = await scene({ emulator: { now: () => now } });
  await s.hears(s.wang, s.g1, "问政策");
  s.dt.limits.enforced = true;
  for (let n = 1; n <= 22; n += 1) await s.bot.send(s.at(s.g1), { text: `${n}` }, `k${n}`);
  assert.deepEqual(
    s.dt.sent.map((one) => one.way),
    [...Array(20).fill("answer"), "group", "group"],
  );
  assert.equal(asked(s, "answer"), 21);
  now += 10 * 60_000 + 1;
  await s.bot.send(s.at(s.g1), { text: "又可以了" }, "later");
  assert.equal(s.dt.sent.at(-1)?.way, "answer");
});

test("who can only be answered waits out the ten minutes", async () => {
  await using s = await scene({ emulator: { published: false } });
  const { chat } = await s.hears(s.wang, s.wang, "你好");
  s.dt.faults.next("answer", hookFull);
  await assert.rejects(s.bot.send(chat, { text: "您好" }, "k1"), { outcome: "not-sent", retryAfterMs: 600_000 });
  s.dt.expireSessions();
  await assert.rejects(s.bot.send(chat, { text: "您好" }, "k2"), { outcome: "refused" });
});
