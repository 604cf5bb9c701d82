import assert from "node:assert/strict";
import { test } from "node:test";
import { deidentified, namesPerson } from "../../../src/features/tickets/agenda/deidentify.ts";
import { type Talk, words } from "../../talk.ts";
import { complain, kept, street, to } from "./talk.ts";

/** Another secretary who may approve. */
async function second(talk: Talk): Promise<void> {
  await talk.role("secretary", "xu", "东街");
  await talk.direct("xu", "帮助", { name: "许书记" });
}

test("names, telephones, plates, doors and accused units are hidden; places and matters stay", () => {
  const hide = { people: ["王建国", "周书记"], units: [{ id: "e", name: "东街" }] };
  assert.equal(
    deidentified("我是王建国，电话13812345678，东街不管，李站长扣了我三百，车皖A·12345停在3号楼2单元501", hide),
    "我是某人,电话〔号码〕,某单位不管,某站长扣了我三百,车〔车牌〕停在〔门牌〕",
  );
  assert.equal(
    deidentified("东街路口没有停车的地方，外卖车天天被贴条", hide),
    "东街路口没有停车的地方,外卖车天天被贴条",
  );
  for (const text of [
    "王站长骂人",
    "张建国经理拿回扣",
    "老刘在东街打人",
    "钱总不发工资",
    "有个叫陈强的",
    "姓赵的骗我",
    "周书记收钱",
  ])
    assert.ok(namesPerson(text, [{ id: "z", name: "周书记" }]), text);
  for (const text of ["站长扣了我三百", "平台罚款太重", "工资拖了两个月", "押金总是不退", "小程序打不开"])
    assert.ok(!namesPerson(text, []), text);
});

test("overdue, disputed twice and met by many come up, each once; nobody can be told", async (t) => {
  const talk = await street(t);
  const overdue = await complain(talk, "wang", "站点拖欠工资，我是王师傅，电话13812345678");
  const twice = await complain(talk, "zhao", "车棚充电桩没人管，天天跑两里地", "保密");
  await talk.group("g2", "li", `认领 ${twice.no}`);
  for (let i = 0; i < 2; i++) {
    await talk.direct("li", `答复 ${twice.no} 已经和物业联系了`);
    await talk.direct("zhao", `没解决 ${twice.no}`);
    await talk.direct("zhao", "跳过");
  }
  for (const from of ["qian", "he", "r1"]) await complain(talk, from, "小区门岗不让外卖车进门，要走一公里", "保密");
  assert.match(words(await talk.direct("li", "议题")), /书记才能用/);
  await talk.clock("2026-11-27T10:00:00+08:00");
  const early = words(await talk.direct("zhou", "议题"));
  assert.match(early, /1\. \d+　两次没解决[\s\S]*2\. \d+　多人反映　投诉　东街　几人　小区门岗/);
  assert.doesNotMatch(early, new RegExp(overdue.no), "it is still in time");
  await talk.clock("2026-12-02T10:00:00+08:00");
  const text = words(await talk.direct("zhou", "议题 重拟"));
  assert.match(text, new RegExp(`${overdue.no}　超期未解决　投诉　东街　站点拖欠工资`));
  // Longer than a case's number, which is drawn by lot and may hold 138.
  assert.doesNotMatch(text, /王师傅|138\d{4}|赵师傅/);
  assert.equal(text.match(new RegExp(twice.no, "g"))?.length, 1);
});

test("what may be said against a named person never leaves the case", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "张伟站长收黑钱还打人");
  await talk.clock("2026-12-02T10:00:00+08:00");
  const text = words(await talk.direct("zhou", "议题"));
  assert.match(text, new RegExp(`${no}　超期未解决　投诉　东街　（涉及具体个人，内容不列）`));
  assert.doesNotMatch(text, /张伟|黑钱/);
});

test("a second person approves exactly what was read; decisions reach case, reporter and handler", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站点拖欠工资两个月");
  const other = await complain(talk, "zhao", "物业不让停车");
  await talk.group("g2", "li", `认领 ${no}`);
  await talk.clock("2026-12-02T10:00:00+08:00");
  assert.match(words(await talk.direct("zhou", `决定 ${no} 本月发`)), /没有上过批准的议题/);
  await talk.direct("zhou", "议题");
  await second(talk);
  await talk.direct("zhou", "议题 去 2");
  const first = await talk.press("@zhou", "zhou", "送审");
  assert.match(words(first, "@xu"), /周书记拟了/);
  const old = to(first, "@xu")[0]?.buttons?.[0]?.says ?? "";
  assert.match(words(await talk.direct("zhou", old)), /另一位负责人批准/, "nobody approves their own");
  await talk.direct("zhou", "议题 改 1 某站点欠薪");
  assert.match(words(await talk.direct("xu", old)), /后来改过/, "any change voids it");
  await talk.direct("zhou", "议题 送审");
  assert.match(words(await talk.direct("xu", old)), /后来改过/);
  const done = await talk.press("@xu", "xu", "批准");
  const read = to(done, "@zhou")[0]?.text ?? "";
  assert.match(read, /已批准[\s\S]*1\. 超期未解决　某站点欠薪/);
  assert.doesNotMatch(read, new RegExp(no), "a number may be known in a group");
  assert.match(words(await talk.direct("zhou", `决定 ${no}`)), /请说/);
  const decided = await talk.direct("zhou", `决定 ${no} 人社局牵头，月底前发放`);
  assert.match(words(decided, "@wang"), /联席会议，决定是：\n人社局牵头/);
  assert.match(words(decided, "@li"), /请落实/);
  assert.match(words(await talk.direct("wang", `查进度 ${no}`)), /联席会议决定：人社局牵头/);
  assert.match(words(await talk.direct("zhou", `决定 ${other.no} 建停车点`)), /没有上过/);
  assert.ok((await kept(talk)).includes('"deed":"decide"'));
});

test("whoever must recuse themselves can neither read nor approve; without a second person it waits", async (t) => {
  const talk = await street(t);
  await talk.role("member", "admin");
  await complain(talk, "wang", "许书记收了我的钱不办事");
  await talk.clock("2026-12-03T10:00:00+08:00");
  await second(talk);
  const shown = words(await talk.direct("zhou", "议题"));
  assert.match(shown, /内容不列/);
  const said = await talk.direct("zhou", "议题 送审");
  assert.deepEqual(to(said, "@xu"), []);
  assert.match(words(await talk.direct("xu", "议题")), /没有要上会的/);
});

test("a reporter who leaves takes their words off the agenda", async (t) => {
  const talk = await street(t);
  await complain(talk, "wang", "站点拖欠工资两个月");
  await talk.clock("2026-12-02T10:00:00+08:00");
  await talk.direct("zhou", "议题");
  await talk.direct("wang", "删除我的数据");
  await talk.direct("wang", "确认删除");
  const text = words(await talk.direct("zhou", "议题"));
  assert.match(text, /内容已按本人要求删除/);
  assert.doesNotMatch(text, /拖欠/);
});
