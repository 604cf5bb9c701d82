/** Sending against a platform in a bad mood: what is known afterwards, and what people see. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DeliveryError } from "#bot";
import { code, rude } from "../../emulators/wecom/rude.ts";
import type { Fault } from "../../emulators/wire/faults.ts";
import { type Scene, scene, soon } from "./house.ts";

/** Sends and returns how it failed. */
async function failing(s: Scene, text = "你好", key = "k1"): Promise<DeliveryError> {
  const error = await s.wecom.send(s.at(s.g1), { text }, key).then(
    () => assert.fail("it was sent"),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof DeliveryError, String(error));
  return error;
}
const card = (n: number) => ({
  text: `已报名 ${n} 人`,
  living: "callout:A12",
  buttons: [{ label: "报名", says: "报名 A12" }],
});

test("a text to a group, a card, and private words to a person who has written", async () => {
  await using s = await scene();
  await s.wecom.send(s.at(s.g1), { text: "**早上好**" }, "k1");
  const receipt = await s.wecom.send(s.at(s.g1), card(1), "k2");
  await s.wecom.send(s.at(s.wang), { text: "已为您登记" }, "k3");
  assert.deepEqual(
    s.wx.sent.map(({ to, type, text, task }) => [to, type, text, task]),
    [
      [s.g1, "markdown", "**早上好**", undefined],
      [s.g1, "template_card", "已报名 1 人", receipt.id],
      [s.wang, "markdown", "已为您登记", undefined],
    ],
  );
});

test("every push goes the one way that works at any time, and says nothing of the kind of chat", async () => {
  await using s = await scene();
  await s.wecom.send(s.at(s.g1), { text: "好" }, "k1");
  const asked = s.wx.requests.filter((one) => one.name !== "ping").map((one) => [one.name, Object.keys(one.body)]);
  assert.deepEqual(asked, [
    ["subscribe", ["bot_id", "secret"]],
    ["send", ["chatid", "msgtype", "markdown"]],
  ]);
});

const notSent: [string, Fault, number, number][] = [
  ["45009, over the quota", rude.quota, 30_000, 60_000],
  ["846607, the same in the field", rude.quotaInTheField, 30_000, 60_000],
  ["-1, the platform is busy", rude.busy, 10_000, 10_000],
];
for (const [what, fault, least, most] of notSent)
  test(`not sent, worth another try: ${what}`, async () => {
    await using s = await scene();
    s.wx.faults.next("send", fault);
    const { outcome, retryAfterMs = 0 } = await failing(s);
    assert.equal(outcome, "not-sent");
    assert.ok(retryAfterMs >= least && retryAfterMs <= most, String(retryAfterMs));
    await s.wecom.send(s.at(s.g1), { text: "你好" }, "k1");
    assert.equal(s.wx.sent.length, 1);
  });

test("not sent: nobody listens; later it goes through", async () => {
  await using s = await scene();
  await s.wx.refuse();
  await soon(() => s.wecom.health?.() !== undefined);
  const { outcome, retryAfterMs = 0 } = await failing(s);
  assert.ok(outcome === "not-sent" && retryAfterMs > 0);
  await s.wx.accept();
  await s.house.pass(2_000);
  await soon(() => s.wecom.health?.() === undefined);
  await s.wecom.send(s.at(s.g1), { text: "你好" }, "k1");
  assert.equal(s.wx.sent.length, 1);
});

for (const errcode of [93001, 93006, 93008, 40008, 45002, 846605, 987654])
  test(`refused: ${errcode}`, async () => {
    await using s = await scene();
    s.wx.faults.next("send", code(errcode));
    const { outcome, message } = await failing(s);
    assert.equal(outcome, "refused");
    assert.match(message, new RegExp(String(errcode)));
  });

test("refused: a person who never wrote, a group nobody mentioned the bot in, another platform, nothing to say", async () => {
  await using s = await scene();
  const refuses = { name: "DeliveryError", outcome: "refused" };
  await assert.rejects(s.wecom.send(s.at(s.wx.user("new")), { text: "好" }, "k1"), refuses);
  await assert.rejects(s.wecom.send(s.at(s.wx.group("new")), { text: "好" }, "k2"), refuses);
  await assert.rejects(s.wecom.send("telegram:5", { text: "好" }, "k3"), refuses);
  await assert.rejects(s.wecom.send(s.at(s.g1), { text: " " }, "k4"), refuses);
  assert.equal(s.wx.sent.length, 0);
});

// Each of these waits out the SDK's five seconds, so they wait together.
describe("unknown: it may have been shown, nobody can tell", { concurrency: true }, () => {
  const unknown: [string, Fault, number][] = [
    ["no answer comes", rude.noAck, 1],
    ["the answer comes too late", rude.lateAck, 1],
    ["half of an answer comes", rude.half, 1],
    ["the connection breaks after it was taken", rude.drop, 1],
    ["the connection breaks before it was read", rude.dropBefore, 0],
  ];
  for (const [what, fault, shown] of unknown)
    test(what, async () => {
      await using s = await scene();
      s.wx.faults.next("send", fault);
      assert.equal((await failing(s)).outcome, "unknown");
      assert.equal(s.wx.sent.length, shown);
    });
  test("a late answer to one message is not taken for another's", async () => {
    await using s = await scene();
    s.wx.faults.next("send", rude.lateAck);
    s.wx.faults.next("send", { kind: "late", ms: 1_000 });
    const first = failing(s, "一", "k1");
    await s.wecom.send(s.at(s.wang), { text: "二" }, "k2");
    assert.equal((await first).outcome, "unknown");
  });
});

test("the platform's own count: thirty a minute in a conversation; the next is held back and never refused", async () => {
  await using s = await scene();
  for (let n = 0; n < 30; n += 1) await s.wecom.send(s.at(s.g1), { text: `${n}` }, `k${n}`);
  const { outcome, retryAfterMs = 0 } = await failing(s, "三十一", "k31");
  assert.equal(outcome, "not-sent");
  await s.wecom.send(s.at(s.wang), { text: "别处不受影响" }, "k32");
  s.house.clock.set(s.house.now() + retryAfterMs);
  await s.wecom.send(s.at(s.g1), { text: "三十一" }, "k31");
  assert.deepEqual([s.wx.shownIn(s.g1).length, s.wx.limits.refused, s.wx.limits.busiest(60_000, s.g1)], [31, 0, 30]);
});

test("and a thousand an hour", async () => {
  await using s = await scene();
  s.wx.limits.perMinute = 2_000;
  for (let n = 0; n < 1_000; n += 1) {
    if (n % 30 === 0) s.house.clock.set(s.house.now() + 61_000);
    await s.wecom.send(s.at(s.g1), { text: `${n}` }, `k${n}`);
  }
  const { retryAfterMs = 0 } = await failing(s, "多", "more");
  assert.ok(retryAfterMs > 20 * 60_000, String(retryAfterMs));
  assert.equal(s.wx.limits.refused, 0);
});

test("a long reply: several messages in order, buttons on the last; a retry repeats none of them", async () => {
  await using s = await scene();
  const text = `# 长文\n${"快递员权益保障。\n".repeat(2_000)}`;
  const reply = { text, buttons: [{ label: "看完了", says: "看完了" }] };
  const parts = () => s.wx.sent.map((one) => one.type);
  s.wx.faults.next("send", { kind: "late", ms: 1 }, 2);
  s.wx.faults.next("send", rude.quota);
  await assert.rejects(s.wecom.send(s.at(s.g1), reply, "k1"), { outcome: "not-sent" });
  assert.deepEqual(parts(), ["markdown", "markdown"]);
  await s.wecom.send(s.at(s.g1), reply, "k1");
  assert.deepEqual(parts(), ["markdown", "markdown", "markdown", "template_card"]);
  const words = s.wx.sent.slice(0, 3).map((one) => one.text);
  assert.equal(words.join("\n"), text.trim());
  await s.wecom.send(s.at(s.g1), reply, "k2");
  assert.equal(s.wx.sent.length, 8, "what was finished is forgotten");
});

test("a living card is changed in answer to a press on it, once, by the press's own request", async () => {
  await using s = await scene();
  const receipt = await s.wecom.send(s.at(s.g1), card(1), "k1");
  const [shown] = s.wx.sent;
  assert.ok(shown);
  const edit = (n: number) => s.wecom.edit?.(receipt, card(n));
  await assert.rejects(async () => edit(2), { outcome: "refused" });
  s.wx.press(s.wang, shown, "报名");
  await s.until(1);
  assert.deepEqual([s.heard[0]?.text, s.heard[0]?.replyTo, s.heard[0]?.chat], ["报名 A12", receipt.id, s.at(s.g1)]);
  assert.deepEqual(await edit(2), receipt);
  assert.deepEqual([shown.text, shown.edits], ["已报名 2 人", ["已报名 1 人"]]);
  await assert.rejects(async () => edit(3), { outcome: "refused" });
  assert.equal(s.wx.requests.filter((one) => one.name === "update").length, 1);
  s.wx.press(s.wang, shown, "报名");
  await s.until(2);
  assert.deepEqual(await edit(3), receipt, "the changed card can be pressed and changed again");
});

test("what is no card, or would be more than one, is said anew; so is a change that the platform refuses", async () => {
  await using s = await scene();
  const plain = await s.wecom.send(s.at(s.g1), { text: "一", living: "x" }, "k1");
  await assert.rejects(async () => s.wecom.edit?.(plain, { text: "二", living: "x" }), { outcome: "refused" });
  const receipt = await s.wecom.send(s.at(s.g1), card(1), "k2");
  const shown = s.wx.sent[1];
  assert.ok(shown);
  s.wx.press(s.wang, shown, "报名");
  await s.until(1);
  const over = { text: "已结束", living: "callout:A12" };
  await assert.rejects(async () => s.wecom.edit?.(receipt, over), { outcome: "refused" });
  s.wx.faults.next("update", code(846605));
  await assert.rejects(async () => s.wecom.edit?.(receipt, card(2)), { outcome: "refused" });
  assert.deepEqual(shown.edits, []);
  assert.equal(s.wecom.recall, undefined);
});

test("after the time to answer a press nothing is tried", async (t) => {
  await using s = await scene();
  const receipt = await s.wecom.send(s.at(s.g1), card(1), "k1");
  const [shown] = s.wx.sent;
  assert.ok(shown);
  s.wx.press(s.wang, shown, "报名");
  await s.until(1);
  const { now } = performance;
  t.mock.method(performance, "now", () => now.call(performance) + 4_100);
  await assert.rejects(async () => s.wecom.edit?.(receipt, card(2)), { outcome: "refused" });
  assert.equal(s.wx.requests.filter((one) => one.name === "update").length, 0);
});

test("nothing secret and nobody's words reach the log or an error, whatever fails", async () => {
  await using s = await scene({ robot: true });
  const note = (error: unknown) => void s.house.lines.push(String((error as Error).message));
  for (const fault of [rude.quota, code(93006, "身份证号 110101"), rude.half, rude.drop]) {
    s.wx.faults.next("send", fault);
    await s.wecom.send(s.at(s.g1), { text: "身份证号 110101" }, "k1").catch(note);
  }
  await soon(() => s.wecom.health?.() !== undefined);
  s.wx.faults.next("subscribe", code(853000, `secret ${s.wx.secret}`));
  await s.house.pass(2_000);
  await soon(() => s.wecom.health?.()?.includes("WECOM_BOT_SECRET") === true);
  await s.house.pass(62_000);
  await soon(() => s.wecom.health?.() === undefined);
  s.wx.faults.next("webhook", { kind: "drop", when: "after" });
  await s.wecom.send(s.at(s.g1), { text: "身份证号 110101", mentions: [s.at(s.wang)] }, "k2").catch(note);
  for (const frame of ["{ 110101", { cmd: "aibot_msg_callback", headers: { req_id: "1" }, body: { text: "110101" } }])
    s.wx.raw(frame);
  s.wx.says(s.wang, s.wang, "完");
  await s.until(1);
  const log = s.house.lines.join("\n");
  assert.ok(log.includes("93006"), "something is said");
  for (const secret of [s.wx.secret, "110101", s.wx.robot(s.g1)]) assert.ok(!log.includes(secret), secret);
});
