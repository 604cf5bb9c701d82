/** (c) Seeds #1, #2: a study item that two people stand for, edited once, and delivered when each can take it in. */
import assert from "node:assert/strict";
import { RIDERS, tell } from "./harness.ts";

tell("(c), a study item,", "2026-11-23T09:00:00+08:00", ["zhou", "chen"], async (stage, { wang, zhao, zhou, chen }) => {
  const inGroup = () => stage.seen(RIDERS).filter((text) => text.includes("冬季骑行"));
  const toWang = () => stage.seen(wang).filter((text) => text.includes("冬季骑行"));

  await stage.privately(zhou, "写学习");
  for (const answer of ["冬季骑行", "出车前看胎压。", "2026-11-23 12:10", "全部"]) await stage.privately(zhou, answer);
  assert.match(stage.last(zhou), /冬季骑行[\s\S]*看胎压[\s\S]*12:10/);
  await stage.press(zhou, zhou, "送审");
  assert.match(stage.last(chen), /冬季骑行[\s\S]*看胎压[\s\S]*12:10/);
  await stage.privately(zhou, "通过 冬季骑行");
  assert.match(stage.last(zhou), /不能自己审/);

  await stage.privately(wang, "上班时间 16:30");
  assert.match(stage.last(wang), /16:30[\s\S]*16:00/);
  await stage.privately(zhao, "上班时间 06:00");
  assert.match(stage.last(zhao), /免打扰/, "half an hour before that is night");

  await stage.press(chen, chen, "通过");
  assert.match(stage.last(chen), /《冬季骑行》已通过/);
  assert.match(stage.last(zhou), /审核通过/);

  // Edited: the approval is void, and the old time passes without a word.
  await stage.privately(zhou, "修改 冬季骑行");
  await stage.privately(zhou, "出车前看胎压，看刹车。");
  await stage.press(zhou, zhou, "送审");
  assert.match(stage.all(zhou), /原来的审核已作废/);
  assert.match(stage.last(chen), /看刹车/);
  await stage.clock("2026-11-23T12:30:00+08:00");
  assert.deepEqual(inGroup(), [], "what was approved is not what is there now");

  // Its time is over, so a new one is asked for; one at night becomes the next morning.
  await stage.privately(zhou, "修改 冬季骑行");
  await stage.privately(zhou, "改时间");
  await stage.privately(zhou, "2026-11-23 23:10");
  assert.match(stage.last(zhou), /免打扰[\s\S]*11月24日/);
  await stage.press(zhou, zhou, "送审");
  await stage.press(chen, chen, "通过");
  assert.match(stage.last(chen), /11月24日.*07:00/);

  // To the rider privately at shift − 30 minutes, and not a minute sooner.
  await stage.clock("2026-11-23T15:59:00+08:00");
  assert.deepEqual(toWang(), []);
  await stage.clock("2026-11-23T16:01:00+08:00");
  assert.equal(toWang().length, 1);
  assert.match(toWang()[0] ?? "", /看胎压，看刹车。/);
  assert.deepEqual(inGroup(), []);

  // To the group at its time, never in the quiet hours.
  await stage.clock("2026-11-23T23:30:00+08:00");
  await stage.clock("2026-11-24T06:59:00+08:00");
  assert.deepEqual(inGroup(), []);
  await stage.clock("2026-11-24T07:01:00+08:00");
  assert.equal(inGroup().length, 1);
  assert.match(inGroup()[0] ?? "", /看胎压，看刹车。/);
  assert.doesNotMatch(stage.all(RIDERS), /出车前看胎压。/, "the unapproved wording was never shown");
  await stage.clock("2026-11-25T20:00:00+08:00");
  assert.equal(inGroup().length, 1, "once is enough");
  assert.equal(toWang().length, 1);
  assert.deepEqual(
    stage.seen(zhao).filter((text) => text.includes("冬季骑行")),
    [],
    "nobody is woken",
  );
});
