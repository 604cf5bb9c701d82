import assert from "node:assert/strict";
import { test } from "node:test";
import type { TicketTables } from "../../../src/features/tickets/store/tables.ts";
import { type Talk, words } from "../../talk.ts";
import { complain, labels, street, to } from "./talk.ts";

/** Three riders, one of them twice, complain of one gate. */
async function gate(talk: Talk): Promise<string[]> {
  const nos: string[] = [];
  for (const [i, from] of ["wang", "zhao", "qian", "wang"].entries())
    nos.push((await complain(talk, from, `小区门岗不让外卖车进门，要走一公里${i}`, "保密")).no);
  return nos;
}

test("a class is offered, previewed and confirmed; everybody is told once and in private", async (t) => {
  const talk = await street(t);
  const nos = await gate(talk);
  const hidden = await complain(talk, "he", "小区门岗不让外卖车进门，要走一公里了", "匿名");
  const other = await complain(talk, "he", "工资拖欠两个月没给");
  await talk.group("g2", "li", `认领 ${nos[1]}`);
  const offered = await talk.direct("zhou", "批量答复");
  assert.match(words(offered), /投诉　5 件　小区门岗不让外卖车进门/);
  assert.equal(labels(offered).length, 1);
  const chosen = await talk.press("@zhou", "zhou", labels(offered)[0] ?? "");
  assert.match(words(chosen), /这一类 5 件/);
  assert.doesNotMatch(words(chosen), new RegExp(other.no));
  const preview = await talk.direct("zhou", "已和物业说好，从明天起走东门");
  assert.match(words(preview), /将答复 5 件，私聊告诉 3 人，每人一次；另有 1 件联系不上/);
  assert.deepEqual(
    preview.map((one) => one.to),
    ["@zhou"],
    "nothing before it is confirmed",
  );
  const done = await talk.press("@zhou", "zhou", "发出");
  assert.match(words(done, "@zhou"), /已答复 5 件/);
  const db = talk.script.app.database.db.withTables<TicketTables>();
  for (const no of [...nos, hidden.no]) {
    const past = await db.selectFrom("ticket_events").selectAll().where("ticket", "=", no).orderBy("seq").execute();
    const row = await db.selectFrom("tickets").selectAll().where("no", "=", no).executeTakeFirstOrThrow();
    assert.deepEqual(
      past.map(({ seq, deed, side }) => [seq, deed, side]),
      [
        [1, "submit", "reporter"],
        [2, "claim", "staff"],
        [3, "reply", "staff"],
      ],
      "nobody's case is taken first, then answered",
    );
    assert.deepEqual([row.seq, row.state], [3, "replied"]);
  }
  for (const who of ["wang", "zhao", "qian"]) {
    const heard = to(done, `@${who}`);
    assert.equal(heard.length, 1, `${who} is told once`);
    assert.match(heard[0]?.text ?? "", /从明天起走东门/);
  }
  assert.match(words(done, "@wang"), new RegExp(`${nos[0]}、${nos[3]}|${nos[3]}、${nos[0]}`));
  assert.deepEqual(labels(to(done, "@zhao")), ["解决了", "没解决"]);
  assert.match(words(done, "@li"), new RegExp(`${nos[1]} 已由负责人一并答复`));
  assert.doesNotMatch(words(done, "g1"), /东门/);
  assert.match(words(await talk.direct("he", `查进度 ${hidden.no}-${hidden.code}`)), /从明天起走东门/);
  assert.match(words(await talk.direct("zhou", "批量答复")), /没有可以一起答复的/, "nobody is answered twice");
  assert.match(words(await talk.press("@zhao", "zhao", "没解决"), "g2"), /重新办理/);
});

test("what is left out, settled meanwhile or not theirs is not touched", async (t) => {
  const talk = await street(t);
  const nos = await gate(talk);
  await talk.role("secretary", "xu", "西街");
  await talk.direct("xu", "帮助");
  assert.match(words(await talk.direct("xu", "批量答复")), /没有可以一起答复的/);
  assert.match(words(await talk.direct("xu", `批量答复 ${nos[0]}`)), /没有可以一起答复的/);
  assert.match(words(await talk.direct("li", "批量答复")), /书记才能用/);
  assert.doesNotMatch(words(await talk.group("g2", "zhou", "批量答复"), "g2"), /小区/);
  await talk.direct("zhou", `批量答复 ${nos[0]}`);
  assert.match(words(await talk.direct("zhou", `去 ${nos[1]}`)), /这一类 3 件/);
  await talk.direct("zhou", "从明天起走东门");
  await talk.direct("qian", `撤回诉求 ${nos[2]}`);
  const done = await talk.direct("zhou", "发出");
  assert.match(words(done, "@zhou"), /已答复 2 件.*另有 1 件刚刚变动/);
  assert.deepEqual(to(done, "@zhao"), []);
  assert.deepEqual(to(done, "@qian"), []);
  const seen = words(await talk.direct("wang", `谁看过我的诉求 ${nos[0]}`));
  assert.doesNotMatch(seen, /周书记/);
});

test("the reporter may know that a secretary read their words in a list", async (t) => {
  const talk = await street(t);
  const [no] = await gate(talk);
  await talk.direct("zhou", "批量答复");
  assert.match(words(await talk.direct("wang", `谁看过我的诉求 ${no}`)), /书记　在待办里看到/);
});
