/** Sending against a platform in a bad mood: what is known afterwards, and what people see. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DeliveryError } from "#bot";
import type { Fault } from "../../emulators/lark/faults.ts";
import { badGateway, busyChat, limited, says } from "../../emulators/lark/misery.ts";
import { type Scene, scene } from "./house.ts";

const idle = { start: false };

/** Sends and returns how it failed. */
async function failing(s: Scene, text = "你好", key = "k1"): Promise<DeliveryError> {
  const error = await s.lark.send(s.at(s.g1), { text }, key).then(
    () => assert.fail("it was sent"),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof DeliveryError, String(error));
  return error;
}

test("a text, a card with buttons, and words to a person who never wrote", async () => {
  await using s = await scene(idle);
  const plain = await s.lark.send(s.at(s.g1), { text: "早上好\n- 一\n- 二" }, "k1");
  const buttons = [
    { label: "报名", says: "报名 A12" },
    { label: "私聊继续", says: "继续 A12", private: true as const },
  ];
  const card = await s.lark.send(s.at(s.g1), { text: "**招募令**", buttons }, "k2");
  await s.lark.send(s.at(s.wang), { text: "已为你登记" }, "k3");
  assert.deepEqual(
    s.fs.sent.map(({ id, to, type, text, buttons }) => ({ id, to, type, text, buttons: buttons.map((b) => b.label) })),
    [
      { id: plain.id, to: s.g1, type: "text", text: "早上好\n- 一\n- 二", buttons: [] },
      { id: card.id, to: s.g1, type: "interactive", text: "**招募令**", buttons: ["报名"] },
      { id: s.fs.sent[2]?.id, to: s.wang, type: "text", text: "已为你登记", buttons: [] },
    ],
  );
  for (const { uuid } of s.fs.sent) assert.match(uuid ?? "", /^.{40,50}$/);
});

test("the same key twice is the same uuid and is shown once", async () => {
  await using s = await scene(idle);
  const first = await s.lark.send(s.at(s.g1), { text: "你好" }, "k1");
  const again = await s.lark.send(s.at(s.g1), { text: "你好" }, "k1");
  await s.lark.send(s.at(s.g1), { text: "你好" }, "k2");
  assert.equal(first.id, again.id);
  assert.deepEqual(
    s.fs.sent.map((one) => one.requests),
    [2, 1],
  );
});

const unknown: [string, Fault][] = [
  ["the connection breaks after the message was taken", { kind: "drop", when: "after" }],
  ["half of the answer arrives", { kind: "half" }],
  ["an HTML 502 although the message was taken", badGateway],
  ["a code 2200 in HTTP 500", says(500, 2200, "internal error")],
  [
    "HTTP 200 with a page that is not Feishu's",
    { kind: "answer", answer: { status: 200, body: "<html>" }, done: true },
  ],
];
for (const [what, fault] of unknown)
  test(`unknown: ${what}; the same key again shows it once`, async () => {
    await using s = await scene(idle);
    s.fs.faults.next("send", fault);
    assert.equal((await failing(s)).outcome, "unknown");
    await s.lark.send(s.at(s.g1), { text: "你好" }, "k1");
    assert.equal(s.fs.sent.length, 1);
    assert.equal(new Set(s.fs.sent.map((one) => one.uuid)).size, 1);
  });

const notSent: [string, string, Fault, number | undefined][] = [
  ["99991400 in HTTP 429, with the header's seconds", "send", limited(7), 7_000],
  ["99991400 in HTTP 400, as older APIs do", "send", limited(2, 400), 2_000],
  ["230020, the chat's limit", "send", busyChat, 3_000],
  ["a gateway's 403", "send", { kind: "answer", answer: { status: 403, body: "<html>no" } }, 30_000],
  ["no token to be had", "token", { kind: "answer", answer: { status: 500, body: "" } }, 5_000],
  ["the token request breaks off", "token", { kind: "drop", when: "after" }, 5_000],
  ["a wrong app secret", "token", says(200, 10014, "app secret invalid"), 5_000],
];
for (const [what, name, fault, afterMs] of notSent)
  test(`not sent, worth another try: ${what}`, async () => {
    await using s = await scene(idle);
    s.fs.faults.next(name, fault);
    const { outcome, retryAfterMs } = await failing(s);
    assert.deepEqual([outcome, retryAfterMs, s.fs.sent.length], ["not-sent", afterMs, 0]);
    await s.lark.send(s.at(s.g1), { text: "你好" }, "k1");
    assert.equal(s.fs.sent.length, 1);
  });

test("not sent: nobody listens at the address; later the same key goes through", async () => {
  await using s = await scene(idle);
  await s.lark.send(s.at(s.g1), { text: "先" }, "k0"); // the token is there already
  await s.fs.refuse();
  assert.equal((await failing(s)).outcome, "not-sent");
  await s.fs.accept();
  await s.lark.send(s.at(s.g1), { text: "你好" }, "k1");
  assert.equal(s.fs.sent.length, 2);
});

const refused: [string, Fault][] = [
  ["230002 in HTTP 400, the bot is not in the group", says(400, 230002)],
  ["230001 in HTTP 200", says(200, 230001)],
  ["230025, too long", says(400, 230025)],
  ["230013, outside the app's availability", says(400, 230013)],
  ["a code nobody has written down", says(200, 987654)],
];
for (const [what, fault] of refused)
  test(`refused: ${what}`, async () => {
    await using s = await scene(idle);
    s.fs.faults.next("send", fault);
    assert.equal((await failing(s)).outcome, "refused");
  });

test("refused without asking: an address that is no chat, and a reply without anything in it", async () => {
  await using s = await scene(idle);
  const refuses = { name: "DeliveryError", outcome: "refused" };
  await assert.rejects(s.lark.send("lark:all", { text: "你好" }, "k1"), refuses);
  await assert.rejects(s.lark.send("telegram:5", { text: "你好" }, "k2"), refuses);
  await assert.rejects(s.lark.send(s.at(s.g1), { text: " " }, "k3"), refuses);
  assert.equal(s.fs.requests.length, 0);
});

test("the platform's own count: what the limit turns away says so and goes through later", async () => {
  await using s = await scene(idle);
  s.fs.limits.enforced = true;
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, (_, n) => s.lark.send(s.at(s.g1), { text: `${n}` }, `k${n}`)),
  );
  const failed = tries.filter((one) => one.status === "rejected").map((one) => one.reason as DeliveryError);
  assert.equal(s.fs.sent.length, 5);
  assert.ok(failed.length === 3 && failed.every((one) => one.outcome === "not-sent" && one.retryAfterMs));
});

test("a long reply: several messages in order, buttons on the last; a retry repeats none of them", async () => {
  await using s = await scene(idle);
  const text = `**长文**\n${"快递员权益保障。\n".repeat(4_000)}`;
  const reply = { text, buttons: [{ label: "看完了", says: "看完了" }] };
  s.fs.faults.next("send", says(400, 230020), 1);
  await assert.rejects(s.lark.send(s.at(s.g1), reply, "k1"));
  const receipt = await s.lark.send(s.at(s.g1), reply, "k1");
  await s.lark.send(s.at(s.g1), reply, "k1");
  assert.ok(s.fs.sent.length >= 3);
  assert.equal(s.fs.sent.map((one) => one.text).join("\n"), text.trim());
  assert.deepEqual(
    s.fs.sent.map((one) => one.buttons.length),
    s.fs.sent.map((_, at) => (at === s.fs.sent.length - 1 ? 1 : 0)),
  );
  assert.equal(receipt.id, s.fs.sent.at(-1)?.id, "a press refers to the one with the buttons");
  await s.lark.recall?.(receipt);
  assert.equal(s.fs.shownIn(s.g1).length, 0);
});

test("a living card is edited in place, keeps its buttons and their chat, and is taken back", async () => {
  await using s = await scene();
  const card = (n: number) => ({
    text: `已报名 ${n} 人`,
    living: "callout:A12",
    buttons: [{ label: "报名", says: "报名 A12" }],
  });
  const receipt = await s.lark.send(s.at(s.wang), card(1), "k1");
  assert.deepEqual(await s.lark.edit?.(receipt, card(2)), receipt);
  const [shown] = s.fs.sent;
  assert.deepEqual([shown?.text, shown?.edits], ["已报名 2 人", ["已报名 1 人"]]);
  if (shown) s.fs.press(s.wang, shown, "报名");
  await s.fs.waitFor(() => s.fs.acks.length === 1);
  assert.equal(s.heard[0]?.chat, "lark:ou_wang");
  await s.lark.recall?.(receipt);
  assert.equal(s.fs.sent[0]?.recalled, true);
  await s.lark.recall?.(receipt); // tried again after an unknown outcome: it is gone, all is well
  await assert.rejects(async () => s.lark.edit?.(receipt, card(3)), { outcome: "refused" });
});

test("a text cannot be edited, and a failing edit says how it failed", async () => {
  await using s = await scene(idle);
  const text = await s.lark.send(s.at(s.g1), { text: "你好" }, "k1");
  await assert.rejects(async () => s.lark.edit?.(text, { text: "再见" }), { outcome: "refused" });
  const card = await s.lark.send(s.at(s.g1), { text: "一", living: "x" }, "k2");
  s.fs.faults.next("edit", limited(4));
  await assert.rejects(async () => s.lark.edit?.(card, { text: "二", living: "x" }), { retryAfterMs: 4_000 });
  s.fs.faults.next("edit", badGateway);
  await assert.rejects(async () => s.lark.edit?.(card, { text: "二", living: "x" }), { outcome: "unknown" });
});

test("nothing secret and nobody's words reach the log, whatever fails", async () => {
  await using s = await scene(idle);
  for (const fault of [badGateway, limited(1), says(400, 230002), says(400, 99991663)]) {
    s.fs.faults.next("send", fault);
    await s.lark
      .send(s.at(s.g1), { text: "身份证号 110101" }, "k1")
      .catch((error) => s.house.lines.push(String(error)));
  }
  s.fs.expireTokens();
  s.fs.faults.next("token", { kind: "answer", answer: { status: 500, body: "" } });
  await s.lark.send(s.at(s.g1), { text: "身份证号 110101" }, "k9").catch((error) => s.house.lines.push(String(error)));
  const log = s.house.lines.join("\n");
  assert.ok(log.includes("230002"), "something is said");
  for (const secret of [s.fs.appSecret, "t-emulated", "Bearer", "110101"]) assert.ok(!log.includes(secret), secret);
});
