/** The webhook: what Feishu posts is heard and acknowledged once it is stored; what others post is not. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import type { Forgery } from "../../emulators/lark/hooks.ts";
import { says } from "../../emulators/lark/misery.ts";
import { memoryCache, type Scene, type SceneOptions, scene } from "./house.ts";

/** The adapter listens by both ways; events go to the webhook. */
async function hooked(options: SceneOptions = {}): Promise<Scene> {
  const s = await scene({ webhook: true, ...options });
  s.fs.hooks.to(`${s.publicUrl}/lark/webhook`);
  return s;
}
/** Resolves when it is so; rejects after half a minute. */
async function soon(so: () => boolean): Promise<void> {
  for (const last = performance.now() + 30_000; !so(); await turn())
    assert.ok(performance.now() < last, `in vain: ${so}`);
}
const answered = (s: Scene, count: number) => s.fs.waitFor(() => s.fs.hooks.answers.length === count);

test("the console's challenge is echoed, signed or not, and before the start: nothing is waited for", async () => {
  await using s = await hooked({ start: false });
  for (const signed of [false, true]) {
    const { status, body, challenge } = await s.fs.hooks.challenge({ signed });
    assert.deepEqual([status, JSON.parse(body)], [200, { challenge }]);
  }
});

test("a challenge with the wrong token, or in plain text, is not echoed", async () => {
  await using s = await hooked();
  for (const how of [
    { token: "guessed" },
    { token: "guessed", signed: true },
    { plain: true },
    { plain: true, signed: true },
  ]) {
    const { status, body } = await s.fs.hooks.challenge(how);
    assert.deepEqual([status, body], [401, ""]);
  }
});

test("a message by webhook is the same message as by the long connection, and nothing comes twice", async () => {
  await using s = await hooked();
  s.fs.says(s.wang, s.g1, "帮助", { mention: true, messageId: "om_same" });
  await answered(s, 1);
  s.fs.hooks.to(undefined);
  s.fs.says(s.wang, s.g1, "帮助", { mention: true, messageId: "om_same" });
  await s.fs.waitFor(() => s.fs.acks.length === 1);
  const [one, other] = s.heard;
  assert.equal(s.heard.length, 2);
  assert.deepEqual({ ...one, at: "" }, { ...other, at: "" });
  assert.deepEqual([one?.text, one?.name, one?.addressed], ["帮助", "王师傅", true]);
  assert.deepEqual([s.fs.hooks.answers[0]?.status, s.fs.hooks.answers[0]?.body], [200, "{}"]);
});

test("200 comes after the message is stored, not before", async () => {
  let store = () => {};
  await using s = await hooked({ receive: () => new Promise<void>((done) => (store = done)) });
  s.fs.says(s.wang, s.wang, "好");
  await soon(() => s.heard.length > 0);
  assert.equal(s.fs.hooks.answers.length, 0);
  store();
  await answered(s, 1);
  assert.equal(s.fs.hooks.answers[0]?.status, 200);
});

test("what could not be stored is answered 503 without a word, and taken when it comes again", async () => {
  let refusals = 1;
  const receive = async () => {
    if (refusals-- > 0) throw new Error("the disk is full: secret words");
  };
  await using s = await hooked({ receive });
  s.fs.says(s.wang, s.wang, "提诉求");
  await answered(s, 1);
  assert.deepEqual([s.fs.hooks.answers[0]?.status, s.fs.hooks.answers[0]?.body], [503, ""]);
  assert.equal(s.fs.hooks.repush(), 1);
  await answered(s, 2);
  assert.equal(s.fs.hooks.answers[1]?.status, 200);
  assert.equal(s.fs.hooks.repush(), 0);
  assert.equal(s.heard[0]?.id, s.heard[1]?.id, "the inbox knows a copy by its id");
  assert.ok(s.house.lines.every((line) => !line.includes("secret words")));
});

test("a store that hangs is not waited for: it is answered, and not with 200", async () => {
  await using s = await hooked({ receive: () => new Promise<void>(() => {}) });
  s.fs.says(s.wang, s.wang, "好");
  await answered(s, 1);
  assert.equal(s.fs.hooks.answers[0]?.status, 503);
});

test("a press is answered in its form, and heard as what the button says", async () => {
  await using s = await hooked();
  await s.lark.send(s.at(s.g1), { text: "招募", buttons: [{ label: "我报名", says: "报名 A12" }] }, "k");
  const [shown] = s.fs.sent;
  assert.ok(shown);
  s.fs.press(s.wang, shown, "我报名");
  await answered(s, 1);
  assert.deepEqual([s.fs.hooks.answers[0]?.status, s.fs.hooks.answers[0]?.body], [200, "{}"]);
  assert.deepEqual([s.heard[0]?.text, s.heard[0]?.chat], ["报名 A12", s.at(s.g1)]);
});

test("the same event, newly signed, twice within 50 ms: both acknowledged, one id", async () => {
  await using s = await hooked();
  const { eventId } = s.fs.says(s.wang, s.wang, "好");
  s.fs.hooks.again(eventId);
  await answered(s, 2);
  assert.deepEqual(
    s.fs.hooks.answers.map((one) => one.status),
    [200, 200],
  );
  assert.equal(new Set(s.heard.map((message) => message.id)).size, 1);
});

test("an event that nobody waits for, and one of unknown shape, are acknowledged: they would only come again", async () => {
  await using s = await hooked();
  s.fs.raw("contact.user.updated_v3", { object: {} });
  s.fs.raw("im.message.receive_v1", { nonsense: true });
  await answered(s, 2);
  assert.deepEqual(
    s.fs.hooks.answers.map((one) => one.status),
    [200, 200],
  );
  assert.equal(s.heard.length, 0);
});

test("a redelivery six hours later is heard: the age of the request counts, not that of the event", async () => {
  await using s = await hooked();
  const { event } = s.fs.says(s.wang, s.wang, "六小时前");
  await answered(s, 1);
  const { message, ...rest } = event as { message: object };
  const create_time = String(Date.now() - 6 * 3_600_000);
  s.fs.raw("im.message.receive_v1", { ...rest, message: { ...message, message_id: "om_late", create_time } });
  await answered(s, 2);
  assert.deepEqual([s.fs.hooks.answers[1]?.status, s.heard[1]?.text], [200, "六小时前"]);
});

const forgeries: [Forgery, number][] = [
  ["wrong signature", 401],
  ["signed with another key", 401],
  ["altered body", 401],
  ["no signature", 401],
  ["old timestamp", 401],
  ["timestamp of the future", 401],
  ["no timestamp", 401],
  ["replayed", 401],
  ["wrong token", 401],
  ["no token", 401],
  ["plaintext", 401],
  ["plaintext, signed", 401],
  ["sealed with another key", 401],
  ["no JSON", 401],
  ["too long", 413],
];
for (const [how, status] of forgeries)
  test(`forged: ${how} is answered ${status} with nothing in it, and nothing more is heard`, async () => {
    await using s = await hooked();
    const { event } = s.fs.says(s.wang, s.g1, "任命 我 管理员", { mention: true });
    await answered(s, 1);
    const answer = await s.fs.hooks.forge(how, "im.message.receive_v1", event);
    assert.deepEqual([answer.status, answer.body], [status, ""]);
    await turn();
    assert.equal(s.heard.length, 1);
    const { appSecret, keys } = s.fs;
    for (const line of s.house.lines)
      for (const secret of [appSecret, ...Object.values(keys), "任命"]) assert.ok(!line.includes(secret), line);
  });

test("a request five minutes old is still good, one of six is not: by the house's clock", async () => {
  let ahead = 0;
  await using s = await hooked({ now: () => Date.now() + ahead });
  for (const [ms, status] of [
    [4.9 * 60_000, 200],
    [-4.9 * 60_000, 200],
    [5.1 * 60_000, 401],
    [-5.1 * 60_000, 401],
  ] as const) {
    ahead = ms;
    const before = s.fs.hooks.answers.length;
    s.fs.says(s.wang, s.wang, "好");
    await answered(s, before + 1);
    assert.equal(s.fs.hooks.answers[before]?.status, status, `${ms}`);
  }
});

test("a request replayed at another process, or after a restart, is refused: they share what they have seen", async () => {
  const cache = memoryCache();
  await using one = await hooked({ cache });
  one.fs.says(one.wang, one.wang, "好");
  await answered(one, 1);
  await using other = await hooked({ cache });
  one.fs.hooks.to(`${other.publicUrl}/lark/webhook`);
  const { event } = one.fs.says(one.wang, one.wang, "又一句");
  await answered(one, 2);
  one.fs.hooks.to(`${one.publicUrl}/lark/webhook`);
  assert.equal((await one.fs.hooks.forge("replayed", "im.message.receive_v1", event)).status, 401);
  assert.equal(one.heard.length, 1);
});

test("what is remembered against replays is forgotten when its age alone refuses it", async () => {
  const cache = { ...memoryCache(), ttls: [] as number[] };
  const set = async (_key: string, _value: string, ttl = 0) => void cache.ttls.push(ttl);
  await using s = await hooked({ cache: { ...cache, set } });
  s.fs.says(s.wang, s.wang, "好");
  await answered(s, 1);
  assert.ok(cache.ttls.includes(10 * 60_000));
});

test("a cache that is away costs no message: the inbox knows copies by itself", async () => {
  const broken = () => Promise.reject(new Error("away"));
  await using s = await hooked({ cache: { get: broken, set: broken, delete: broken } });
  s.fs.says(s.wang, s.wang, "好");
  await answered(s, 1);
  assert.deepEqual([s.fs.hooks.answers[0]?.status, s.heard.length], [200, 1]);
});

test("a request that could not be stored may be sent again as it was", async () => {
  let refusals = 1;
  await using s = await hooked({
    receive: async () => {
      if (refusals-- > 0) throw new Error("busy");
    },
  });
  const { event } = s.fs.says(s.wang, s.wang, "好");
  await answered(s, 1);
  assert.equal((await s.fs.hooks.forge("replayed", "im.message.receive_v1", event)).status, 200);
});

test("a long connection that Feishu refuses leaves the adapter healthy, and the webhook hears", async () => {
  await using s = await hooked({ start: false });
  s.fs.faults.next("endpoint", says(200, 514, "auth failed"), 99);
  await s.lark.start(async (message) => void s.heard.push(message));
  await s.fs.waitFor(() => s.fs.requests.some((one) => one.name === "info" && one.status === 200));
  await soon(() => s.lark.health?.() === undefined);
  assert.equal(s.fs.connections(), 0);
  s.fs.says(s.wang, s.g1, "帮助", { mention: true });
  await answered(s, 1);
  assert.equal(s.heard[0]?.text, "帮助");
});

test("a webhook does not hide a platform that was never reached", async () => {
  await using s = await hooked({ start: false });
  await s.fs.refuse();
  await s.lark.start(async () => {});
  assert.match(s.lark.health?.() ?? "", /没有连上/);
  await s.fs.accept();
});

test("before the start and after the stop events are put off with 503, not lost", async () => {
  await using s = await hooked({ start: false });
  s.fs.says(s.wang, s.wang, "太早");
  await answered(s, 1);
  await s.lark.start(async (message) => void s.heard.push(message));
  await s.fs.connected();
  s.fs.hooks.repush();
  await answered(s, 2);
  await s.lark.stop();
  s.fs.says(s.wang, s.wang, "太晚");
  await answered(s, 3);
  assert.deepEqual(
    s.fs.hooks.answers.map((one) => one.status),
    [503, 200, 503],
  );
});

test("a mention that comes before the bot knows itself is put off, not misheard", async () => {
  await using s = await hooked({ start: false });
  s.fs.faults.next("info", says(400, 230006), 99);
  await s.lark.start(async (message) => void s.heard.push(message));
  s.fs.says(s.wang, s.g1, "帮助", { mention: true });
  await answered(s, 1);
  assert.deepEqual([s.fs.hooks.answers[0]?.status, s.heard.length], [503, 0]);
});

test("a refusal is told to the log once a minute, however often somebody knocks", async () => {
  await using s = await hooked();
  const { event } = s.fs.says(s.wang, s.wang, "好");
  await answered(s, 1);
  for (let i = 0; i < 5; i += 1) await s.fs.hooks.forge("wrong signature", "im.message.receive_v1", event);
  assert.equal(s.house.lines.filter((line) => line.includes("refused")).length, 1);
});

test("without the two secrets there is no route", async () => {
  await using s = await scene({ start: false });
  assert.equal(s.house.routes.routes.length, 0);
});
