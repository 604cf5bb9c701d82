/** The emulator keeps to what it says of itself: numbers for choices, limits, echoes, and its own rudeness. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { newLimits } from "../../emulators/wechat/limits.ts";
import { numberOf } from "../../emulators/wechat/numbers.ts";
import { rude } from "../../emulators/wechat/rude.ts";
import { scene, wired } from "./house.ts";

test("a choice is known by the number before its label, in the last line alone", () => {
  const text = "周六护送考生\n1 报名\n\n回复：1 我报名　2 不去了　10 别的 事";
  assert.deepEqual(
    ["我报名", "不去了", "别的 事", "报名"].map((label) => numberOf(text, label)),
    ["1", "2", "10", undefined],
  );
  assert.equal(numberOf("没有可选的", "报名"), undefined);
});

test("limits: counted over a window that slides, in each chat and in all", () => {
  let now = 0;
  const limits = newLimits(() => now);
  for (let n = 0; n < limits.chatPerMinute; n += 1) limits.count("a");
  assert.throws(() => limits.count("a"), /过于频繁/);
  limits.count("b");
  assert.equal(limits.refused, 1);
  assert.equal(limits.busiest(60_000, "a"), limits.chatPerMinute);
  now += 60_000;
  limits.count("a");
  limits.enforced = false;
  for (let n = 0; n < 50; n += 1) limits.count("a");
});

wired("people choose by saying the number, in the room or directly", async () => {
  await using s = await scene();
  await s.wechat.send(s.at(s.g1), { text: "谁去？\n\n回复：1 我报名　2 不去了" }, "k");
  const [shown] = s.wx.shownIn(s.g1);
  assert.ok(shown);
  s.wx.press(s.wang, shown, "不去了");
  await s.until(1);
  assert.deepEqual([s.heard[0]?.text, s.heard[0]?.chat], ["2", s.at(s.g1)]);
  assert.throws(() => s.wx.press(s.wang, shown, "没有的"), /没有的/);
});

wired("too often: refused by the platform, which the adapter tells as later", async () => {
  await using s = await scene();
  s.wx.limits.chatPerMinute = 2;
  const sends = Array.from({ length: 5 }, (_, n) => s.wechat.send(s.at(s.g1), { text: `${n}` }, `k${n}`));
  const outcomes = (await Promise.allSettled(sends)).map((one) => one.status === "rejected" && one.reason.outcome);
  assert.equal(outcomes.filter((one) => one === "not-sent").length, 3);
  assert.deepEqual([s.wx.shownIn(s.g1).length, s.wx.limits.refused], [2, 3]);
});

wired("out of order: the later event first, as puppets now and then have it", async () => {
  await using s = await scene();
  const first = s.wx.says(s.wang, s.wang, "一");
  s.wx.says(s.wang, s.wang, "二", { at: s.house.now() - 5_000 });
  s.wx.again(first);
  await s.until(3);
  assert.deepEqual(
    s.heard.map((one) => one.text),
    ["一", "二", "一"],
    "what came first is first, whatever its time says",
  );
});

wired("a fault is met once, and only by what it is named for", async () => {
  await using s = await scene();
  s.wx.faults.next("recall", rude.inside);
  const receipt = await s.wechat.send(s.at(s.g1), { text: "作废" }, "k");
  await assert.rejects(Promise.resolve(s.wechat.recall?.(receipt)), { outcome: "unknown" });
  await s.wechat.recall?.(receipt);
  assert.deepEqual(s.wx.shownIn(s.g1), []);
});
