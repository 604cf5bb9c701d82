/** The small judgements: evidence, likeness, accusation. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isEvidence } from "../../../src/features/tickets/case/evidence.ts";
import { accusedAmong, accusedPeople, accusedUnits } from "../../../src/features/tickets/intake/accused.ts";
import { hazardOf } from "../../../src/features/tickets/intake/guess.ts";
import { alike, apart, likelySame, type Matter, rounded } from "../../../src/features/tickets/intake/similar.ts";

test("a claim that it is done is no evidence", () => {
  for (const text of ["", "已处理", "已办结", "好了", "问题已解决", "处理完毕。", "OK", "已经处理好了，谢谢", "搞定！"])
    assert.equal(isEvidence(text, 0), false, text);
  for (const text of ["站点已退回三百元", "通道已清空，物业每天巡查", "钱已退三百", "paid back 300 yuan"])
    assert.equal(isEvidence(text, 0), true, text);
  assert.equal(isEvidence("", 1), true, "a picture is");
});

const hazard = (text: string, lat: number | null, lon: number | null, where = ""): Matter => ({
  kind: "hazard",
  text,
  where,
  hazard: hazardOf(text),
  lat,
  lon,
  datum: lat === null ? null : "gcj02",
});

test("the same hazard is known by place and words together", () => {
  const first = hazard("消防通道被电动车堵了", 35.5812, 104.6265);
  assert.ok(likelySame(hazard("消防通道堵死了", 35.5815, 104.6267), first));
  assert.ok(likelySame(hazard("逃生通道全是杂物", 35.5812, 104.6266), first), "the same category nearby");
  assert.ok(likelySame(hazard("", 35.5812, 104.6266), first), "a bare photo on the spot");
  assert.ok(!likelySame(hazard("路灯不亮", 35.5812, 104.6265), first), "another matter on the spot");
  assert.ok(!likelySame(hazard("消防通道被电动车堵了", 35.59, 104.6265), first), "a kilometre away");
  assert.ok(
    likelySame(
      hazard("消防通道堵了", null, null, "幸福小区3号楼"),
      hazard("消防通道又堵了", null, null, "幸福小区3号楼"),
    ),
  );
  assert.ok(
    !likelySame(hazard("消防通道堵了", null, null, "和平小区"), hazard("消防通道又堵了", null, null, "幸福里3号楼")),
  );
});

test("points of different datums are not compared: they differ by hundreds of metres", () => {
  const a = hazard("", 35.5812, 104.6265);
  assert.equal(apart(a, { ...a, datum: "wgs84" }), undefined);
  const metres = apart(a, { ...a, lat: 35.5822 });
  assert.ok(metres !== undefined && Math.abs(metres - 111) < 1);
  assert.deepEqual(rounded({ lat: 1.000_04, lon: 2.000_06, datum: "gcj02" }), { lat: 1, lon: 2.0001, datum: "gcj02" });
});

test("likeness of words is Dice's: one for the same, none for nothing in common", () => {
  assert.equal(alike("站长扣了我三百块", "站长扣了我三百块！"), 1);
  assert.equal(alike("站长扣钱", "路灯坏了"), 0);
  assert.equal(alike("", "路灯坏了"), 0);
});

test("staff whose name stands in the words is accused; one character is no name", () => {
  const staff = [
    { id: "1", name: "孙主任" },
    { id: "2", name: "李" },
    { id: "3", name: "" },
  ];
  const ids = (text: string) => accusedPeople(text, staff).map((one) => one.id);
  assert.deepEqual(ids("孙主任扣我钱"), ["1"]);
  assert.deepEqual(ids("孙 主 任扣我钱"), ["1"]);
  assert.deepEqual(ids("李某和孙子扣我钱"), []);
});

test("a unit's name accuses it unless it only says where", () => {
  const units = [{ id: "e", name: "东街" }];
  const accused = (text: string) => accusedUnits(text, units).length > 0;
  for (const text of [
    "投诉东街社区不作为",
    "东街的干部吃拿卡要",
    "东街社区主任骂人",
    "东街不管",
    "举报东街居委会乱收费",
  ])
    assert.ok(accused(text), text);
  for (const text of [
    "我在东街送餐被打了",
    "东街站站长扣了我三百块",
    "东街口堵车",
    "送到东街3号楼",
    "东街小区保安打人",
    "东街社区门口积水",
    "站长扣钱",
  ])
    assert.ok(!accused(text), text);
});

test("many names among many texts: nobody is found or missed by looking up their last letters", () => {
  const names = ["周书记", "周 书记", "李主任", "Ａnn", "大强", "强", "", "王㊔", "记", "主任李", "𠮷野家", "周书"];
  const staff = names.map((name, i) => ({ id: String(i), name }));
  const among = accusedAmong(staff);
  const letters = [...new Set(names.join("").split("")), "吗", " ", "女", "a", "N"];
  let found = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...letters, ...names), { maxLength: 12 }), (parts) => {
      const text = parts.join("");
      const ids = (people: readonly { id: string }[]) => people.map(({ id }) => id).sort();
      found += among(text).length;
      assert.deepEqual(ids(among(text)), ids(accusedPeople(text, staff)), text);
    }),
    { numRuns: 2_000 },
  );
  assert.ok(found > 1_000, `${found} names were found`);
});
