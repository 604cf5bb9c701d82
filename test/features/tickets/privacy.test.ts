import assert from "node:assert/strict";
import { test } from "node:test";
import { words } from "../../talk.ts";
import { complain, kept, labels, numberIn, photo, street, to } from "./talk.ts";

test("P10: the group hears a number alone, whatever is said there", async (t) => {
  const talk = await street(t);
  const said = [
    await talk.group("g1", "wang", "提诉求 站长扣了我三百块"),
    await talk.group("g1", "zhao", "投诉"),
    await talk.group("g1", "qian", "微心愿 想要件雨衣"),
    await talk.group("g1", "he", "随手拍 通道堵了", photo(talk)),
  ];
  for (const one of said) assert.match(words(one, "g1"), /^已登记，编号 \d{6}，细节请私聊我。$/);
});

test("P12: whoever is named is told nothing, finds nothing, claims nothing; the others are told one by one", async (t) => {
  const talk = await street(t);
  const { no, said } = await complain(talk, "wang", "孙主任收了我两百块不办事");
  assert.deepEqual(to(said, "g2"), [], "no card where the accused sits");
  assert.deepEqual(to(said, "@sun"), []);
  assert.ok(to(said, "@li").length === 1 && to(said, "@zhou").length === 1);
  const unknown = words(await talk.direct("sun", "查看 482913"));
  for (const word of ["查看", "认领", "答复", "退回"])
    assert.equal(words(await talk.direct("sun", `${word} ${no}`)), unknown);
  assert.doesNotMatch(words(await talk.direct("sun", "我的待办")), new RegExp(no));
  assert.doesNotMatch(words(await talk.group("g2", "li", "我的待办")), new RegExp(no));
  assert.equal(words(await talk.group("g2", "li", `查看 ${no}`)), unknown, "nor is it shown to others in that room");
  await talk.press("@li", "li", "认领");
  const done = await talk.direct("li", `办结 ${no} 已约谈并退还两百元`);
  assert.deepEqual([...to(done, "g2"), ...to(done, "@sun")], []);
  const late = await talk.clock("2026-12-15T10:00:00+08:00");
  assert.deepEqual([...to(late, "g2"), ...to(late, "@sun")], []);
});

test("P12: when the unit itself is accused, the unit above has it", async (t) => {
  const talk = await street(t);
  await talk.direct("zhou", "帮助");
  const { directory, database } = talk.script.app;
  await database.unit(async (tx) => {
    const above = await directory.makeUnit(tx, "新区");
    const east = await directory.unit("东街");
    await tx
      .withTables<{ units: { id: string; parent: string | null } }>()
      .updateTable("units")
      .set({ parent: above.id })
      .where("id", "=", east?.id ?? "")
      .execute();
  });
  await talk.bind("g9", "新区", "handlers");
  await talk.role("handler", "ma", "新区");
  const { no, said } = await complain(talk, "wang", "东街社区的干部乱收费");
  assert.deepEqual(to(said, "g2"), []);
  assert.match(words(said, "g9"), new RegExp(no));
  assert.match(words(await talk.direct("li", `查看 ${no}`)), /没有找到/);
  assert.match(words(await talk.group("g9", "ma", `认领 ${no}`), "@ma"), /由您承办/);
});

test("P12: a handler named afterwards loses the case, and somebody else is told", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  await talk.press("g2", "sun", "认领");
  const said = await talk.direct("wang", `补充 ${no} 孙主任和站长是亲戚`);
  assert.deepEqual(to(said, "@sun"), []);
  assert.doesNotMatch(words(said, "g2"), /亲戚/);
  assert.match(words(said, "@li"), /亲戚/);
  assert.match(words(await talk.direct("sun", `查看 ${no}`)), /没有找到/);
  await talk.direct("li", `认领 ${no}`);
  assert.match(words(await talk.direct("li", `答复 ${no} 已另派人核实`), "@wang"), /已另派人核实/);
});

test("nobody handles their own complaint", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "li", "站长扣了我三百块");
  assert.match(words(await talk.direct("li", `认领 ${no}`)), /没有找到/);
  assert.match(words(await talk.group("g2", "sun", `认领 ${no}`), "@li"), /已认领|认领/);
});

test("P13: confidential means an alias for everybody, and no own name in the words", async (t) => {
  const talk = await street(t);
  const { said } = await complain(talk, "wang", "我是王师傅，站长扣了我三百块", "保密");
  assert.match(words(said, "g2"), /我是来访者-\w{4}，站长扣了我三百块/);
  assert.doesNotMatch(words(said, "g2"), /王师傅/);
  const alias = /来访者-\w{4}/.exec(words(said, "g2"))?.[0];
  const other = await complain(talk, "wang", "车被物业扣了要两百块", "保密");
  assert.doesNotMatch(words(other.said, "g2"), new RegExp(alias ?? "-"), "two cases of one person do not join");
});

test("P13: of an anonymous reporter the store holds nothing; the code is the only way back", async (t) => {
  const talk = await street(t, "2026-11-23T10:17:31+08:00");
  const opened = await talk.group("g1", "wang", "提诉求 站长扣了我三百块");
  const first = numberIn(opened);
  await talk.press("@wang", "wang", "跳过");
  assert.match(words(await talk.press("@wang", "wang", "匿名")), /换一个新编号/);
  const filed = await talk.press("@wang", "wang", "提交");
  const receipt = words(filed, "@wang");
  const [, no = "", code = ""] = /编号 \*\*(\d+)\*\*，查询码 \*\*(\w{8})\*\*/.exec(receipt) ?? [];
  assert.notEqual(no, first, "the number said in the group is everybody's knowledge");
  assert.match(receipt, /不能主动通知您/);
  const person = await talk.script.app.directory.of("terminal:wang");
  const all = await kept(talk);
  assert.ok(!all.includes(person.id) && !all.includes("wang") && !all.includes("王师傅") && !all.includes(code));
  const midnight = Date.parse("2026-11-23T00:00:00+08:00");
  assert.ok(all.includes(`"created_at":${midnight}`), "dated, not timed");

  const unknown = words(await talk.direct("wang", "查进度 482913"));
  assert.equal(words(await talk.direct("wang", `查进度 ${no}`)), unknown, "not without the code");
  assert.equal(words(await talk.direct("wang", `查进度 ${no}-23456789`)), unknown, "not with another");
  assert.match(words(await talk.direct("zhao", `查进度 ${no} ${code.toLowerCase()}`)), /等待认领/, "from any account");
  assert.deepEqual(to(filed, "g2"), [], "not in the same breath: the hour's post tells of it");
  assert.match(words(await talk.clock("2026-11-23T11:00:00+08:00"), "g2"), new RegExp(no));
  await talk.press("g2", "li", "认领");
  const asked = await talk.direct("li", `追问 ${no} 哪个站点`);
  assert.match(words(asked), /时限不停/);
  assert.match(words(await talk.direct("wang", `查进度 ${no}-${code}`)), /哪个站点/);
  const added = await talk.direct("wang", `补充 ${no}-${code} 东门站`);
  assert.match(words(added, "@wang"), /整点/);
  assert.deepEqual(to(added, "@li"), []);
  assert.match(words(await talk.clock("2026-11-23T12:00:00+08:00"), "@li"), /东门站/);
  await talk.direct("li", `办结 ${no} 三百元已退到账户`);
  assert.match(words(await talk.direct("wang", `没解决 ${no} ${code}`), "@wang"), /重新办理/);
  assert.match(words(await talk.clock("2026-11-23T13:00:00+08:00"), "g2"), /没解决/);
  assert.ok(!(await kept(talk)).includes(person.id), "nor does anything said later join the two");
  assert.match(words(await talk.direct("wang", `撤回诉求 ${no}-${code}`)), /已撤回/);
});

test("a foreign, an unknown and a mistyped number give one answer; in a group nothing is told at all", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  const wrong = `${no.slice(0, 5)}${(Number(no[5]) + 1) % 10}`;
  const answers = [no, "482913", wrong].map(async (one) => words(await talk.direct("zhao", `查进度 ${one}`)));
  assert.equal(new Set(await Promise.all(answers)).size, 1);
  assert.match(words(await talk.direct("zhao", `没解决 ${no}`)), /没有找到/);
  assert.match(words(await talk.direct("zhao", `撤回诉求 ${no}`)), /没有找到/);
  const own = await talk.group("g1", "wang", `查进度 ${no}`);
  const foreign = await talk.group("g1", "zhao", `查进度 ${no}`);
  assert.equal(words(own, "g1"), words(foreign, "g1"));
  assert.match(words(own, "@wang"), /等待认领/);
});

test("P22, P37: every opening by staff is entered, and the reporter sees unit and role, never a name", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  await talk.press("g2", "li", "认领");
  await talk.direct("zhou", `查看 ${no}`);
  await talk.direct("li", "我的待办");
  const seen = words(await talk.direct("wang", `谁看过我的诉求 ${no}`));
  for (const what of ["承办群收到", "认领时打开", "东街 书记　打开查看", "待办里看到"])
    assert.ok(seen.includes(what), what);
  assert.doesNotMatch(seen, /李主任|周书记/);
  assert.match(words(await talk.direct("zhao", `谁看过我的诉求 ${no}`)), /没有找到/);
});

test("解决了吗 is a question, 解决了 the answer; twice does no harm", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  await talk.press("g2", "li", "认领");
  await talk.direct("li", `答复 ${no} 已约谈站长，三日内退款`);
  assert.deepEqual(labels(await talk.direct("wang", "解决了吗")).slice(0, 1), [`查进度 ${no}`]);
  assert.deepEqual(labels(await talk.direct("wang", `解决了吗 ${no}`)), ["解决了", "没解决"]);
  assert.match(words(await talk.direct("wang", "解决了，谢谢")), /办结/);
  assert.match(words(await talk.direct("wang", `解决了 ${no}`)), /已经办结/);
});

test("撤回诉求: the handler knows; where others joined, the matter goes on without the reporter", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  await talk.press("g2", "li", "认领");
  const gone = await talk.direct("wang", `撤回诉求 ${no}`);
  assert.match(words(gone, "@li"), /撤回/);
  assert.doesNotMatch(words(gone, "g2"), /三百/);
  assert.doesNotMatch(words(await talk.direct("zhou", `查看 ${no}`)), /三百/);

  const place = { place: { lat: 35.6, lon: 104.7 } };
  await talk.direct("zhao", "随手拍 井盖没了", photo(talk));
  const hazard = numberIn(to(await talk.direct("zhao", "", place), "@zhao"));
  await talk.direct("qian", `我也遇到 ${hazard}`);
  const left = await talk.direct("zhao", `撤回诉求 ${hazard}`);
  assert.match(words(left, "@zhao"), /会接着办/);
  const zhao = await talk.script.app.directory.of("terminal:zhao");
  assert.ok(!(await kept(talk)).includes(zhao.id));
  assert.equal(to(await talk.group("g2", "li", `认领 ${hazard}`), "@qian").length, 1);
});
