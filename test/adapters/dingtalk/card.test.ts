/** Cards from a template, over the wire: shown, tapped, changed, and said in words when the template fails. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reply } from "#bot";
import { dingtalkAdapter } from "../../../adapters/dingtalk/adapter.ts";
import { badGateway, refuses, tooFast } from "../../emulators/dingtalk/misery.ts";
import { CARD } from "../../emulators/dingtalk/speak.ts";
import { type Scene, scene, settingsFor, testHouse } from "./house.ts";

const withTemplate = { template: true };
const callout = (n: number): Reply => ({
  text: `招募令 A12\n已报名 ${n} 人`,
  living: "callout:A12",
  buttons: [
    { label: "报名", says: "报名 A12" },
    { label: "名单", says: "名单 A12" },
  ],
});

async function taps(s: Scene, label: string, bare = false, user = s.wang) {
  const card = s.dt.sent.findLast((one) => one.way === "card");
  assert.ok(card, "no card is shown");
  const messageId = s.dt.press(user, card, label, bare);
  await s.dt.waitFor(() => s.dt.acks.some((ack) => ack.messageId === messageId));
  return s.heard.find((one) => one.id === `dingtalk:press:${messageId}`);
}

test("buttons are native with a template; a tap says them where the card is, answered in time, card unchanged", async () => {
  await using s = await scene(withTemplate);
  assert.equal(s.bot.traits.buttons, true);
  const receipt = await s.bot.send(s.at(s.g1), callout(0), "k1");
  const [card] = s.dt.sent;
  assert.deepEqual(
    [card?.way, card?.to, card?.text, card?.buttons.map((one) => one.label)],
    ["card", s.g1, "招募令 A12\n已报名 0 人", ["报名", "名单"]],
  );
  const pressed = await taps(s, "报名");
  assert.deepEqual(
    [pressed?.chat, pressed?.from, pressed?.text, pressed?.addressed, pressed?.replyTo],
    [s.at(s.g1), s.at(s.wang), "报名 A12", true, receipt.id],
  );
  const ack = s.dt.acks.find((one) => one.topic === CARD);
  assert.deepEqual([ack?.code, ack?.late], [200, false]);
  assert.deepEqual(ack?.data, {
    response: { cardUpdateOptions: { updateCardDataByKey: true }, cardData: { cardParamMap: {} } },
  });
});

test("the tap is answered only after it is stored; a slow house is counted late by the platform", async () => {
  await using s = await scene({ ...withTemplate, receive: () => new Promise((done) => setTimeout(done, 2_100)) });
  await s.bot.send(s.at(s.g1), callout(0), "k1");
  await taps(s, "报名");
  assert.equal(s.dt.acks[0]?.late, true, "the emulator's deadline can be missed");
});

test("the same tap twice is one message; join, leave, join again are three", async () => {
  await using s = await scene(withTemplate);
  await s.bot.send(s.at(s.g1), callout(0), "k1");
  const first = await taps(s, "报名");
  s.dt.again(first?.id.replace("dingtalk:press:", "") ?? "");
  await s.dt.waitFor(() => s.dt.acks.length === 2);
  await taps(s, "名单");
  await taps(s, "报名");
  assert.deepEqual([s.heard.length, new Set(s.heard.map((one) => one.id)).size], [4, 3]);
});

test("in a direct chat the tap is said in the direct chat, by a template with and without parameters", async () => {
  await using s = await scene(withTemplate);
  await s.bot.send(s.at(s.wang), callout(0), "k1");
  assert.equal(s.dt.sent[0]?.to, s.wang);
  for (const bare of [false, true]) {
    const pressed = await taps(s, "报名", bare);
    assert.deepEqual([pressed?.chat, pressed?.text], [s.at(s.wang), "报名 A12"]);
  }
});

test("after a restart with nothing remembered a tap still says its words in its group; a forged chat says nothing", async () => {
  await using s = await scene(withTemplate);
  const { bot: before } = s;
  await before.send(s.at(s.g1), callout(0), "k1");
  await before.stop();
  const again = dingtalkAdapter(settingsFor(s.dt, true), testHouse());
  await again.start(async (message) => void s.heard.push(message));
  await s.dt.connected();
  const pressed = await taps(s, "报名");
  assert.deepEqual([pressed?.chat, pressed?.text], [s.at(s.g1), "报名 A12"]);
  const [card] = s.dt.sent;
  if (card) card.to = s.dt.group("other");
  assert.equal(await taps(s, "报名"), undefined);
  await again.stop();
});

test("a living card is changed in place, its buttons with it", async () => {
  await using s = await scene(withTemplate);
  const receipt = await s.bot.send(s.at(s.g1), callout(1), "k1");
  const changed = { ...callout(2), buttons: [{ label: "取消报名", says: "取消报名 A12" }] };
  assert.deepEqual(await s.bot.edit?.(receipt, changed), receipt);
  const [card] = s.dt.sent;
  assert.deepEqual(
    [s.dt.sent.length, card?.text, card?.edits, card?.buttons.map((one) => one.label)],
    [1, "招募令 A12\n已报名 2 人", ["招募令 A12\n已报名 1 人"], ["取消报名"]],
  );
  const pressed = await taps(s, "取消报名", true);
  assert.deepEqual([pressed?.text, pressed?.chat], ["取消报名 A12", s.at(s.g1)]);
  const told = s.dt.requests.find((one) => one.name === "changeCard")?.body;
  assert.deepEqual(told?.cardUpdateOptions, { updateCardDataByKey: true });
});

test("a change that failed says how: later, or anew; an unknown one is harmless and tried again", async () => {
  await using s = await scene(withTemplate);
  const receipt = await s.bot.send(s.at(s.g1), callout(1), "k1");
  s.dt.faults.next("changeCard", tooFast);
  await assert.rejects(async () => s.bot.edit?.(receipt, callout(2)), { outcome: "not-sent", retryAfterMs: 1_000 });
  s.dt.faults.next("changeCard", badGateway);
  await assert.rejects(async () => s.bot.edit?.(receipt, callout(2)), { outcome: "not-sent" });
  s.dt.faults.next("changeCard", refuses(400, "param.outTrackIdNotExist"));
  await assert.rejects(async () => s.bot.edit?.(receipt, callout(2)), { outcome: "refused" });
  const words = await s.bot.send(s.at(s.g1), { text: "你好" }, "k2");
  await assert.rejects(async () => s.bot.edit?.(words, callout(2)), { outcome: "refused" });
});

test("the same key is the same card number; two replies are two", async () => {
  await using s = await scene(withTemplate);
  s.dt.faults.next("card", tooFast);
  await assert.rejects(s.bot.send(s.at(s.g1), callout(0), "k1"), { outcome: "not-sent" });
  await s.bot.send(s.at(s.g1), callout(0), "k1");
  await s.bot.send(s.at(s.g1), callout(0), "k2");
  const tracks = s.dt.requests.filter((one) => one.name === "card").map((one) => one.body.outTrackId);
  assert.deepEqual([tracks[0] === tracks[1], tracks[1] === tracks[2]], [true, false]);
});

test("a card whose fate is unknown is not followed by its words", async () => {
  await using s = await scene(withTemplate);
  s.dt.faults.next("card", { kind: "drop", when: "after" });
  await assert.rejects(s.bot.send(s.at(s.g1), callout(0), "k1"), { outcome: "unknown" });
  assert.equal(s.dt.sent.length, 1);
});

test("a template that is wrong or not published: the words go out all the same, with what can be typed", async () => {
  await using s = await scene(withTemplate);
  s.dt.faults.next("card", refuses(400, "param.cardTemplateIdInvalid"));
  const receipt = await s.bot.send(s.at(s.g1), callout(0), "k1");
  assert.deepEqual(
    s.dt.sent.map(({ way, text }) => [way, text]),
    [["group", "招募令 A12\n已报名 0 人\n\n报名：回复「报名 A12」\n\n名单：回复「名单 A12」"]],
  );
  await assert.rejects(async () => s.bot.edit?.(receipt, callout(1)), { outcome: "refused" });
  assert.match(s.house.lines.join(), /DINGTALK_CARD_TEMPLATE/);
});

test("HTTP 200 and yet delivered to nobody is a refusal", async () => {
  await using s = await scene(withTemplate);
  const group = s.dt.world.groups.get(s.g1);
  if (group) group.robot = false;
  await assert.rejects(s.bot.send(s.at(s.g1), callout(0), "k1"), { outcome: "refused" });
  assert.equal(s.dt.sent.length, 0);
});

test("a card mentions people beside its words", async () => {
  await using s = await scene(withTemplate);
  const text = "请 [@王师傅](dingtalk:wang) 认领";
  await s.bot.send(
    s.at(s.g1),
    { text, mentions: ["dingtalk:wang"], buttons: [{ label: "认领", says: "认领 7K2" }] },
    "k1",
  );
  assert.deepEqual([s.dt.sent[0]?.text, s.dt.sent[0]?.mentions], ["请 @王师傅 认领", ["wang"]]);
});
