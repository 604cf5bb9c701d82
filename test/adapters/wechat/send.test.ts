/** What the bot says, over the real gRPC wire: calls, files, and what is known of a message's fate. */
import assert from "node:assert/strict";
import { DeliveryError, type Reply } from "#bot";
import { picture } from "../../contracts/checks/storing.ts";
import { rude, status } from "../../emulators/wechat/rude.ts";
import { hasty, type Scene, scene, wired } from "./house.ts";

function keep(s: Scene, bytes: Uint8Array): NonNullable<Reply["files"]>[number] {
  s.house.kept.set("sha", bytes);
  return { kind: "image", ref: "file:sha", name: "今日学习.png", bytes: bytes.length };
}

async function failure(work: Promise<unknown>): Promise<[string, number | undefined]> {
  const error = await work.then(
    () => assert.fail("it did not fail"),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof DeliveryError, String(error));
  return [error.outcome, error.retryAfterMs];
}

wired("words in a room call the people who are named, and name those who are not", async () => {
  await using s = await scene();
  s.wx.alias(s.g1, s.zhao, "东街-赵");
  const text = "[@王师傅](wechat:wxid_wang) 轮到您了";
  await s.wechat.send(s.at(s.g1), { text, mentions: [s.at(s.wang), s.at(s.zhao)] }, "k1");
  await s.wechat.send(s.at(s.wang), { text: "私下说", mentions: [s.at(s.wang)] }, "k2");
  const [room] = s.wx.shownIn(s.g1);
  assert.equal(room?.text, "@东街-赵\u2005@王师傅\u2005 轮到您了");
  assert.deepEqual(room?.mentions.toSorted(), [s.wang, s.zhao]);
  assert.deepEqual(s.wx.shownIn(s.wang)[0]?.mentions, []);
});

wired("a picture goes out whole, before its words, small and large", async () => {
  await using s = await scene();
  for (const size of [900, 400_003]) {
    const bytes = picture(size);
    await s.wechat.send(s.at(s.g1), { text: "今日学习", files: [keep(s, bytes)] }, `k${size}`);
    const [file, words] = s.wx.shownIn(s.g1).slice(-2);
    assert.ok(file?.file?.bytes.equals(bytes));
    assert.equal(file?.file?.name, "今日学习.png");
    assert.equal(words?.text, "今日学习");
  }
});

wired("a picture whose answer is lost was shown once, and its fate is unknown", async () => {
  await using s = await scene();
  s.wx.faults.next("file", rude.drop);
  const sending = s.wechat.send(s.at(s.g1), { text: "", files: [keep(s, picture(400_003))] }, "k");
  assert.equal((await failure(sending))[0], "unknown");
  assert.equal(s.wx.sent.length, 1);
});

wired("a refused picture is refused, and not sent another way", async () => {
  await using s = await scene();
  s.wx.faults.next("file", rude.forbidden);
  const sending = s.wechat.send(s.at(s.g1), { text: "", files: [keep(s, picture(900))] }, "k");
  assert.equal((await failure(sending))[0], "refused");
  assert.equal(s.wx.sent.length, 0);
});

wired("what failed half-way goes on with the part that failed", async () => {
  await using s = await scene();
  s.wx.faults.next("send", rude.tooOften);
  const reply = { text: "今日学习", files: [keep(s, picture(900))] };
  const [outcome, ms] = await failure(s.wechat.send(s.at(s.g1), reply, "k"));
  assert.equal(outcome, "not-sent");
  assert.ok((ms ?? 0) >= 60_000);
  await s.wechat.send(s.at(s.g1), reply, "k");
  assert.deepEqual(
    s.wx.sent.map((one) => (one.file ? "file" : one.text)),
    ["file", "今日学习"],
  );
});

wired("a reply of two messages waits until there is room for both, and is never torn", async () => {
  let now = Date.now();
  await using s = await scene({ house: hasty(() => now) });
  const reply = { text: "今日学习", files: [keep(s, picture(900))] };
  for (const key of ["k1", "k2"]) await s.wechat.send(s.at(s.g1), reply, key);
  await s.wechat.send(s.at(s.g1), { text: "五" }, "k3");
  const [outcome, ms = 0] = await failure(s.wechat.send(s.at(s.g1), reply, "k4"));
  assert.equal(outcome, "not-sent");
  assert.equal(s.wx.sent.length, 5, "half of it was shown");
  now += ms;
  await s.wechat.send(s.at(s.g1), reply, "k4");
  assert.equal(s.wx.sent.length, 7);
  assert.equal(s.wx.limits.refused, 0);
});

wired("each status has its fate; none of them, nor the log, quotes the words", async () => {
  await using s = await scene();
  const fates: [number, string][] = [
    [2, "unknown"],
    [3, "refused"],
    [5, "refused"],
    [7, "refused"],
    [8, "not-sent"],
    [13, "unknown"],
    [16, "not-sent"],
  ];
  for (const [n, [code, outcome]] of fates.entries()) {
    const room = s.at(s.wx.group(`g${n}`)); // each in a room of its own: six a minute are all there are
    s.wx.faults.next("send", status(code, "工资没发 was refused"));
    const sending = s.wechat.send(room, { text: "工资没发" }, `k${code}`);
    await assert.rejects(sending, (error: DeliveryError) => {
      assert.equal(error.outcome, outcome, `status ${code}`);
      assert.ok(!error.message.includes("工资"));
      return true;
    });
  }
  assert.ok(!s.house.lines.join().includes("工资"));
});

wired("taken back once, and again; too late is refused; without an id it cannot be", async () => {
  let now = Date.now();
  await using s = await scene({ emulator: { now: () => now } });
  const first = await s.wechat.send(s.at(s.g1), { text: "作废", files: [keep(s, picture(900))] }, "k1");
  await s.wechat.recall?.(first);
  await s.wechat.recall?.(first);
  assert.deepEqual(s.wx.shownIn(s.g1), []);
  const second = await s.wechat.send(s.at(s.g1), { text: "太晚了" }, "k2");
  now += 121_000;
  assert.equal((await failure(Promise.resolve(s.wechat.recall?.(second))))[0], "refused");
});

wired("a service that tells no ids: the key stands for them", async () => {
  await using s = await scene({ emulator: { noIds: true } });
  const receipt = await s.wechat.send(s.at(s.g1), { text: "请问您在哪一站？" }, "k1");
  assert.equal(receipt.id, "k1");
  assert.equal((await failure(Promise.resolve(s.wechat.recall?.(receipt))))[0], "refused");
  const [shown] = s.wx.shownIn(s.g1);
  assert.ok(shown);
  s.wx.says(s.wang, s.g1, "东街站", { quote: shown });
  await s.until(1);
  assert.equal(s.heard[0]?.replyTo, "k1");
});

wired("nobody logged in: not-sent, with a pause", async () => {
  await using s = await scene({ emulator: { loggedOut: true }, offline: true });
  const [outcome, ms] = await failure(s.wechat.send(s.at(s.g1), { text: "早" }, "k"));
  assert.equal(outcome, "not-sent");
  assert.ok((ms ?? 0) > 0);
});

wired("another platform's address is refused", async () => {
  await using s = await scene();
  assert.equal((await failure(s.wechat.send("lark:oc_1", { text: "早" }, "k")))[0], "refused");
});
