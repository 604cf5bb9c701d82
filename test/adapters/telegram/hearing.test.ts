/** Long polling against the emulator: nothing lost, nothing passed over, whatever the platform does. */
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

const turn = () => new Promise((done) => setImmediate(done));
const said = (count: number) => Array.from({ length: count }, (_, i) => `第${i}句`);

test("everything is heard in order, once each, and confirmed", async (t) => {
  const { tg, listen, wang } = await scene(t);
  for (const words of said(150)) tg.says(wang, wang, words); // more than one batch
  const { until, adapter } = await listen();
  const heard = await until(150);
  assert.deepEqual(
    heard.map((message) => message.text),
    said(150),
  );
  await adapter.stop();
  assert.equal(tg.updates.pending.length, 0);
});

test("unaddressed words of a group are passed on as such; with privacy mode on they do not come", async (t) => {
  const open = await scene(t);
  open.tg.says(open.wang, open.group, "中午吃什么");
  open.tg.says(open.wang, open.group, "帮助", { mention: true });
  const { until } = await open.listen();
  assert.deepEqual(
    (await until(2)).map((message) => message.addressed),
    [false, true],
  );

  const shut = await scene(t, { privacy: true });
  shut.tg.says(shut.wang, shut.group, "中午吃什么");
  shut.tg.says(shut.wang, shut.group, "帮助", { mention: true });
  const line = await shut.listen();
  // What that means for the people is told to whoever runs it, at the start.
  while (!shut.house.lines.some((one) => /隐私模式：开.*BotFather/.test(one))) await turn();
  assert.ok(open.house.lines.some((one) => /隐私模式：关/.test(one)));
  assert.deepEqual(
    (await line.until(1)).map((message) => message.text),
    ["帮助"],
  );
});

test("the same message again, as the same update and under a new one, keeps its id", async (t) => {
  const { tg, listen, wang } = await scene(t);
  const message = tg.says(wang, wang, "提诉求 工资");
  const { until } = await listen();
  await until(1);
  tg.redeliver(message, "same");
  tg.redeliver(message, "new");
  const ids = (await until(3)).map((one) => one.id);
  assert.deepEqual(new Set(ids), new Set([`telegram:5:${message.message_id}`]));
});

test("what was stored but not confirmed at a crash is delivered again; what was stored is confirmed at a stop", async (t) => {
  const { tg, listen, wang } = await scene(t);
  tg.says(wang, wang, "一");
  const { adapter, until } = await listen();
  await until(1);
  // Nothing has confirmed it yet: the poll that carried it is the last one so far.
  assert.equal(tg.updates.pending.length, 1);
  await adapter.stop();
  assert.equal(tg.updates.pending.length, 0);
  tg.says(wang, wang, "二");
  const again = await listen();
  assert.deepEqual(
    (await again.until(1)).map((message) => message.text),
    ["二"],
  );
});

test("a process that dies between storing and confirming hears the same update after its restart", async (t) => {
  const { tg, listen, wang } = await scene(t);
  tg.says(wang, wang, "一");
  tg.says(wang, wang, "二");
  const dead = await listen((message) => {
    // The store hangs at the second one, as a process that was killed there would.
    return message.text === "二" ? new Promise<void>(() => {}) : undefined;
  });
  await dead.until(1);
  const next = await listen();
  assert.deepEqual(
    (await next.until(2)).map((message) => message.text),
    ["一", "二"],
  );
});

test("a receive that throws is asked again, with growing pauses, and nothing overtakes it", async (t) => {
  const { tg, house, listen, wang } = await scene(t);
  for (const words of said(3)) tg.says(wang, wang, words);
  let refusals = 4;
  const { until } = await listen((message) => {
    if (message.text === "第1句" && refusals-- > 0) throw new Error("the disk is full");
  });
  assert.deepEqual(
    (await until(3)).map((message) => message.text),
    said(3),
  );
  assert.deepEqual(house.pauses, [500, 1000, 2000, 4000]);
});

test("409, 401, 500, HTML 502, half an answer and cut connections end nothing", async (t) => {
  const { tg, house, listen, wang } = await scene(t);
  const { conflict, unauthorized, serverError, badGateway, half, drop, dropBefore } = rude;
  for (const fault of [conflict, unauthorized, serverError, badGateway, half, drop, dropBefore]) {
    tg.faults.next("getMe", fault);
    tg.faults.next("getUpdates", fault);
  }
  tg.says(wang, wang, "还在吗");
  const { until, adapter } = await listen();
  assert.deepEqual(
    (await until(1)).map((message) => message.text),
    ["还在吗"],
  );
  assert.ok(house.pauses.length >= 14);
  assert.ok(Math.max(...house.pauses) <= 30_000);
  assert.equal(adapter.health(), undefined);
});

test("a 429 on polling is waited for as long as Telegram says", async (t) => {
  const { tg, house, listen, wang } = await scene(t);
  tg.faults.next("getUpdates", rude.tooMany(17));
  tg.says(wang, wang, "好");
  const { until } = await listen();
  await until(1);
  assert.deepEqual(house.pauses, [17_000]);
});

test("a platform that is down: start resolves, health says so, and all is heard when it comes back", async (t) => {
  const { tg, house, listen, wang } = await scene(t);
  await tg.refuse();
  const { until, adapter } = await listen();
  while (house.pauses.length < 3) await turn();
  assert.notEqual(adapter.health(), undefined);
  tg.says(wang, wang, "回来了");
  await tg.accept();
  await until(1);
  await tg.refuse();
  tg.says(wang, wang, "又回来了");
  await tg.accept();
  assert.equal((await until(2))[1]?.text, "又回来了");
});

test("a quiet platform is a healthy one: a poll that is held counts as reached", async (t) => {
  const { tg, listen } = await scene(t);
  const { adapter } = await listen();
  while (tg.calls("getUpdates") < 1) await turn();
  assert.equal(adapter.health(), undefined);
});

test("a webhook left over from elsewhere is removed, since it blocks polling", async (t) => {
  const { tg, listen, wang } = await scene(t);
  tg.updates.webhook = "https://elsewhere.example/hook";
  tg.says(wang, wang, "好");
  const { until } = await listen();
  await until(1);
  assert.equal(tg.calls("deleteWebhook"), 1);
});

test("a press is answered after it is stored, even when the first try to store it failed", async (t) => {
  const { tg, listen, wang, group } = await scene(t);
  let refusals = 1;
  let spinning = true;
  const { adapter, until } = await listen((message) => {
    if (!message.id.startsWith("telegram:press:")) return;
    spinning = press.spinning();
    if (refusals-- > 0) throw new Error("busy");
  });
  await adapter.send("telegram:-1001", { text: "招募", buttons: [{ label: "我报名", says: "报名 A12" }] }, "k");
  const [shown] = tg.sent;
  assert.ok(shown);
  const press = tg.press(wang, shown, "我报名");
  const [message] = await until(1);
  assert.equal(message?.text, "报名 A12");
  assert.equal(message?.chat, `telegram:${group.id}`);
  assert.equal(message?.replyTo, `telegram:-1001:${shown.message?.message_id}`);
  assert.equal(spinning, true); // while it was being stored
  await tg.waitFor((sent) => sent.method === "answerCallbackQuery");
  assert.equal(press.spinning(), false);
});

test("the pictures of an album follow the one whose caption calls the bot, wherever that one stands", async (t) => {
  const { tg, listen, wang, group } = await scene(t);
  const photo = new Uint8Array([1, 2, 3]);
  tg.says(wang, group, "", { photo, album: "a" });
  tg.says(wang, group, "", { photo, album: "a", mention: true, caption: "随手拍 井盖" });
  tg.says(wang, group, "", { photo, album: "a" });
  tg.says(tg.user(6, "李"), group, "", { photo, album: "a" }); // somebody else's, were the number the same
  tg.says(wang, group, "", { photo, album: "b" });
  const { until } = await listen();
  assert.deepEqual(
    (await until(5)).map((message) => message.addressed),
    [true, true, true, false, false],
  );
});

test("a username is known once its owner has spoken to the bot, and not by what they say in a group", async (t) => {
  const { tg, listen, group } = await scene(t);
  const boss = tg.user(1, "主管");
  const li = tg.user(6, "李", "li_sf");
  const { until } = await listen();
  const words = ["任命 @LI_sf 承办人 东街", { mention: true }] as const;
  tg.says(li, group, "随便聊聊");
  tg.says(boss, group, ...words);
  tg.says(li, li, "帮助");
  tg.says(boss, group, ...words);
  const heard = (await until(4)).map((message) => message.text);
  assert.equal(heard[1], "任命 @LI_sf 承办人 东街");
  assert.equal(heard[3], "任命 [@LI_sf](telegram:6) 承办人 东街");
});

test("a group that was migrated is told once per update, under one id", async (t) => {
  const { tg, listen, group } = await scene(t);
  tg.migrate(group, -1009);
  const { until } = await listen();
  const [one, other] = await until(2);
  assert.deepEqual([one?.event, one?.text], ["moved", "telegram:-1009"]);
  assert.equal(one?.id, other?.id);
});

test("an update that cannot be read is logged by its number and let go", async (t) => {
  const { tg, house, listen, wang } = await scene(t);
  tg.push({ message: { text: "无头", message_id: 1, date: 1, from: wang } });
  tg.says(wang, wang, "好");
  const { until } = await listen();
  assert.equal((await until(1))[0]?.text, "好");
  assert.ok(house.lines.some((line) => line.includes("could not be read") && !line.includes("无头")));
});

test("another program on the same token: health says what that means and what to do", async (t) => {
  const { tg, listen, wang } = await scene(t);
  tg.faults.next("getUpdates", rude.conflict, 1_000);
  const { adapter, until } = await listen();
  while (!/同一个令牌.*409/.test(adapter.health() ?? "")) await turn();
  tg.faults.clear();
  tg.says(wang, wang, "好");
  await until(1);
  assert.equal(adapter.health(), undefined);
});

test("after a week of silence Telegram counts updates anew: what has a lower number is heard all the same", async (t) => {
  const { tg, house, listen, wang } = await scene(t);
  let ahead = 0;
  house.now = () => Date.now() + ahead;
  tg.says(wang, wang, "一");
  const { until } = await listen();
  await until(1);
  while (tg.updates.pending.length > 0) await turn(); // confirmed
  ahead = 7 * 24 * 3_600_000;
  tg.updates.renumber(7);
  tg.says(wang, wang, "二");
  assert.equal((await until(2))[1]?.text, "二");
});
