/** What people do in Feishu, over the real SDK and a real socket, until it is stored and acknowledged. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { scene } from "./house.ts";

test("a mention in a group arrives with the name, without the mention, and is acknowledged with 200", async () => {
  await using s = await scene();
  const { messageId } = s.fs.says(s.wang, s.g1, "我要投诉", { mention: true });
  await s.fs.waitFor(() => s.fs.acks.length === 1);
  assert.equal(s.fs.acks[0]?.code, 200);
  const { at, ...message } = s.heard[0] ?? { at: "" };
  assert.deepEqual(message, {
    id: `lark:${messageId}`,
    chat: "lark:oc_g1",
    from: "lark:ou_wang",
    name: "王师傅",
    addressed: true,
    text: "我要投诉",
    files: [],
  });
  assert.ok(Math.abs(Date.parse(at) - Date.now()) < 10_000);
});

test("the acknowledgement waits until receive has resolved", async () => {
  let store = () => {};
  await using s = await scene({ receive: () => new Promise<void>((done) => (store = done)) });
  s.fs.says(s.wang, s.wang, "你好");
  await until(() => s.heard.length === 1);
  await new Promise((done) => setTimeout(done, 100));
  assert.equal(s.fs.acks.length, 0);
  store();
  await s.fs.waitFor(() => s.fs.acks.length === 1);
  assert.ok((s.fs.acks[0]?.delayMs ?? 0) >= 100);
});

test("when receive throws the answer is 500, and the event comes once more", async () => {
  let failures = 1;
  await using s = await scene({
    receive: async () => {
      if (failures-- > 0) throw new Error("disk full: 王师傅的原话");
    },
  });
  const { eventId } = s.fs.says(s.wang, s.wang, "王师傅的原话");
  await s.fs.waitFor(() => s.fs.acks.length === 1);
  assert.equal(s.fs.acks[0]?.code, 500);
  assert.equal(s.fs.repush(), 1);
  await s.fs.waitFor(() => s.fs.acks.length === 2);
  assert.deepEqual([s.fs.acks[1]?.code, s.fs.acks[1]?.eventId], [200, eventId]);
  assert.equal(s.fs.repush(), 0);
  assert.deepEqual(
    s.heard.map((one) => one.text),
    ["王师傅的原话", "王师傅的原话"],
  );
  assert.equal(s.heard[0]?.id, s.heard[1]?.id);
  assert.ok(!s.house.lines.join().includes("原话"), "nobody's words in the log");
});

test("copies carry one id: the same event twice, and the same message under another event id", async () => {
  await using s = await scene();
  const first = s.fs.says(s.wang, s.g1, "报名", { mention: true });
  s.fs.again(first.eventId);
  s.fs.says(s.wang, s.g1, "报名", { mention: true, messageId: first.messageId });
  await s.fs.waitFor(() => s.fs.acks.length === 3);
  assert.equal(new Set(s.heard.map((one) => one.id)).size, 1);
});

test("a frame in three pieces is one message", async () => {
  await using s = await scene();
  s.fs.says(s.wang, s.wang, "雨天路滑".repeat(50), { fragments: 3 });
  await s.fs.waitFor(() => s.fs.acks.length === 1);
  assert.equal(s.heard[0]?.text, "雨天路滑".repeat(50));
});

test("unknown events and events of unknown shape are acknowledged and leave no words behind", async () => {
  await using s = await scene();
  s.fs.raw("im.message.message_read_v1", { reader: {} });
  s.fs.raw("im.message.receive_v1", { message: { content: "秘密" } });
  s.fs.raw("card.action.trigger", { action: { value: { other: "秘密" } } });
  await s.fs.waitFor(() => s.fs.acks.length === 3);
  assert.deepEqual(new Set(s.fs.acks.map((ack) => ack.code)), new Set([200]));
  assert.equal(s.heard.length, 0);
  assert.ok(!s.house.lines.join().includes("秘密"));
});

test("only mentions and direct words are addressed; everybody's mention is not; other bots are not heard", async () => {
  await using s = await scene();
  s.fs.says(s.wang, s.g1, "下班了");
  s.fs.says(s.wang, s.g1, "开会", { all: true });
  s.fs.says(s.wang, s.wang, "你好");
  const other = { sender_id: { open_id: "ou_other" }, sender_type: "app" };
  const message = { message_id: "om_x", chat_id: s.g1, chat_type: "group", message_type: "text", content: "{}" };
  s.fs.raw("im.message.receive_v1", { sender: other, message });
  await s.fs.waitFor(() => s.fs.acks.length === 4);
  assert.deepEqual(Object.fromEntries(s.heard.map((one) => [one.text, one.addressed])), {
    下班了: false,
    "@所有人 开会": false,
    你好: true,
  });
});

test("a reply to the bot's message is addressed and says to which; to another's it is not", async () => {
  await using s = await scene();
  const receipt = await s.lark.send(s.at(s.g1), { text: "招募令 A12" }, "k1");
  const other = s.fs.says(s.wang, s.g1, "有人去吗");
  s.fs.says(s.wang, s.g1, "+1", { parent: receipt.id });
  s.fs.says(s.wang, s.g1, "我去", { parent: other.messageId });
  await s.fs.waitFor(() => s.fs.acks.length === 3);
  const heard = (text: string) => s.heard.find((one) => one.text === text);
  assert.deepEqual([heard("+1")?.addressed, heard("+1")?.replyTo], [true, receipt.id]);
  assert.deepEqual([heard("我去")?.addressed, heard("我去")?.replyTo], [false, other.messageId]);
});

test("a press says what the button says, in the group or, under a direct card, in the direct chat", async () => {
  await using s = await scene();
  const reply = { text: "要认领吗？", buttons: [{ label: "认领", says: "认领 K7" }] };
  const inGroup = await s.lark.send(s.at(s.g1), reply, "k1");
  const direct = await s.lark.send(s.at(s.wang), reply, "k2");
  const [shown, privately] = s.fs.sent;
  assert.ok(shown && privately);
  const event = s.fs.press(s.wang, shown, "认领");
  await s.fs.waitFor(() => s.fs.acks.length === 1);
  s.fs.press(s.wang, privately, "认领");
  await s.fs.waitFor(() => s.fs.acks.length === 2);
  assert.deepEqual(
    s.heard.map(({ chat, from, text, addressed, replyTo }) => ({ chat, from, text, addressed, replyTo })),
    [
      { chat: "lark:oc_g1", from: "lark:ou_wang", text: "认领 K7", addressed: true, replyTo: inGroup.id },
      { chat: "lark:ou_wang", from: "lark:ou_wang", text: "认领 K7", addressed: true, replyTo: direct.id },
    ],
  );
  assert.equal(s.heard[0]?.id, `lark:press:${event}`);
  assert.ok(Math.abs(Date.parse(s.heard[0]?.at ?? "") - Date.now()) < 10_000, "microseconds are understood");
  assert.deepEqual(s.fs.acks[0]?.data, {}, "the card stays as it is, no toast");
});

test("the bot's comings and goings arrive as events", async () => {
  await using s = await scene();
  const added = s.fs.botEnters(s.g1, s.wang);
  s.fs.botLeaves(s.g1, s.wang);
  await s.fs.waitFor(() => s.fs.acks.length === 2);
  assert.deepEqual(
    s.heard.map(({ id, chat, from, event }) => ({ id, chat, from, event })),
    [
      { id: `lark:event:${added}`, chat: "lark:oc_g1", from: "lark:ou_wang", event: "added" },
      { id: s.heard[1]?.id, chat: "lark:oc_g1", from: "lark:ou_wang", event: "removed" },
    ],
  );
});

test("names: pages are read through, once per group; a failing or hanging look-up costs no message", async () => {
  await using s = await scene();
  for (let n = 0; n < 120; n += 1) {
    const one = s.fs.user(`p${n}`, `骑手${n}`);
    s.fs.says(one, s.g1, "早");
  }
  await s.fs.waitFor(() => s.fs.acks.length === 120);
  s.fs.says("ou_p119", s.g1, "投诉", { mention: true });
  s.fs.says("ou_p3", s.g1, "投诉", { mention: true });
  await s.fs.waitFor(() => s.fs.acks.length === 122);
  assert.deepEqual(
    s.heard.slice(120).map((one) => one.name),
    ["骑手119", "骑手3"],
  );
  assert.equal(s.fs.requests.filter((one) => one.name === "members").length, 2, "two pages, read once");
  s.fs.says(s.wang, s.wang, "你好");
  await s.fs.waitFor(() => s.fs.acks.length === 123);
  assert.equal(s.heard.at(-1)?.name, "", "a direct chat has no list");

  const g2 = s.fs.group("g2");
  s.fs.faults.next("members", { kind: "silence" });
  s.fs.says(s.fs.user("new", "新人"), g2, "在吗", { mention: true });
  await s.fs.waitFor(() => s.fs.acks.length === 124);
  const ack = s.fs.acks.at(-1);
  assert.deepEqual([s.heard.at(-1)?.name, ack?.code, ack?.late], ["", 200, false]);
  assert.ok((ack?.delayMs ?? 9_999) < 1_500);
});

test("a group that cannot be read is not asked again at once", async () => {
  await using s = await scene();
  s.fs.faults.next("members", { kind: "answer", answer: { status: 400, body: { code: 232011 } } }, 9);
  for (const n of [1, 2, 3]) {
    s.fs.says(s.wang, s.g1, "在吗", { mention: true });
    await s.fs.waitFor(() => s.fs.acks.length === n);
  }
  assert.equal(s.fs.requests.filter((one) => one.name === "members").length, 1);
  assert.equal(s.heard.length, 3);
});

test("nothing that one person says in one chat overtakes what they said before", async () => {
  await using s = await scene();
  s.fs.faults.next("members", { kind: "silence" });
  s.fs.says(s.wang, s.g1, "一", { mention: true }); // its name is looked up, in vain
  s.fs.says(s.wang, s.g1, "二");
  s.fs.says(s.fs.user("li"), s.g1, "别人的话");
  await s.fs.waitFor(() => s.fs.acks.length === 3);
  assert.deepEqual(
    s.heard.map((one) => one.text),
    ["别人的话", "一", "二"],
  );
});

test("mentions wait for the bot to know itself; if it never does the event is refused and comes again", async () => {
  await using s = await scene({ start: false });
  s.fs.faults.next("info", { kind: "answer", answer: { status: 500, body: "" } }, 100);
  await s.lark.start(async (message) => void s.heard.push(message));
  await s.fs.connected();
  s.fs.says(s.wang, s.g1, "投诉", { mention: true });
  s.fs.says(s.wang, s.wang, "你好");
  await s.fs.waitFor(() => s.fs.acks.length === 2);
  assert.deepEqual(s.fs.acks.map((ack) => ack.code).sort(), [200, 500], "a direct word needs no identity");
  assert.ok(s.fs.acks.every((ack) => !ack.late));
  s.fs.faults.clear();
  const known = () => s.fs.requests.some((one) => one.name === "info" && one.status === 200);
  await s.fs.waitFor(known, 10_000);
  s.fs.repush();
  await s.fs.waitFor(() => s.fs.acks.length === 3);
  assert.deepEqual([s.heard.at(-1)?.text, s.heard.at(-1)?.addressed], ["投诉", true]);
});

/** Looks again on every turn of the event loop; fails with the test's own limit. */
async function until(look: () => boolean): Promise<void> {
  while (!look()) await new Promise((done) => setImmediate(done));
}
