/** The group's robot: the second channel, for words that must call people. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { code, rude } from "../../emulators/wecom/rude.ts";
import { type Scene, scene } from "./house.ts";

const mentions = (s: Scene) => [s.at(s.wang)];
const ways = (s: Scene) => s.wx.sent.map(({ via, to, text, mentions }) => [via, to, text, mentions]);

test("words that call people in the robot's group go through it; everything else through the bot", async () => {
  await using s = await scene({ robot: true });
  assert.equal(s.wecom.traits.mentions, true);
  s.wx.says(s.wang, s.g1, "在", { mention: true });
  await s.until(1);
  await s.wecom.send(s.at(s.g1), { text: "请来领证", mentions: mentions(s) }, "k1");
  await s.wecom.send(s.at(s.g1), { text: "谢谢" }, "k2");
  await s.wecom.send(s.at(s.wang), { text: "私下", mentions: mentions(s) }, "k3");
  assert.deepEqual(ways(s), [
    ["robot", s.g1, "<@wang> 请来领证", ["wang"]],
    ["bot", s.g1, "谢谢", []],
    ["bot", s.wang, "私下", []],
  ]);
});

test("without a robot people are named and nobody is called", async () => {
  await using s = await scene();
  assert.equal(s.wecom.traits.mentions, false);
  await s.wecom.send(s.at(s.g1), { text: "请 [@王师傅](wecom:wang) 来领证", mentions: mentions(s) }, "k1");
  assert.deepEqual(ways(s), [["bot", s.g1, "请 @王师傅 来领证", []]]);
});

test("buttons follow by the bot", async () => {
  await using s = await scene({ robot: true });
  const buttons = [{ label: "我去", says: "认领 A12" }];
  const receipt = await s.wecom.send(s.at(s.g1), { text: "井盖坏了", mentions: mentions(s), buttons }, "k1");
  assert.deepEqual(
    s.wx.sent.map((one) => [one.via, one.type, one.task]),
    [
      ["robot", "markdown", undefined],
      ["bot", "template_card", receipt.id],
    ],
  );
});

test("one key and a second group: the robot could be in either, so nobody is called any more", async () => {
  await using s = await scene({ robot: true });
  const g2 = s.wx.group("g2");
  for (const group of [s.g1, g2]) s.wx.says(s.wang, group, "在", { mention: true });
  await s.until(2);
  await s.wecom.send(s.at(g2), { text: "一", mentions: mentions(s) }, "k1");
  await s.wecom.send(s.at(s.g1), { text: "二", mentions: mentions(s) }, "k2");
  assert.deepEqual(
    s.wx.sent.map((one) => one.via),
    ["bot", "bot"],
  );
  assert.equal(s.house.lines.filter((line) => line.includes("WECOM_WEBHOOK_KEY")).length, 1);
});

test("a key for each group: each is called by its own robot", async () => {
  const s = await scene({ start: false });
  const g2 = s.wx.group("g2");
  const byChat = { [s.g1]: s.wx.robot(s.g1), [g2]: s.wx.robot(g2) };
  await using t = await scene({
    settings: { robots: { byChat }, wsUrl: s.wx.wsUrl, webhookBase: s.wx.webhookBase },
    start: false,
  });
  await t.wecom.start(async () => {});
  await s.wx.connected();
  for (const group of [g2, s.g1]) await t.wecom.send(t.at(group), { text: "在吗", mentions: mentions(t) }, group);
  assert.deepEqual(
    s.wx.sent.map((one) => [one.via, one.to]),
    [
      ["robot", g2],
      ["robot", s.g1],
    ],
  );
  await t.wecom.stop();
  await s.wx.close();
});

test("twenty a minute for the robot, of its own; the next waits and is not refused", async () => {
  await using s = await scene({ robot: true });
  const call = (n: number) => s.wecom.send(s.at(s.g1), { text: `${n}`, mentions: mentions(s) }, `k${n}`);
  for (let n = 0; n < 20; n += 1) await call(n);
  const error = await call(20).catch((thrown) => thrown);
  assert.equal(error.outcome, "not-sent");
  await s.wecom.send(s.at(s.g1), { text: "机器人自己还能说" }, "k");
  s.house.clock.set(s.house.now() + error.retryAfterMs);
  await call(20);
  assert.deepEqual([s.wx.sent.length, s.wx.limits.refused], [22, 0]);
});

test("what the robot may not say, the bot says without calling", async () => {
  await using s = await scene({ robot: true });
  s.wx.faults.next("webhook", code(93000, "invalid webhook url"));
  await s.wecom.send(s.at(s.g1), { text: "请来领证", mentions: mentions(s) }, "k1");
  assert.deepEqual(ways(s), [["bot", s.g1, "@wang 请来领证", []]]);
});

test("the robot's bad day: over the quota and refused connections are tried again, a broken one is unknown", async () => {
  await using s = await scene({ robot: true });
  const call = (key: string) => s.wecom.send(s.at(s.g1), { text: "在", mentions: mentions(s) }, key);
  s.wx.faults.next("webhook", rude.quota);
  await assert.rejects(call("k1"), { outcome: "not-sent" });
  s.wx.faults.next("webhook", { kind: "answer", answer: { status: 403, body: "<html>" } });
  await assert.rejects(call("k1"), { outcome: "not-sent" });
  assert.equal(s.wx.sent.length, 0);
  s.wx.faults.next("webhook", { kind: "drop", when: "after" });
  await assert.rejects(call("k2"), { outcome: "unknown" });
  s.wx.faults.next("webhook", { kind: "answer", answer: { status: 502, body: "<html>" } });
  await assert.rejects(call("k3"), { outcome: "unknown" });
  s.wx.faults.next("webhook", { kind: "half" });
  await assert.rejects(call("k4"), { outcome: "unknown" });
});

test("nobody listens at the robot's address: not sent", async () => {
  await using s = await scene({ robot: true });
  await s.wx.refuse();
  await assert.rejects(s.wecom.send(s.at(s.g1), { text: "在", mentions: mentions(s) }, "k1"), { outcome: "not-sent" });
});
