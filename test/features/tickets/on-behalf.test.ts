import assert from "node:assert/strict";
import { test } from "node:test";
import type { BackTables } from "../../../src/features/tickets/figures/store-back.ts";
import type { Said } from "../../../src/script.ts";
import { words } from "../../talk.ts";
import { kept, labels, street, to } from "./talk.ts";

const slip = (said: Said[]) => ({
  no: /编号 \*\*(\d+)\*\*/.exec(words(said))?.[1] ?? "",
  code: /查询码 \*\*(\w{8})\*\*/.exec(words(said))?.[1] ?? "",
});

test("a paper from the letter box becomes a case: source kept, nobody invented, a code for the one it is from", async (t) => {
  const talk = await street(t);
  const preview = await talk.direct("li", "代录 纸质 站点拖欠工资两个月，电话13812345678");
  assert.match(words(preview), /来源：纸质\n类别：投诉\n内容：站点拖欠工资两个月，电话138\*\*\*\*5678/);
  const said = await talk.press("@li", "li", "提交");
  const { no, code } = slip(to(said, "@li"));
  assert.ok(no && code);
  assert.match(words(said, "g2"), /站点拖欠工资[\s\S]*匿名/);
  assert.doesNotMatch(words(said, "g2"), new RegExp(code));
  const stored = await kept(talk);
  assert.ok(stored.includes('"person":null') && !stored.includes(code));
  const db = talk.script.app.database.db.withTables<BackTables>();
  assert.equal((await db.selectFrom("ticket_sources").selectAll().execute())[0]?.source, "paper");
  assert.match(words(await talk.direct("li", `查看 ${no}`)), /代录（纸质）/);
  // Somebody who has the slip follows it without being known.
  assert.match(words(await talk.direct("wang", `查进度 ${no}-${code}`)), /等待认领/);
});

test("what is missing is asked for, by button; identity numbers are refused; not in a group", async (t) => {
  const talk = await street(t);
  assert.match(words(await talk.direct("wang", "代录 来电 没人管")), /承办人才能用/);
  assert.doesNotMatch(words(await talk.group("g2", "li", "代录 来电 站点拖欠工资"), "g2"), /已登记|核对/);
  assert.deepEqual(labels(await talk.direct("li", "代录")), ["来电", "来访", "会议", "纸质"]);
  assert.match(words(await talk.press("@li", "li", "会议")), /请发提的内容/);
  const asked = await talk.direct("li", "座谈会上说夜里没灯");
  assert.ok(labels(asked).includes("建议"));
  assert.match(words(await talk.press("@li", "li", "建议")), /来源：会议\n类别：建议\n内容：座谈会上说夜里没灯/);
  assert.match(words(await talk.direct("li", "身份证 11010519491231002X")), /身份证/);
  assert.match(words(await talk.direct("li", "东门也没灯")), /夜里没灯\n东门也没灯/);
  assert.match(words(await talk.press("@li", "li", "提交")), /已登记/);
});

test("staff cannot speak for the one it is from; the one it is from can make it their own, in confidence", async (t) => {
  const talk = await street(t);
  await talk.direct("li", "代录 来访 投诉 站点乱扣钱");
  const { no, code } = slip(await talk.press("@li", "li", "提交"));
  await talk.direct("li", `认领 ${no}`);
  await talk.direct("li", `办结 ${no} 三百元已退还本人`);
  for (const staff of ["li", "sun", "zhou"])
    assert.match(words(await talk.direct(staff, `解决了 ${no}-${code}`)), /没有找到/, staff);
  assert.match(words(await talk.group("g1", "wang", `这是我提的 ${no}-${code}`), "g1"), /私聊/);
  assert.match(words(await talk.direct("wang", `这是我提的 ${no}-AAAA2222`)), /没有找到/);
  assert.match(words(await talk.direct("wang", `这是我提的 ${no}-${code}`)), /归您了（保密/);
  assert.match(words(await talk.direct("zhao", `这是我提的 ${no}-${code}`)), /没有找到/, "once");
  assert.match(words(await talk.direct("zhao", `查进度 ${no}-${code}`)), /没有找到/, "the code is void");
  const view = words(await talk.direct("li", `查看 ${no}`));
  assert.match(view, /来访者-/);
  assert.doesNotMatch(view, /王师傅/);
  const solved = await talk.direct("wang", `解决了 ${no}`);
  assert.match(words(solved, "@wang"), /办结/);
});

test("a truly anonymous case cannot be made somebody's: its code opens it, no more", async (t) => {
  const talk = await street(t);
  await talk.direct("wang", "提诉求 站长扣了我三百块");
  await talk.press("@wang", "wang", "跳过");
  await talk.press("@wang", "wang", "匿名");
  const { no, code } = slip(await talk.press("@wang", "wang", "提交"));
  assert.match(words(await talk.direct("wang", `这是我提的 ${no}-${code}`)), /没有找到/);
});
