import assert from "node:assert/strict";
import { test } from "node:test";
import { isPlace, placeIn, saysField } from "../../../src/features/tickets/intake/said.ts";

test("P45: a place that is called by its name is not asked for again", () => {
  const found: [string, string][] = [
    ["幸福小区3号楼消防通道堵了", "幸福小区3号楼"],
    ["我在幸福路站点被扣了三百块", "幸福路站点"],
    ["昨天下午，和平路公交站旁边井盖没了", "和平路公交站旁边"],
    ["就在阳光花园东门，保安不让进", "阳光花园东门"],
    ["人民医院门口的路灯坏了", "人民医院门口"],
    ["车在万达广场丢了", "万达广场"],
    ["建设路塌了一块", "建设路"],
  ];
  for (const [said, place] of found) assert.equal(placeIn(said), place, said);
});

test("a word for any place is none, and a unit with its people is not where but who", () => {
  for (const said of [
    "站长扣了我三百块",
    "送餐路上被撞了",
    "三号楼路灯不亮",
    "消防通道堵了",
    "外卖站点乱扣钱",
    "老旧小区没人管",
    "小区不让进",
    "这条路太黑",
    "网站打不开",
    "一直站着等",
    "东街社区的干部乱收费",
    "平台派单绕远路",
    "",
  ])
    assert.equal(placeIn(said), undefined, said);
});

test("P45: amount, day, who and how to reach are heard where they were said", () => {
  const heard = (text: string) =>
    (["amount", "date", "accused", "contact"] as const).filter((ask) => saysField(text, ask));
  assert.deepEqual(heard("站长上周三扣了我三百块，打我电话13812345678"), ["amount", "date", "accused", "contact"]);
  assert.deepEqual(heard("少发我四百多"), ["amount"]);
  assert.deepEqual(heard("11月3日的事"), ["date"]);
  assert.deepEqual(heard("路灯不亮"), []);
  assert.deepEqual(heard("等了三个人"), []);
  assert.ok(saysField("设备编号：A12，坏了", "free", "设备编号"));
  assert.ok(saysField("设备编号是12", "free", "设备编号"));
  assert.ok(!saysField("设备编号不知道", "free", "设备编号"));
});

test("a bare place is told from a description", () => {
  for (const said of ["东门口", "3号楼楼下", "和平路公交站旁边", "在东街站点", "幸福小区"])
    assert.ok(isPlace(said), said);
  for (const said of ["很危险", "上周三的事", "保安不让进小区还推我", "应该是五百块", "同事都看见了", ""])
    assert.ok(!isPlace(said), said);
});
