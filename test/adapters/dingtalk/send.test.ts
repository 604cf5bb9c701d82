/** Sending against a platform in a bad mood: which way words take, what is known afterwards, and what people see. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DeliveryError } from "#bot";
import { dingtalkAdapter } from "../../../adapters/dingtalk/adapter.ts";
import type { Fault } from "../../emulators/dingtalk/faults.ts";
import {
  badGateway,
  hookFull,
  refuses,
  says,
  sessionGone,
  tokenInvalid,
  tooFast,
  tooFastOld,
} from "../../emulators/dingtalk/misery.ts";
import { memoryCache, type Scene, scene, settingsFor, testHouse } from "./house.ts";

const idle = { start: false };
const ways = (s: Scene) => s.dt.sent.map(({ way, to, text }) => [way, to, text]);
const asked = (s: Scene, name: string) => s.dt.requests.filter((one) => one.name === name).length;

/** Sends to the group and returns how it failed. */
async function failing(s: Scene, text = "你好", key = "k1"): Promise<DeliveryError> {
  const error = await s.bot.send(s.at(s.g1), { text }, key).then(
    () => assert.fail("it was sent"),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof DeliveryError, String(error));
  return error;
}

test("pushes: to a group, and to a person who never wrote", async () => {
  await using s = await scene(idle);
  await s.bot.send(s.at(s.g1), { text: "**早上好**\n- 一\n- 二" }, "k1");
  await s.bot.send(s.at(s.wang), { text: "已为你登记" }, "k2");
  assert.deepEqual(ways(s), [
    ["group", s.g1, "**早上好**\n- 一\n- 二"],
    ["person", s.wang, "已为你登记"],
  ]);
  assert.equal(s.dt.sent[0]?.body.msgKey, "sampleMarkdown");
});

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

const unknown: [string, Fault][] = [
  ["the connection breaks after the message was taken", { kind: "drop", when: "after" }],
  ["half of the answer arrives", { kind: "half" }],
  ["an HTML 502 although the message was taken", badGateway],
  ["HTTP 500 with a code", refuses(500, "ServiceUnavailable")],
  ["HTTP 200 with a page", { kind: "answer", answer: { status: 200, body: "<html>" }, done: true }],
  ["system busy", says(-1, "系统繁忙")],
];
for (const [what, fault] of unknown)
  for (const way of ["group", "answer"])
    test(`unknown: ${what} (${way}); it is not sent again by another way`, async () => {
      await using s = await scene();
      if (way === "answer") await s.hears(s.wang, s.g1, "问政策");
      s.dt.faults.next(way, fault);
      assert.equal((await failing(s)).outcome, "unknown");
      assert.ok(s.dt.sent.length <= 1);
      assert.equal(asked(s, "group") + asked(s, "answer"), 1);
    });

const notSent: [string, string, Fault, number | undefined][] = [
  ["too many calls a second", "group", tooFast, 1_000],
  ["the same from the older gateway", "group", tooFastOld, 1_000],
  [
    "HTTP 429 with its own pause",
    "group",
    { kind: "answer", answer: { status: 429, body: {}, headers: { "retry-after": "7" } } },
    7_000,
  ],
  ["this month's calls are used up", "group", refuses(403, "Forbidden.AccessDenied.ApiQuotaExceeded"), 3_600_000],
  ["a gateway's 403", "group", { kind: "answer", answer: { status: 403, body: "<html>no" } }, 30_000],
  ["no token to be had", "token", { kind: "answer", answer: { status: 500, body: "" } }, 5_000],
  ["the token request breaks off", "token", { kind: "drop", when: "after" }, 5_000],
  ["a wrong client secret", "token", refuses(400, "invalidClientIdOrSecret"), 60_000],
];
for (const [what, name, fault, afterMs] of notSent)
  test(`not sent, worth another try: ${what}`, async () => {
    await using s = await scene(idle);
    s.dt.faults.next(name, fault);
    const { outcome, retryAfterMs } = await failing(s);
    assert.deepEqual([outcome, retryAfterMs, s.dt.sent.length], ["not-sent", afterMs, 0]);
    await s.bot.send(s.at(s.g1), { text: "你好" }, "k1");
    assert.equal(s.dt.sent.length, 1);
  });

test("not sent: nobody listens at the address, or it has no such name; later the same key goes through", async () => {
  await using s = await scene();
  await s.bot.send(s.at(s.g1), { text: "先" }, "k0"); // the token is there already
  await s.hears(s.wang, s.g1, "问政策"); // and an answer address
  await s.dt.refuse();
  assert.equal((await failing(s)).outcome, "not-sent");
  await s.dt.accept();
  await s.bot.send(s.at(s.g1), { text: "你好" }, "k1");
  assert.equal(s.dt.sent.length, 2);
  const nowhere = "http://no-such-host.invalid";
  const lost = dingtalkAdapter({ ...settingsFor(s.dt), apiBase: nowhere, oapiBase: nowhere }, testHouse());
  await assert.rejects(lost.send(s.at(s.g1), { text: "你好" }, "k1"), { outcome: "not-sent" });
  await lost.stop();
});

const refused: [string, Fault][] = [
  ["a parameter is wrong", refuses(400, "invalidParameter.param.invalid")],
  ["a permission is missing", refuses(403, "Forbidden.AccessDenied.AccessTokenPermissionDenied")],
  ["there is no such robot", refuses(400, "robot.notExist")],
  ["a code nobody has written down", says(987654)],
];
for (const [what, fault] of refused)
  test(`refused: ${what}`, async () => {
    await using s = await scene(idle);
    s.dt.faults.next("group", fault);
    assert.equal((await failing(s)).outcome, "refused");
  });

test("refused by the platform itself: the robot is not in the group, the person is not in the organisation", async () => {
  await using s = await scene(idle);
  const gone = s.dt.group("gone");
  const group = s.dt.world.groups.get(gone);
  if (group) group.robot = false;
  await assert.rejects(s.bot.send(s.at(gone), { text: "你好" }, "k1"), { outcome: "refused" });
  await assert.rejects(s.bot.send(s.at("nobody"), { text: "你好" }, "k2"), {
    outcome: "refused",
    message: /不在组织里/,
  });
  assert.equal(s.dt.sent.length, 0);
});

test("HTTP 200 that says: not to this person, they get too many", async () => {
  await using s = await scene(idle);
  const body = { processQueryKey: "pqk", flowControlledStaffIdList: ["wang"] };
  s.dt.faults.next("person", { kind: "answer", answer: { status: 200, body } });
  await assert.rejects(s.bot.send(s.at(s.wang), { text: "你好" }, "k1"), { outcome: "not-sent", retryAfterMs: 5_000 });
});

test("refused without asking: an address that is none of DingTalk's, and a reply without anything in it", async () => {
  await using s = await scene(idle);
  const refuses = { name: "DeliveryError", outcome: "refused" };
  await assert.rejects(s.bot.send("telegram:5", { text: "你好" }, "k1"), refuses);
  await assert.rejects(s.bot.send("dingtalk:", { text: "你好" }, "k2"), refuses);
  await assert.rejects(s.bot.send(s.at(s.g1), { text: " " }, "k3"), refuses);
  await assert.rejects(s.bot.send("dingtalk:$:LWCP_v1:$x", { text: "你好" }, "k4"), refuses);
  assert.equal(s.dt.requests.filter((one) => one.name !== "token").length, 0);
});

test("a group whose id looks like none is found by trying, when nothing was heard of it since the start", async () => {
  await using s = await scene(idle);
  s.dt.world.groups.set("room7", { conversationId: "room7", title: "七号群", robot: true });
  await s.bot.send("dingtalk:room7", { text: "你好" }, "k1");
  assert.deepEqual(ways(s), [["group", "room7", "你好"]]);
});

test("the platform's own count: what the limit turns away says so and goes through later", async () => {
  await using s = await scene(idle);
  await s.bot.send(s.at(s.wang), { text: "先" }, "k0");
  s.dt.limits.enforced = true;
  const tries = await Promise.allSettled(
    Array.from({ length: 25 }, (_, n) => s.bot.send(s.at(s.g1), { text: `${n}` }, `k${n}`)),
  );
  const failed = tries.filter((one) => one.status === "rejected").map((one) => one.reason as DeliveryError);
  assert.deepEqual([failed.length, s.dt.counter.refused, s.dt.counter.busiest("group")], [5, 5, 20]);
  assert.ok(failed.every((one) => one.outcome === "not-sent" && one.retryAfterMs === 1_000));
});

test("an expired token is replaced at once and the message goes out, once", async () => {
  await using s = await scene(idle);
  await s.bot.send(s.at(s.g1), { text: "一" }, "k1");
  s.dt.expireTokens();
  await s.bot.send(s.at(s.g1), { text: "二" }, "k2");
  assert.deepEqual(
    s.dt.requests.map((one) => `${one.name} ${one.status}`),
    ["token 200", "group 200", "group 401", "token 200", "group 200"],
  );
  assert.equal(s.dt.sent.length, 2);
  s.dt.faults.next("group", tokenInvalid, 2);
  const { outcome, retryAfterMs } = await failing(s, "三", "k3");
  assert.deepEqual([outcome, retryAfterMs], ["not-sent", 5_000], "refused even when fresh");
});

test("twenty sends at once ask for one token; another process finds it in the shared cache", async () => {
  await using s = await scene(idle);
  const cache = memoryCache();
  const [one, other] = [
    dingtalkAdapter(settingsFor(s.dt), testHouse(cache)),
    dingtalkAdapter(settingsFor(s.dt), testHouse(cache)),
  ];
  await Promise.all(Array.from({ length: 20 }, (_, n) => one.send(s.at(s.g1), { text: "你好" }, `k${n}`)));
  await other.send(s.at(s.g1), { text: "你好" }, "other");
  assert.equal(asked(s, "token"), 1);
  s.dt.expireTokens();
  await other.send(s.at(s.g1), { text: "再来" }, "again");
  await one.send(s.at(s.g1), { text: "再来" }, "and again");
  assert.equal(asked(s, "token"), 2);
  const held = [...cache.held.entries()].join();
  assert.ok(!held.includes(s.dt.clientSecret));
  await Promise.all([one.stop(), other.stop()]);
});

test("no connection is used twice", async () => {
  await using s = await scene(idle);
  for (let n = 0; n < 4; n += 1) await s.bot.send(s.at(s.g1), { text: "你好" }, `k${n}`);
  const connections = s.dt.requests.map((one) => one.connection);
  assert.equal(new Set(connections).size, connections.length);
});

test("a long reply: several messages in order; a failure in the middle is taken up there, nothing twice", async () => {
  await using s = await scene(idle);
  const text = `**长文**\n${"快递员权益保障。\n".repeat(500)}`.trim();
  await s.bot.send(s.at(s.wang), { text: "先" }, "k0");
  const sent = s.dt.sent.length;
  let calls = 0;
  const { take } = s.dt.faults;
  s.dt.faults.take = (name) => (name === "group" && ++calls === 2 ? tooFast : take(name));
  await assert.rejects(s.bot.send(s.at(s.g1), { text }, "k1"), { outcome: "not-sent" });
  await s.bot.send(s.at(s.g1), { text }, "k1");
  const shown = s.dt.sent.slice(sent).map((one) => one.text);
  assert.ok(shown.length >= 3);
  assert.equal(shown.join("\n"), text);
});

test("without a template there are no buttons, nothing to edit, and a living reply is said by a way that has an id", async () => {
  await using s = await scene();
  assert.deepEqual([s.bot.traits.buttons, s.bot.edit, s.bot.recall], [false, undefined, undefined]);
  assert.deepEqual([s.bot.traits.coldDirect, s.bot.traits.idempotentForMs], [true, 0]);
  await s.hears(s.wang, s.g1, "招募");
  const receipt = await s.bot.send(s.at(s.g1), { text: "招募令", living: "callout:A12" }, "k1");
  assert.deepEqual([s.dt.sent[0]?.way, s.dt.sent[0]?.id], ["group", receipt.id]);
});

test("nothing secret and nobody's words reach the log or an error, whatever fails", async () => {
  await using s = await scene();
  const { messageId } = s.dt.says(s.wang, s.g1, "身份证号 110101", { mention: true });
  await s.dt.waitFor(() => s.dt.acks.some((ack) => ack.messageId === messageId));
  for (const fault of [
    badGateway,
    tooFast,
    sessionGone,
    says(400102, "身份证号 110101"),
    refuses(400, "x y 身份证号 110101", "110101"),
  ])
    for (const way of ["answer", "group", "token", "card"]) {
      s.dt.faults.next(way, fault);
      s.dt.expireTokens();
      await s.bot
        .send(s.at(s.g1), { text: "身份证号 110101" }, `${Math.random()}`)
        .catch((error) => s.house.lines.push(String(error), String((error as Error).cause)));
    }
  const log = s.house.lines.join("\n");
  assert.match(log, /QpsLimit/, "something is said");
  for (const secret of [s.dt.clientSecret, "new-token", "session", "ticket-", "110101", "身份证", "http://"])
    assert.ok(!log.includes(secret), `${secret} in ${log}`);
});
