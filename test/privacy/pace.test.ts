import assert from "node:assert/strict";
import { test } from "node:test";
import { labels, street, to } from "../features/tickets/talk.ts";
import { words } from "../talk.ts";
import { dumped } from "./dump.ts";
import { filed } from "./file.ts";

test("P38: a flood is slowed down kindly; what was written waits; emergency words and data rights work as ever", async (t) => {
  const talk = await street(t);
  assert.match(words(await talk.direct("zhou", "诉求上限 3 5")), /管理员|不能/, "no secretary sets it");
  assert.match(words(await talk.direct("admin", "诉求上限 3 5")), /每小时最多 3 件，每天最多 5 件/);
  for (const what of ["扣钱", "不派单", "充电柜坏了"]) await filed(talk, "wang", `站长的事：${what}`);
  await assert.rejects(filed(talk, "wang", "还有一件：车棚漏雨"), /前面的都收到了/);
  const slow = words(talk.said.slice(-1));
  assert.match(slow, /申诉/);
  assert.doesNotMatch(slow, /违规|滥用|骚扰|警告/, "nobody is blamed");
  // Others are not touched, danger comes first, rights stand.
  await filed(talk, "zhao", "站长扣了我三百块");
  assert.match(words(await talk.direct("wang", "有人被车撞了流了好多血")), /120/);
  assert.match(words(await talk.direct("wang", "我的数据")), /诉求|数据/);
  await talk.clock("2026-11-23T10:05:00+08:00");
  await filed(talk, "wang", "车棚漏雨两个月了");
  // The day's limit holds beyond the hour's.
  await talk.clock("2026-11-23T11:10:00+08:00");
  await filed(talk, "wang", "门口的灯不亮");
  await assert.rejects(filed(talk, "wang", "门口的井盖松了"), /前面的都收到了/);
});

test("P38: anonymous cases count too, and no row says so", async (t) => {
  const talk = await street(t);
  await talk.direct("admin", "诉求上限 2 5");
  await filed(talk, "wang", "站长扣了我三百块", "匿名");
  await filed(talk, "wang", "站长不给派单", "匿名");
  await assert.rejects(filed(talk, "wang", "站长骂人", "匿名"), /前面的都收到了/);
  const { id } = await talk.script.app.directory.of("terminal:wang");
  const rows = (await dumped(talk)).rows.filter((row) => row.table.startsWith("ticket_"));
  assert.ok(
    rows.every((row) => !JSON.stringify(row.values, plain).includes(id)),
    "the counter is in memory alone",
  );
});

test("P38: 申诉 reaches a secretary, who lifts it; the person hears of it", async (t) => {
  const talk = await street(t);
  await talk.direct("admin", "诉求上限 1 5");
  assert.match(words(await talk.direct("wang", "申诉 凭什么")), /没有被限制/);
  await filed(talk, "wang", "站长扣了我三百块");
  const said = await talk.direct("wang", "申诉 我替整个站的人报，不是乱提，电话13812345678");
  assert.match(words(said, "@wang"), /转给负责人/);
  assert.deepEqual([...to(said, "g1"), ...to(said, "g2")], [], "no group learns of it");
  const heard = said.filter((one) => !["@wang"].includes(one.to));
  assert.ok(heard.length > 0);
  assert.doesNotMatch(words(heard), /王师傅|13812345678/, "a code instead of a name");
  assert.match(words(await talk.direct("wang", "申诉 再说一次")), /已经转给/);
  const to_ = heard[0]?.to ?? "";
  const lifted = await talk.press(to_, to_.slice(1), "解除限制");
  assert.match(words(lifted, "@wang"), /申诉通过/);
  await filed(talk, "wang", "车棚漏雨");
});

test("P38: a ban needs a recorded reason, is told to that person alone, and another person hears the appeal", async (t) => {
  const talk = await street(t);
  const { no } = await filed(talk, "wang", "你们都是一群骗子骗子骗子");
  assert.match(words(await talk.direct("li", `限制提诉求 ${no} 反复辱骂`)), /书记|不能/, "no handler bars anybody");
  assert.match(words(await talk.direct("zhou", `限制提诉求 ${no}`)), /理由/);
  assert.match(words(await talk.group("g2", "zhou", `限制提诉求 ${no} 反复发送辱骂的话`), "g2"), /私聊/);
  const barred = await talk.direct("zhou", `限制提诉求 ${no} 反复发送辱骂的话`);
  assert.deepEqual([...new Set(barred.map((one) => one.to))].sort(), ["@wang", "@zhou"]);
  assert.match(words(barred, "@wang"), /理由：反复发送辱骂的话/);
  await assert.rejects(filed(talk, "wang", "站长扣了我三百块"), /反复发送辱骂的话/);
  assert.match(words(await talk.direct("wang", "楼道里着火了")), /119/);
  assert.match(words(await talk.direct("wang", `查进度 ${no}`)), /等待认领/, "what was filed goes on");
  assert.match(words(await talk.direct("wang", "我的数据")), /不能提新诉求，理由：反复发送辱骂的话/);

  const said = await talk.direct("wang", "申诉 那天喝多了，以后不会");
  assert.equal(to(said, "@zhou").length, 0, "not to the one who barred them");
  const code = /代号 (\w{5})/.exec(words(said, "@admin"))?.[1] ?? "";
  assert.match(words(await talk.direct("zhou", `解除限制 ${code}`)), /不归您/);
  assert.match(words(await talk.direct("admin", `维持限制 ${code}`)), /理由/);
  assert.match(words(await talk.direct("admin", `维持限制 ${code} 再观察一个星期`), "@wang"), /再观察一个星期/);
  assert.deepEqual(labels(await talk.direct("wang", "继续")).slice(0, 1), ["提交"], "the draft is still there");
  const again = await talk.direct("wang", "申诉 一个星期过去了");
  const second = /代号 (\w{5})/.exec(words(again, "@admin"))?.[1] ?? "";
  assert.match(words(await talk.direct("admin", `解除限制 ${second}`), "@wang"), /解除/);
  assert.match(words(await talk.press("@wang", "wang", "提交"), "@wang"), /已提交/);

  const hidden = await filed(talk, "zhao", "站长骂人", "匿名");
  assert.match(words(await talk.direct("zhou", `限制提诉求 ${hidden.no} 反复发送辱骂的话`)), /匿名/);
  await talk.direct("zhou", `限制提诉求 ${no} 反复发送辱骂的话`);
  await talk.direct("wang", "删除我的数据");
  await talk.press("@wang", "wang", "确认删除");
  const bans = (await dumped(talk)).rows.filter((row) => row.table === "ticket_bans");
  assert.deepEqual(bans, [], "data rights reach the ban as well");
});

const plain = (_: string, value: unknown) => (typeof value === "bigint" ? Number(value) : value);
