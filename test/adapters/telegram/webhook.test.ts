/** The webhook: what Telegram posts is heard once and in order; what others post is not. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { Forgery } from "../../emulators/telegram/hooks.ts";
import { type Options, telegramEmulator } from "../../emulators/telegram/index.ts";
import { rude } from "../../emulators/telegram/rude.ts";
import { listening, testHouse } from "./house.ts";

const SECRET = "Hook-Secret_1";

/** The adapter's routes behind a real port, as the process serves them. */
async function scene(t: TestContext, options: Options = {}) {
  const tg = await telegramEmulator(options);
  t.after(() => tg.close());
  const house = testHouse();
  let app = new Hono();
  const server = serve({ fetch: (request) => app.fetch(request), hostname: "127.0.0.1", port: 0 });
  await new Promise<void>((done) => server.once("listening", () => done()));
  t.after(() => server.close());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const url = `http://127.0.0.1:${port}/telegram/webhook`;
  const listen = async (receive?: Parameters<typeof listening>[2]) => {
    house.routes = new Hono();
    const line = await listening(tg, house, receive, { url, secret: SECRET });
    app = new Hono().route("/telegram", house.routes);
    t.after(() => line.adapter.stop());
    return line;
  };
  const set = async () => {
    await soon(() => tg.hooks.wanted);
  };
  return { tg, house, listen, set, url, wang: tg.user(5, "王师傅"), group: tg.group(-1001, "东街骑手群") };
}
const turn = () => new Promise((done) => setImmediate(done));

/** Resolves when it is so; rejects after half a minute. */
async function soon(so: () => unknown): Promise<void> {
  for (const last = performance.now() + 30_000; !so(); await turn())
    assert.ok(performance.now() < last, `in vain: ${so}`);
}

test("the webhook is set with the secret, the kinds and the order that we need; nothing is polled or thrown away", async (t) => {
  const { tg, listen, set, wang } = await scene(t);
  tg.says(wang, wang, "在它之前"); // waits at Telegram
  const { until, adapter } = await listen();
  await set();
  assert.deepEqual(tg.hooks.wanted, {
    secret_token: SECRET,
    max_connections: 1,
    allowed_updates: ["message", "callback_query", "my_chat_member"],
  });
  assert.equal((await until(1))[0]?.text, "在它之前");
  assert.equal(tg.calls("getUpdates"), 0);
  assert.equal(adapter.health(), undefined);
});

test("updates are heard in order and once; each is answered with an empty 200", async (t) => {
  const { tg, listen, set, wang } = await scene(t);
  const { until } = await listen();
  await set();
  const said = Array.from({ length: 50 }, (_, i) => `第${i}句`);
  for (const words of said) tg.says(wang, wang, words);
  assert.deepEqual(
    (await until(50)).map((message) => message.text),
    said,
  );
  await tg.hooks.pump();
  assert.equal(tg.updates.pending.length, 0);
  assert.deepEqual(new Set(tg.hooks.posted.map(({ status, body }) => `${status}${body}`)), new Set(["200"]));
});

test("200 comes after the message is stored, not before", async (t) => {
  const { tg, listen, set, wang } = await scene(t);
  let store = () => {};
  const { until } = await listen(() => new Promise<void>((done) => (store = done)));
  await set();
  tg.says(wang, wang, "好");
  await soon(() => tg.updates.pending.length > 0);
  for (let i = 0; i < 50; i += 1) await turn();
  assert.equal(tg.hooks.posted.length, 0);
  await soon(() => {
    store();
    return tg.hooks.posted.length > 0;
  });
  await until(1);
  assert.equal(tg.hooks.posted[0]?.status, 200);
});

test("what could not be stored is refused without a word, and posted again until it is; nothing overtakes it", async (t) => {
  const { tg, house, listen, set, wang } = await scene(t);
  let refusals = 2;
  const { until } = await listen(() => {
    if (refusals-- > 0) throw new Error("the disk is full: secret words");
  });
  await set();
  tg.says(wang, wang, "一");
  tg.says(wang, wang, "二");
  await soon(() => {
    void tg.hooks.pump(); // without the pause that Telegram makes
    return tg.updates.pending.length === 0;
  });
  assert.deepEqual(
    (await until(2)).map((message) => message.text),
    ["一", "二"],
  );
  assert.deepEqual(
    tg.hooks.posted.map(({ status, body }) => `${status}${body}`),
    ["503", "503", "200", "200"],
  );
  assert.ok(house.lines.every((line) => !line.includes("secret words")));
});

test("the same update again, and under a new number, keeps its message's id", async (t) => {
  const { tg, listen, set, wang } = await scene(t);
  const { until } = await listen();
  await set();
  const message = tg.says(wang, wang, "提诉求 工资");
  await until(1);
  tg.redeliver(message, "same");
  tg.redeliver(message, "new");
  assert.equal(new Set((await until(3)).map((one) => one.id)).size, 1);
});

const forgeries: [Forgery, number][] = [
  ["wrong secret", 401],
  ["no secret", 401],
  ["no update", 400],
  ["no JSON", 400],
  ["too long", 413],
  ["GET", 404],
];
for (const [how, status] of forgeries)
  test(`forged: ${how} is answered ${status} with nothing in it, and nothing is heard`, async (t) => {
    const { tg, house, listen, set, wang } = await scene(t);
    const { heard } = await listen();
    await set();
    const message = { message_id: 9, from: wang, chat: { id: 5, type: "private" }, date: 1, text: "任命 我 管理员" };
    const answer = await tg.hooks.forge(how, { update_id: 999, message });
    assert.equal(answer.status, status);
    if (how !== "GET") assert.equal(answer.body, "");
    assert.equal(heard.length, 0);
    assert.ok(house.lines.every((line) => !line.includes("任命") && !line.includes(SECRET)));
  });

test("a refusal is told to the log once a minute, however often somebody knocks", async (t) => {
  const { tg, house, listen, set } = await scene(t);
  await listen();
  await set();
  for (let i = 0; i < 5; i += 1) await tg.hooks.forge("wrong secret");
  assert.equal(house.lines.filter((line) => line.includes("refused")).length, 1);
});

test("before the bot knows itself, and after the stop, updates are put off, not lost", async (t) => {
  const { tg, listen, set, wang } = await scene(t);
  tg.faults.next("getMe", rude.serverError, 3);
  const { adapter, until } = await listen();
  assert.ok(adapter.health());
  await set();
  tg.says(wang, wang, "一");
  await until(1);
  await adapter.stop();
  tg.says(wang, wang, "二");
  await tg.hooks.pump();
  assert.equal(tg.hooks.posted.at(-1)?.status, 503);
  assert.equal(tg.updates.pending.length, 1);
  assert.ok(tg.hooks.wanted, "a stop leaves the webhook: what is said meanwhile waits at Telegram");
  const again = await listen();
  await soon(() => {
    void tg.hooks.pump(); // without the pause that Telegram makes
    return tg.updates.pending.length === 0;
  });
  assert.deepEqual(
    (await again.until(1)).map((message) => message.text),
    ["二"],
  );
});

test("setWebhook fails for a while: it is tried again, and health says so meanwhile", async (t) => {
  const { tg, house, listen, set } = await scene(t);
  tg.faults.next("setWebhook", rude.badGateway, 2);
  tg.faults.next("setWebhook", rude.tooMany(7));
  const { adapter } = await listen();
  assert.ok(adapter.health());
  await set();
  await soon(() => adapter.health() === undefined);
  assert.ok(house.pauses.includes(7_000));
});

test("somebody takes the webhook away: it is set again", async (t) => {
  const { tg, house, listen, set, url } = await scene(t);
  await listen();
  await set();
  await fetch(`${tg.root}/bot${tg.token}/deleteWebhook`);
  await soon(() => tg.calls("setWebhook") >= 2);
  await set();
  assert.equal(tg.updates.webhook, url);
  assert.ok(house.lines.some((line) => line.includes("changed the webhook")));
});

test("Telegram's failures to deliver are told to the log while they last; a balancer is not told to shut the door", async (t) => {
  let ago = 0;
  const { tg, house, listen, set } = await scene(t, { now: () => Date.now() - ago });
  const { adapter } = await listen();
  await set();
  const told = () => house.lines.filter((line) => line.includes("Connection timed out")).length;
  tg.hooks.fails("Connection timed out");
  await soon(() => told() > 0);
  assert.equal(adapter.health(), undefined);
  ago = 3_600_000;
  tg.hooks.fails("Connection timed out");
  const looks = tg.calls("getWebhookInfo");
  await soon(() => tg.calls("getWebhookInfo") > looks + 1);
  const before = told();
  await soon(() => tg.calls("getWebhookInfo") > looks + 4);
  assert.equal(told(), before);
});

test("a press through the webhook is stored and its spinner stopped", async (t) => {
  const { tg, listen, set, wang } = await scene(t);
  const { adapter, until } = await listen();
  await set();
  await adapter.send("telegram:-1001", { text: "招募", buttons: [{ label: "我报名", says: "报名 A12" }] }, "k");
  const [shown] = tg.sent;
  assert.ok(shown);
  const press = tg.press(wang, shown, "我报名");
  assert.equal((await until(1))[0]?.text, "报名 A12");
  await tg.waitFor((sent) => sent.method === "answerCallbackQuery");
  assert.equal(press.spinning(), false);
});

test("a stop is quick though the store hangs, and the update was not answered with 200", async (t) => {
  const { tg, listen, set, wang } = await scene(t);
  let stored = () => {};
  const hangs = new Promise<void>((done) => (stored = done));
  const { adapter } = await listen(() => {
    stored();
    return new Promise<void>(() => {});
  });
  await set();
  tg.says(wang, wang, "好");
  await hangs;
  const before = performance.now();
  await adapter.stop();
  assert.ok(performance.now() - before < 3_000);
  assert.equal(tg.hooks.posted.length, 0);
});

test("without a secret there is no route", async (t) => {
  const { tg, house } = await scene(t);
  const line = await listening(tg, house);
  t.after(() => line.adapter.stop());
  assert.equal(house.routes.routes.length, 0);
});
