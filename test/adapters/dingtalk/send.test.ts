/** Sending against a platform in a bad mood: which way words take, what is known afterwards, and what people see. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DeliveryError } from "#bot";
import { dingtalkAdapter } from "../../../adapters/dingtalk/adapter.ts";
import type { Fault } from "../../emulators/dingtalk/faults.ts";
import { badGateway, refuses, says, sessionGone, tooFast, tooFastOld } from "../../emulators/dingtalk/misery.ts";
import { type Scene, scene, settingsFor, testHouse } from "./house.ts";

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
