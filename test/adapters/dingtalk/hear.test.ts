/** What people say, over the wire: acknowledged once it is stored, never before. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { scene } from "./house.ts";

test("a direct message and a mention in a group; what is not said to the bot is marked so", async () => {
  await using s = await scene();
  const direct = await s.hears(s.wang, s.wang, "问政策 高温津贴");
  assert.deepEqual(
    { ...direct, id: "", at: "" },
    {
      id: "",
      chat: "dingtalk:wang",
      from: "dingtalk:wang",
      name: "王师傅",
      addressed: true,
      text: "问政策 高温津贴",
      files: [],
      at: "",
    },
  );
  assert.ok(Math.abs(Date.parse(direct.at) - Date.now()) < 5_000);
  const group = await s.hears(s.wang, s.g1, "报名 A12");
  assert.deepEqual(
    [group.chat, group.from, group.addressed, group.text],
    ["dingtalk:cidg1==", "dingtalk:wang", true, "报名 A12"],
  );
  const all = await s.hears(s.wang, s.g1, "下午开会", { mention: false, all: true, overheard: true });
  assert.equal(all.addressed, false, "everybody is not the bot");
  for (const ack of s.dt.acks) assert.deepEqual([ack.code, ack.data], [200, { response: null }]);
});

test("acknowledged only after it is stored", async () => {
  let store = () => {};
  await using s = await scene({ receive: () => new Promise<void>((done) => (store = done)) });
  const { messageId } = s.dt.says(s.wang, s.wang, "你好");
  // A ping that comes after it is answered before it: the socket goes on while something is stored.
  const opaque = s.dt.ping();
  await s.dt.waitFor(() => s.dt.pongs.includes(opaque));
  assert.deepEqual([s.heard.length, s.dt.acks.length], [1, 0], "not before");
  store();
  await s.dt.waitFor(() => s.dt.acks.length === 1);
  assert.equal(s.dt.acks[0]?.messageId, messageId);
});

test("what cannot be stored is tried again here, because DingTalk will not send it again", async () => {
  let tries = 0;
  await using s = await scene({
    receive: async () => {
      tries += 1;
      if (tries < 3) throw new Error("the disk is full: 身份证号 110101");
    },
  });
  const { messageId } = s.dt.says(s.wang, s.wang, "身份证号 110101");
  s.dt.says(s.wang, s.wang, "第二句");
  await s.dt.waitFor(() => s.dt.acks.length === 2);
  assert.equal(s.dt.acks[0]?.messageId, messageId, "in order, the second waits for the first");
  assert.deepEqual(
    s.heard.map((one) => one.text),
    ["身份证号 110101", "身份证号 110101", "身份证号 110101", "第二句"],
  );
  assert.ok(!s.house.lines.join().includes("110101"), "nobody's words are logged");
});

test("the same frame twice, at once and much later: two messages under one id, both acknowledged", async () => {
  await using s = await scene();
  const { messageId } = s.dt.says(s.wang, s.wang, "你好");
  s.dt.again(messageId);
  await s.dt.waitFor(() => s.dt.acks.length === 2);
  s.dt.cut();
  await s.dt.waitFor(() => s.dt.open() > 0);
  s.dt.again(messageId);
  await s.dt.waitFor(() => s.dt.acks.length === 3);
  assert.equal(new Set(s.heard.map((one) => one.id)).size, 1);
});

test("one person's words stay in order while others are heard beside them", async () => {
  let release = () => {};
  const first = new Promise<void>((done) => (release = done));
  await using s = await scene({ receive: (message) => (message.text === "一" ? first : Promise.resolve()) });
  const li = s.dt.user("li", "李师傅");
  s.dt.says(s.wang, s.wang, "一");
  s.dt.says(s.wang, s.wang, "二");
  s.dt.says(li, li, "旁人");
  await s.dt.waitFor(() => s.dt.acks.length === 1);
  assert.deepEqual(
    s.heard.map((one) => one.text),
    ["一", "旁人"],
  );
  release();
  await s.dt.waitFor(() => s.dt.acks.length === 3);
  assert.deepEqual(
    s.heard.map((one) => one.text),
    ["一", "旁人", "二"],
  );
});

test("events are acknowledged as SUCCESS, unknown topics say so, pings are echoed", async () => {
  await using s = await scene();
  const event = s.dt.event("user_add_org");
  await s.dt.waitFor(() => s.dt.acks.length === 1);
  const [ack] = s.dt.acks;
  assert.deepEqual([ack?.messageId, ack?.code, ack?.data], [event, 200, { status: "SUCCESS", message: "success" }]);
  const opaque = s.dt.ping();
  await s.dt.waitFor(() => s.dt.pongs.includes(opaque));
  assert.equal(s.heard.length, 0);
});

test("our own words, and what says nothing, are acknowledged and go no further", async () => {
  await using s = await scene();
  const { dingtalkId } = s.dt.world.robot;
  s.dt.says(s.wang, s.g1, "机器人自己的话", { mention: true, frame: { senderId: dingtalkId } });
  s.dt.says(s.wang, s.wang, "", { frame: { msgtype: "unknownMsgType", text: undefined } });
  s.dt.says(s.wang, s.wang, "", { frame: { msgId: undefined } });
  s.dt.says(s.wang, s.wang, "你好", { frame: { createAt: 8.7e15 } });
  await s.dt.waitFor(() => s.dt.acks.length === 4);
  assert.equal(s.heard.length, 1, "a date that is none does not cost the message");
  assert.ok(s.dt.acks.every((ack) => ack.code === 200));
});

test("before the app is published there is no staff id: DingTalk's own id stands in, and health says so", async () => {
  await using s = await scene({ emulator: { published: false } });
  assert.equal(s.bot.health?.(), undefined);
  const message = await s.hears(s.wang, s.wang, "你好");
  assert.deepEqual([message.chat, message.from], ["dingtalk:$:LWCP_v1:$wang==", "dingtalk:$:LWCP_v1:$wang=="]);
  assert.match(s.bot.health?.() ?? "", /senderStaffId.*发布/);
  await s.bot.send(message.chat, { text: "您好" }, "k1");
  assert.equal(s.dt.sent[0]?.way, "answer", "an answer reaches them");
  s.dt.world.published = true;
  await s.hears(s.wang, s.wang, "发布了");
  assert.equal(s.bot.health?.(), undefined);
});

test("somebody from outside has no staff id either, which is nobody's fault", async () => {
  await using s = await scene();
  await s.hears(s.wang, s.g1, "我是外部的", { frame: { senderStaffId: undefined, senderCorpId: "dingother" } });
  assert.equal(s.bot.health?.(), undefined);
});

test("a message of ours that is quoted is told by its id", async () => {
  await using s = await scene();
  const receipt = await s.bot.send(s.at(s.g1), { text: "招募令 A12", living: "callout:A12" }, "k1");
  const [quotes] = s.dt.sent;
  const message = await s.hears(s.wang, s.g1, "+1", quotes ? { quotes } : {});
  assert.deepEqual([message.replyTo, message.text], [receipt.id, "+1"]);
});
