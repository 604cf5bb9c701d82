/** What people say, over the wire: order, copies, names, presses, and a store that is away. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { scene, soon } from "./house.ts";

const button = [{ label: "我报名", says: "报名 A12" }];

test("group and direct chat; nothing from a group without a mention", async () => {
  await using s = await scene();
  assert.equal(s.wx.says(s.wang, s.g1, "今天好冷").delivered, false);
  s.wx.says(s.wang, s.g1, "学一点", { mention: true });
  s.wx.says(s.wang, s.wang, "帮助");
  await s.until(2);
  assert.deepEqual(
    s.heard.map(({ chat, from, text, addressed, name }) => [chat, from, text, addressed, name]),
    [
      [s.at(s.g1), s.at(s.wang), "学一点", true, "wang"],
      [s.at(s.wang), s.at(s.wang), "帮助", true, "wang"],
    ],
  );
});

test("a copy at once and a copy later have the same id", async () => {
  await using s = await scene();
  const said = s.wx.says(s.wang, s.wang, "帮助");
  s.wx.again(said);
  await s.until(2);
  s.wx.again(said);
  await s.until(3);
  assert.equal(new Set(s.heard.map((one) => one.id)).size, 1);
});

test("a name without spaces is learnt and then taken out wherever it stands", async () => {
  await using s = await scene();
  s.wx.says(s.wang, s.g1, "帮助", { mention: true });
  s.wx.says(s.wang, s.g1, "任命 @李四 handler 东街", { mention: "tail" });
  await s.until(2);
  assert.equal(s.heard[1]?.text, "任命 @李四 handler 东街");
});

test("a name with a space is taken out whole once it is named in the settings", async () => {
  await using s = await scene({ emulator: { botName: "Yi Zhan" }, settings: { botName: "Yi Zhan" } });
  s.wx.says(s.wang, s.g1, "报名 A12", { mention: true });
  s.wx.says(s.wang, s.g1, "报名 A12", { mention: "tail" });
  await s.until(2);
  assert.deepEqual(
    s.heard.map((one) => one.text),
    ["报名 A12", "报名 A12"],
  );
});

test("a quotation: the words about it, without its own", async () => {
  await using s = await scene();
  s.wx.says(s.wang, s.g1, "没解决 A12", { mention: true, quote: "井盖已修好" });
  await s.until(1);
  assert.equal(s.heard[0]?.text, "没解决 A12");
});

test("spoken words are words", async () => {
  await using s = await scene();
  s.wx.says(s.wang, s.wang, "我要投诉", { voice: true });
  await s.until(1);
  assert.deepEqual([s.heard[0]?.text, s.heard[0]?.files], ["我要投诉", []]);
});

test("a press, from a group and from a direct chat, and the same press twice", async () => {
  await using s = await scene();
  const inGroup = await s.wecom.send(s.at(s.g1), { text: "来吗", buttons: button }, "k1");
  const direct = await s.wecom.send(s.at(s.wang), { text: "来吗", buttons: button }, "k2");
  const [one, two] = s.wx.sent;
  assert.ok(one && two);
  const press = s.wx.press(s.wang, one, "我报名");
  s.wx.press(s.wang, two, "我报名");
  s.wx.again(press);
  await s.until(3);
  assert.deepEqual(
    s.heard.map(({ id, chat, text, replyTo, addressed }) => [
      id.startsWith("wecom:press:"),
      chat,
      text,
      replyTo,
      addressed,
    ]),
    [
      [true, s.at(s.g1), "报名 A12", inGroup.id, true],
      [true, s.at(s.wang), "报名 A12", direct.id, true],
      [true, s.at(s.g1), "报名 A12", inGroup.id, true],
    ],
  );
  assert.equal(s.heard[0]?.id, s.heard[2]?.id);
});

test("opening the chat and events nobody knows say nothing; rubbish does no harm", async () => {
  await using s = await scene();
  s.wx.enter(s.wang);
  for (const body of [
    { msgtype: "event", from: { userid: "wang" }, event: { eventtype: "feedback_event", feedback_event: { id: "f" } } },
    { msgtype: "event", event: { eventtype: "brand_new" } },
    { msgtype: "event" },
  ])
    s.wx.raw({ cmd: "aibot_event_callback", headers: { req_id: "E" }, body });
  for (const frame of ["{ broken", "null", "[]", '"x"', { cmd: "aibot_msg_callback" }, { headers: {}, errcode: 0 }])
    s.wx.raw(frame);
  s.wx.says(s.wang, s.wang, "还在吗");
  await s.until(1);
  assert.deepEqual([s.heard[0]?.text, s.wecom.health?.()], ["还在吗", undefined]);
});

test("a slow picture is not overtaken by the next words of the same person, but by everybody else's", async () => {
  await using s = await scene();
  const li = s.wx.user("li");
  s.wx.says(s.wang, s.g1, "一", { mention: true, image: { bytes: randomBytes(9), slowMs: 300 } });
  s.wx.says(s.wang, s.g1, "二", { mention: true });
  s.wx.says(li, s.g1, "三", { mention: true });
  await s.until(3);
  assert.deepEqual(
    s.heard.map((one) => one.text),
    ["三", "一", "二"],
  );
});

test("a store that is away: the message waits and is not lost; the next waits behind it", async () => {
  let away = 3;
  const stored: string[] = [];
  await using s = await scene({
    receive: async ({ text }) => {
      if (away-- > 0) throw new Error("身份证号 110101");
      stored.push(text);
    },
  });
  s.wx.says(s.wang, s.wang, "一");
  s.wx.says(s.wang, s.wang, "二");
  await soon(() => s.heard.length === 1);
  await s.house.pass(10_000);
  await soon(() => stored.length === 2);
  assert.deepEqual(stored, ["一", "二"]);
  assert.ok(!s.house.lines.join().includes("110101"));
});

test("a message that the store never takes is told as lost, and does not block the next", async () => {
  const stored: string[] = [];
  await using s = await scene({
    receive: async ({ text }) => {
      if (text === "一") throw new Error("no");
      stored.push(text);
    },
  });
  s.wx.says(s.wang, s.wang, "一");
  s.wx.says(s.wang, s.wang, "二");
  await soon(() => s.heard.length === 1);
  await s.house.pass(120_000);
  await soon(() => stored.length === 1);
  assert.ok(s.house.lines.some((line) => line.includes("lost")));
});
