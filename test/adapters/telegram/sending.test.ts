/** What is known of a message's fate, against the emulator: a thing shown is never shown twice. */
import assert from "node:assert/strict";
import { type AddressInfo, createServer } from "node:net";
import { type TestContext, test } from "node:test";
import type { DeliveryError } from "#bot";
import { type Options, telegramEmulator } from "../../emulators/telegram/index.ts";
import { rude } from "../../emulators/telegram/rude.ts";
import { listening, testHouse } from "./house.ts";

async function scene(t: TestContext, options: Options = {}) {
  const tg = await telegramEmulator(options);
  t.after(() => tg.close());
  const house = testHouse();
  const line = await listening(tg, house);
  t.after(() => line.adapter.stop());
  const wang = tg.user(5, "王师傅");
  tg.says(wang, wang, "/start");
  await line.until(1);
  return { tg, house, wang, group: tg.group(-1001, "东街骑手群"), ...line };
}

/** The error's fate, for one line of comparison. */
async function fate(sending: Promise<unknown>) {
  const error = await sending.then(
    () => assert.fail("it was sent"),
    (thrown: DeliveryError) => thrown,
  );
  return [error.outcome, error.retryAfterMs];
}

const shown = (tg: { sent: readonly { method: string; text: string }[] }) =>
  tg.sent.filter((sent) => sent.method.startsWith("send")).map((sent) => sent.text);

test("words with buttons arrive as HTML with an inline keyboard, and the receipt names the message", async (t) => {
  const { tg, adapter } = await scene(t);
  const buttons = [{ label: "我报名", says: "报名 A12" }];
  const receipt = await adapter.send("telegram:-1001", { text: "**招募** A12", buttons }, "k");
  const [sent] = tg.sent;
  assert.equal(sent?.body.parse_mode, "HTML");
  assert.equal(sent?.body.text, "<b>招募</b> A12");
  assert.deepEqual(sent?.body.reply_markup, { inline_keyboard: [[{ text: "我报名", callback_data: "报名 A12" }]] });
  assert.equal(receipt.id, `telegram:-1001:${sent?.message?.message_id}`);
});

test("429: not sent, with Telegram's own pause", async (t) => {
  const { tg, adapter } = await scene(t);
  tg.faults.next("sendMessage", rude.tooMany(3));
  assert.deepEqual(await fate(adapter.send("telegram:5", { text: "好" }, "k")), ["not-sent", 3000]);
  assert.deepEqual(shown(tg), []);
});

test("the twenty-first message a minute in a group meets a real 429", async (t) => {
  const clock = { now: 1_000_000 };
  const { tg, adapter } = await scene(t, { now: () => clock.now });
  for (let i = 0; i < 20; i++) await adapter.send("telegram:-1001", { text: `${i}` }, `k${i}`);
  clock.now += 10_000;
  assert.deepEqual(await fate(adapter.send("telegram:-1001", { text: "21" }, "k21")), ["not-sent", 50_000]);
  clock.now += 50_000;
  await adapter.send("telegram:-1001", { text: "21" }, "k21");
  assert.equal(shown(tg).length, 21);
});

test("a refused connection and an unknown host: not sent, and sent when the platform is back", async (t) => {
  const { tg, adapter, house } = await scene(t);
  await tg.refuse();
  assert.deepEqual(await fate(adapter.send("telegram:5", { text: "好" }, "k")), ["not-sent", undefined]);
  await tg.accept();
  await adapter.send("telegram:5", { text: "好" }, "k");
  assert.deepEqual(shown(tg), ["好"]);
  const lost = await listening({ root: "http://no-such-host.invalid", token: "1:x" }, house);
  t.after(() => lost.adapter.stop());
  assert.deepEqual(await fate(lost.adapter.send("telegram:5", { text: "好" }, "k")), ["not-sent", undefined]);
});

test("cut off after it was written, half an answer, HTML 502, 500: unknown, and shown once at most", async (t) => {
  const { tg, adapter } = await scene(t);
  for (const fault of [rude.drop, rude.half, rude.dropBefore, rude.badGateway, rude.serverError]) {
    tg.faults.next("sendMessage", fault);
    assert.deepEqual(await fate(adapter.send("telegram:5", { text: "好" }, "k")), ["unknown", undefined]);
  }
  assert.deepEqual(shown(tg), ["好", "好"]); // the first two were shown; the adapter itself repeated none
});

test("a connection cut during the TLS handshake has carried no word: not sent", async (t) => {
  const server = createServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  for (const [scheme, outcome] of [
    ["https", "not-sent"],
    ["http", "unknown"],
  ]) {
    const { adapter } = await listening({ root: `${scheme}://127.0.0.1:${port}`, token: "1:x" }, testHouse());
    const [seen] = await fate(adapter.send("telegram:5", { text: "好" }, "k"));
    await adapter.stop();
    assert.equal(seen, outcome, scheme);
  }
});

test("people who never started the bot, who blocked it, and groups without it: refused", async (t) => {
  const { tg, adapter, wang, group } = await scene(t);
  tg.user(6, "李");
  assert.deepEqual(await fate(adapter.send("telegram:6", { text: "好" }, "k")), ["refused", undefined]);
  tg.block(wang);
  assert.deepEqual(await fate(adapter.send("telegram:5", { text: "好" }, "k")), ["refused", undefined]);
  tg.removes(wang, group);
  assert.deepEqual(await fate(adapter.send("telegram:-1001", { text: "好" }, "k")), ["refused", undefined]);
  assert.deepEqual(await fate(adapter.send("telegram:-999", { text: "好" }, "k")), ["refused", undefined]);
  assert.deepEqual(await fate(adapter.send("lark:oc_1", { text: "好" }, "k")), ["refused", undefined]);
});

test("a wrong token can be mended: not sent, asked once a minute", async (t) => {
  const { tg, adapter } = await scene(t);
  tg.faults.next("sendMessage", rude.unauthorized);
  assert.deepEqual(await fate(adapter.send("telegram:5", { text: "好" }, "k")), ["not-sent", 60_000]);
});

test("a group that moved without a word: said in the new chat, and the house is told", async (t) => {
  const { tg, adapter, group, until } = await scene(t);
  tg.migrate(group, -1009, true);
  const receipt = await adapter.send("telegram:-1001", { text: "推送" }, "k");
  assert.match(receipt.id, /^telegram:-1009:/);
  const told = (await until(2))[1];
  assert.deepEqual(
    [told?.event, told?.chat, told?.text, told?.id],
    ["moved", "telegram:-1001", "telegram:-1009", "telegram:moved:-1001:-1009"],
  );
  await adapter.send("telegram:-1001", { text: "再推" }, "k2");
  assert.equal(tg.calls("sendMessage"), 3); // the new number is remembered
  assert.deepEqual(shown(tg), ["推送", "再推"]);
});

test("a long text goes on where it stopped: no piece is shown twice", async (t) => {
  const { tg, adapter } = await scene(t);
  const text = Array.from({ length: 3 }, (_, i) => `第${i}段${"字".repeat(4000)}`).join("\n\n");
  const pieces = () => shown(tg).map((piece) => piece.slice(0, 3));
  tg.faults.next("sendMessage", { kind: "late", ms: 1 });
  tg.faults.next("sendMessage", rude.tooMany(1));
  const reply = { text, buttons: [{ label: "好", says: "好" }] };
  assert.deepEqual(await fate(adapter.send("telegram:5", reply, "k")), ["not-sent", 1000]);
  assert.deepEqual(pieces(), ["第0段"]);
  const receipt = await adapter.send("telegram:5", reply, "k");
  assert.deepEqual(pieces(), ["第0段", "第1段", "第2段"]);
  assert.equal(receipt.id, `telegram:5:${tg.sent.at(-1)?.message?.message_id}`);
  assert.deepEqual(
    tg.sent.map((sent) => sent.body.reply_markup !== undefined),
    [false, false, true],
  );
  await adapter.recall(receipt);
  assert.equal(tg.sent.filter((sent) => sent.method === "deleteMessage").length, 3);
});

test("a mention calls those by name who spoke to the bot, others politely", async (t) => {
  const { tg, adapter, until, wang, group } = await scene(t);
  tg.says(tg.user(6, "路人"), group, "随便聊聊"); // not addressed: not even the name is kept
  tg.says(wang, group, "帮助", { mention: true });
  await until(3);
  await adapter.send("telegram:-1001", { text: "请看", mentions: ["telegram:5", "telegram:6"] }, "k");
  assert.equal(shown(tg)[0], "王师傅 您 请看");
  assert.deepEqual(
    tg.sent[0]?.message?.entities?.map((entity) => entity.user?.id),
    [5, 6],
  );
});

test("the start link leads a person from the group to the direct chat, where the code arrives", async (t) => {
  const { tg, adapter, until } = await scene(t);
  const li = tg.user(6, "李师傅");
  const buttons = [{ label: "私聊继续", says: "继续 K7M2", private: true as const }];
  await adapter.send("telegram:-1001", { text: "收到 K7M2", buttons }, "k");
  const link = /https:\/\/t\.me\/\S+/.exec(shown(tg)[0] ?? "")?.[0] ?? "";
  tg.follow(li, link);
  const message = (await until(2))[1];
  assert.deepEqual([message?.chat, message?.text], ["telegram:6", "继续 K7M2"]);
});

test("a link is wanted before the bot knows its name: it asks, and a failure there is not-sent", async (t) => {
  const tg = await telegramEmulator();
  t.after(() => tg.close());
  tg.group(-1001, "群");
  tg.faults.next("getMe", { kind: "late", ms: 60_000 }); // the start hangs
  const { adapter } = await listening(tg, testHouse());
  t.after(() => adapter.stop());
  while (tg.calls("getMe") < 1) await new Promise((done) => setImmediate(done));
  const reply = { text: "x", buttons: [{ label: "私聊", says: "继续 A", private: true as const }] };
  tg.faults.next("getMe", rude.badGateway);
  assert.deepEqual(await fate(adapter.send("telegram:-1001", reply, "k")), ["not-sent", undefined]);
  await adapter.send("telegram:-1001", reply, "k");
  assert.match(shown(tg)[0] ?? "", /xiaoyi_bot\?start=A/);
});

test("an answer stays in the topic of a forum that it was asked in; a topic that is gone leaves it to General", async (t) => {
  const { tg, adapter, wang, group, until } = await scene(t);
  tg.says(wang, group, "帮助", { mention: true, topic: 7 });
  const heard = (await until(2)).at(-1);
  assert.equal(heard?.topic, "7");
  const button = { label: "好", says: "好" };
  await adapter.send("telegram:-1001", { text: "在这里", topic: "7", buttons: [button] }, "k1");
  assert.equal(tg.sent.at(-1)?.message?.message_thread_id, 7);
  const [sent] = tg.sent.slice(-1);
  assert.ok(sent);
  tg.press(wang, sent, "好");
  assert.equal((await until(3)).at(-1)?.topic, "7");
  await adapter.send("telegram:-1001", { text: "在大厅", topic: "99" }, "k2");
  assert.equal(tg.sent.at(-1)?.message?.message_thread_id, undefined);
  assert.deepEqual(shown(tg).slice(-1), ["在大厅"]);
});
