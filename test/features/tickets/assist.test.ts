/** 牵头 and 协办 in talk: who sees what, who may say what, and what never happens. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Talk, words } from "../../talk.ts";
import { complain, kept, labels, street, to } from "./talk.ts";

/** The street, and 西街 beside it with its handler xu and its group g3; wang's complaint, claimed by li of 东街. */
async function helped(t: Parameters<typeof street>[0], text = "站长扣了我三百块"): Promise<{ talk: Talk; no: string }> {
  const talk = await street(t);
  await talk.role("handler", "xu", "西街");
  await talk.direct("xu", "帮助", { name: "许主任" });
  await talk.bind("g3", "西街", "handlers");
  const { no } = await complain(talk, "wang", text);
  await talk.press("g2", "li", "认领");
  return { talk, no };
}

test("a secretary names who assists: they see it, tell the lead, and only the lead answers", async (t) => {
  const { talk, no } = await helped(t);
  assert.match(words(await talk.direct("xu", `查看 ${no}`)), /没有找到/);
  assert.match(words(await talk.direct("li", `协办 ${no} 西街`)), /书记才能用/);
  const named = await talk.direct("zhou", `协办 ${no} 西街 查一下站点的账`);
  assert.match(words(named, "g3"), /站长扣了我三百块[\s\S]*牵头：东街　协办：西街/);
  assert.match(words(named, "g3"), /要帮的是：查一下站点的账/);
  assert.deepEqual(labels(to(named, "g3").filter((one) => one.living)), ["意见", "查看"]);
  assert.match(words(named, "@wang"), /东街牵头，西街一起协办/);
  assert.doesNotMatch(words(named, "@wang"), /查一下站点的账/, "why stays among staff");
  assert.match(words(named, "@li"), /西街协办/);

  assert.match(words(await talk.direct("xu", "我的待办")), new RegExp(`协办的：\\n${no}`));
  assert.match(words(await talk.direct("xu", `查看 ${no}`)), /站长扣了我三百块/);
  for (const word of ["答复", "追问", "办结", "认领", "退回", "延期"]) {
    const said = await talk.direct("xu", `${word} ${no} 三百元已经退回本人`);
    assert.match(words(said), /您单位是协办[\s\S]*意见/, word);
    assert.deepEqual(to(said, "@wang"), [], word);
  }
  const advice = await talk.group("g3", "xu", `意见 ${no} 账上确实扣了三百`);
  assert.match(words(advice, "@li"), /协办单位西街的意见：\n账上确实扣了三百/);
  assert.deepEqual(to(advice, "@wang"), []);
  assert.match(words(await talk.direct("li", `查看 ${no}`)), /协办意见（西街）：账上确实扣了三百/);
  assert.doesNotMatch(words(await talk.direct("wang", `查进度 ${no}`)), /账上确实/);
  assert.match(words(await talk.direct("wang", `谁看过我的诉求 ${no}`)), /西街/, "the reporter may know who saw it");
  assert.match(words(await talk.direct("li", `意见 ${no} 我看看`)), /您单位是牵头[\s\S]*答复/);
});

test("each word about who assists is refused with what to say instead", async (t) => {
  const { talk, no } = await helped(t);
  assert.match(words(await talk.direct("zhou", `协办 ${no}`)), /协办到哪个单位。现有：[\s\S]*西街/);
  assert.match(words(await talk.direct("zhou", "东街")), /就是这个单位牵头/);
  assert.match(words(await talk.direct("zhou", `取消协办 ${no}`)), /没有协办单位[\s\S]*协办/);
  await talk.direct("zhou", `协办 ${no} 西街`);
  assert.match(words(await talk.direct("zhou", `协办 ${no} 西街`)), /已经在协办了[\s\S]*取消协办/);
  assert.match(words(await talk.direct("sun", `取消协办 ${no} 西街`)), /别人认领的/);
  assert.match(words(await talk.direct("xu", `意见 ${no}`)), /请发/);
  assert.match(words(await talk.direct("xu", "站长说知道了"), "@li"), /站长说知道了/);
});

test("the lead lets them go; reopening reaches them; what is over leaves their list", async (t) => {
  const { talk, no } = await helped(t);
  await talk.direct("zhou", `协办 ${no} 西街`);
  await talk.direct("li", `办结 ${no} 三百元已经退回本人`);
  assert.match(words(await talk.direct("wang", `没解决 ${no} 没收到钱`), "g3"), /没解决[\s\S]*没收到钱/);
  const gone = await talk.direct("li", `取消协办 ${no} 西街`);
  assert.match(words(gone, "g3"), /不用协办了/);
  assert.match(words(await talk.direct("xu", `查看 ${no}`)), /没有找到/);
  await talk.direct("zhou", `协办 ${no} 西街`);
  await talk.direct("wang", `撤回诉求 ${no}`);
  assert.match(words(await talk.direct("xu", "我的待办")), /没有待办/);
});

test("whoever is designated leads and assists no longer; the former lead does not stay by itself", async (t) => {
  const { talk, no } = await helped(t);
  await talk.direct("zhou", `协办 ${no} 西街`);
  const moved = await talk.direct("zhou", `指定 ${no} 西街`);
  assert.doesNotMatch(words(to(moved, "g3").filter((one) => one.living)), /协办/);
  assert.ok(labels(to(moved, "g3")).includes("认领"));
  assert.match(words(await talk.press("g3", "xu", "认领"), "@wang"), /西街的承办人认领/);
  assert.match(words(await talk.direct("li", `查看 ${no}`)), /没有找到/);
});

test("P12: neither the accused unit nor a person who is named is asked to assist or shown it", async (t) => {
  const one = await helped(t, "西街不办事还收我两百块");
  assert.match(words(await one.talk.direct("zhou", `协办 ${one.no} 西街`)), /不能请它协办/);
  const two = await helped(t, "许主任收了我两百块");
  const named = await two.talk.direct("zhou", `协办 ${two.no} 西街`);
  assert.deepEqual([...to(named, "g3"), ...to(named, "@xu")], [], "not where the accused sits");
  assert.match(words(await two.talk.direct("xu", `查看 ${two.no}`)), /没有找到/);
  assert.doesNotMatch(words(await two.talk.direct("xu", "我的待办")), new RegExp(two.no));
});

test("two secretaries at the same moment: nobody who assists loses the card", async (t) => {
  const { talk, no } = await helped(t);
  await talk.role("handler", "he", "南街");
  await talk.bind("g4", "南街", "handlers");
  await talk.role("secretary", "qian", "东街");
  await Promise.all([talk.direct("zhou", `协办 ${no} 西街`), talk.direct("qian", `协办 ${no} 南街`)]);
  await talk.clock("2026-11-23T09:05:00+08:00");
  for (const group of ["g3", "g4"]) {
    const last = talk.said.findLast((said) => said.to === group && said.living === `ticket:${no}`);
    assert.match(last?.text ?? "", /协办：(?=.*西街)(?=.*南街)/, group);
  }
});

test("said by a member, 意见 is a suggestion", async (t) => {
  const talk = await street(t);
  assert.match(words(await talk.direct("wang", "意见 驿站晚点关门")), /建议[\s\S]*驿站晚点关门/);
  assert.doesNotMatch(await kept(talk), /驿站晚点关门/);
});
