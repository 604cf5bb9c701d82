/** The end of a run, two runs at once, and what a run leaves in the log. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type Options, telegramEmulator } from "../../emulators/telegram/index.ts";
import { rude } from "../../emulators/telegram/rude.ts";
import { listening, testHouse } from "./house.ts";

/** An emulator with 王师傅 and a group, closed at the end of the test. */
async function scene(t: TestContext, options: Options = {}) {
  const tg = await telegramEmulator(options);
  t.after(() => tg.close());
  const house = testHouse();
  const listen = async (receive?: Parameters<typeof listening>[2]) => {
    const line = await listening(tg, house, receive);
    t.after(() => line.adapter.stop());
    return line;
  };
  return { tg, house, listen, wang: tg.user(5, "王师傅"), group: tg.group(-1001, "东街骑手群") };
}

test("stop ends a waiting poll within three seconds", async (t) => {
  const { tg, listen, wang } = await scene(t);
  tg.says(wang, wang, "好");
  const { adapter, until } = await listen();
  await until(1);
  while (tg.calls("getUpdates") < 2) await new Promise((done) => setImmediate(done));
  const before = performance.now();
  await adapter.stop();
  assert.ok(performance.now() - before < 1_000);
});

test("stop ends within three seconds when the store hangs, and when the platform is down", async (t) => {
  const { tg, listen, wang } = await scene(t);
  tg.says(wang, wang, "好");
  let stored = () => {};
  const hangs = new Promise<void>((done) => {
    stored = done;
  });
  const { adapter } = await listen(() => {
    stored();
    return new Promise<void>(() => {});
  });
  await hangs;
  await tg.refuse();
  const before = performance.now();
  await adapter.stop();
  assert.ok(performance.now() - before < 3_000);
  assert.equal(tg.updates.pending.length, 1); // it was not stored, so it was not confirmed
});

test("neither the token nor anybody's words reach the log", async (t) => {
  const { tg, house, listen, wang } = await scene(t);
  for (const fault of [rude.badGateway, rude.drop, rude.unauthorized]) tg.faults.next("*", fault, 2);
  tg.says(wang, wang, "我的秘密");
  const { adapter, until } = await listen();
  await until(1);
  await tg.refuse();
  await assert.rejects(adapter.send("telegram:5", { text: "我的秘密" }, "k"));
  await assert.rejects(
    adapter.fetch({ kind: "image", ref: "telegram:F1" }),
    (error: Error) => !error.message.includes(tg.token),
  );
  await adapter.stop();
  assert.ok(house.lines.length > 5);
  for (const line of house.lines) {
    assert.ok(!line.includes(tg.token) && !line.includes("TEST-TOKEN") && !line.includes("秘密"), line);
  }
});

test("two processes on one token: the platform ends one's poll with 409, both go on, nothing is lost", async (t) => {
  const { tg, house, listen, wang } = await scene(t);
  const one = await listen();
  const other = await listen();
  while (tg.calls("getUpdates") < 4) await new Promise((done) => setImmediate(done));
  const words = Array.from({ length: 20 }, (_, i) => `第${i}句`);
  for (const word of words) tg.says(wang, wang, word);
  while (new Set([...one.heard, ...other.heard].map((message) => message.id)).size < 20) {
    await new Promise((done) => setImmediate(done));
  }
  assert.ok(house.lines.some((line) => line.includes("409")));
});

test("a press that was stored just before the stop is still answered", async (t) => {
  const { tg, listen, wang } = await scene(t);
  const { adapter, until } = await listen();
  await adapter.send("telegram:-1001", { text: "招募", buttons: [{ label: "我报名", says: "报名 A12" }] }, "k");
  const [shown] = tg.sent;
  assert.ok(shown);
  tg.faults.next("answerCallbackQuery", { kind: "late", ms: 300 });
  const press = tg.press(wang, shown, "我报名");
  await until(1);
  const before = performance.now();
  await adapter.stop();
  assert.equal(press.spinning(), false);
  assert.ok(performance.now() - before > 200); // it waited for the answer to get through
});
