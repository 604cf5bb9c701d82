import assert from "node:assert/strict";
import { test } from "node:test";
import { calendar } from "../../../src/calendar/index.ts";
import { readPage } from "../../../src/features/study/front-matter.ts";
import { look } from "../../../src/features/study/guard.ts";
import { hashOf, wordingOf } from "../../../src/features/study/hash.ts";
import { pick } from "../../../src/features/study/next.ts";
import { inOrder, nextFree } from "../../../src/features/study/plan.ts";
import { search } from "../../../src/features/study/search.ts";
import { nextPush, readShifts } from "../../../src/features/study/shift.ts";
import { readMoment } from "../../../src/features/study/when.ts";

const NOW = Date.parse("2026-11-23T09:00:00+08:00");
const days = calendar("Asia/Shanghai", () => NOW);
const at = (time: string) => Date.parse(`${time}:00+08:00`);

test("a library file: front matter, heading, defaults", () => {
  const page = readPage(
    '---\ntitle: "雨天"\nid: Rain-1\nminutes: 2\nseries: 骑行\norder: 3\nslot: "9:05"\n---\n慢一点。\n',
    "x.md",
  );
  assert.deepEqual(
    [page?.id, page?.title, page?.text, page?.minutes, page?.series, page?.ord, page?.slot],
    ["rain-1", "雨天", "慢一点。", 2, "骑行", 3, "09:05"],
  );
  const bare = readPage("# 只有标题\n\n正文", "雨天.md");
  assert.equal(bare?.title, "只有标题");
  assert.equal(bare?.text, "正文");
  assert.match(bare?.id ?? "", /^f[0-9a-f]{8}$/);
  assert.equal(readPage("---\ntitle: x\n---\n\n", "x.md"), undefined);
  assert.equal(readPage("没有标题", "x.md"), undefined);
  assert.equal(readPage("---\ntitle: x\nslot: 25:00\n---\ny", "x.md")?.slot, "");
});

test("any change of title, text, time or audience is another wording to approve", () => {
  const item = { title: "a", text: "b", push_at: 1, slot: "", audience: "" };
  const others = [
    { title: "c" },
    { text: "c" },
    { push_at: 2 },
    { push_at: null },
    { slot: "12:10" },
    { audience: "c" },
  ];
  const hashes = [item, ...others.map((other) => ({ ...item, ...other }))].map(hashOf);
  assert.equal(new Set(hashes).size, hashes.length);
  assert.equal(hashOf({ ...item }), hashOf(item));
  assert.equal(wordingOf(item), wordingOf({ ...item, title: "a" }));
});

test("the guard names what sounds compulsory, presses people or leads outside", () => {
  const found = look("请务必今天18点前打卡 ＠所有人，见 https://evil.example/x 和 https://www.gov.cn/y");
  assert.deepEqual(found.words, ["务必", "打卡", "@所有人"]);
  assert.equal(found.pressing, true);
  assert.deepEqual(found.hosts, ["evil.example"]);
  assert.deepEqual(look("雨天慢行，想看就看。"), { words: [], pressing: false, hosts: [] });
  assert.equal(look("@所有人 祝大家平安").pressing, false);
  // The pattern keeps no memory between two calls.
  assert.equal(look("@所有人 今天内回复").pressing && look("@所有人 今天内回复").pressing, true);
});

const item = (id: string, more: object = {}) => ({
  id,
  source: "library" as "library" | "chat",
  series: "",
  ord: 0,
  approved_at: 1,
  push_at: null as number | null,
  ...more,
});

test("what comes next: the followed series, fresh words of the unit, a begun series, the rest", () => {
  const all = [
    item("a", { approved_at: 1 }),
    item("s2", { series: "骑行", ord: 2, approved_at: 2 }),
    item("s1", { series: "骑行", ord: 1, approved_at: 3 }),
    item("new", { source: "chat", push_at: NOW, approved_at: 4 }),
    item("old", { source: "chat", push_at: NOW - 9 * 86_400_000, approved_at: 5 }),
  ];
  const order = (given: string[], follows = ""): string[] => {
    const next = pick(all, new Set(given), follows, NOW);
    return next ? [next.id, ...order([...given, next.id], follows)] : [];
  };
  assert.deepEqual(order([]), ["new", "a", "s1", "s2", "old"]);
  assert.deepEqual(order([], "骑行"), ["s1", "s2", "new", "a", "old"]);
  assert.deepEqual(order(["s1"]).slice(0, 2), ["new", "s2"]);
  assert.equal(pick(all, new Set(all.map((one) => one.id)), "", NOW), undefined);
});

test("search by pairs of characters", () => {
  const shelf = [
    { id: "1", title: "电池别进楼", text: "飞线充电很危险", series: "" },
    { id: "2", title: "路口", text: "大车右转有盲区", series: "骑行" },
  ];
  assert.deepEqual(
    search(shelf, "飞线充电").map((one) => one.id),
    ["1"],
  );
  assert.deepEqual(
    search(shelf, "大车的盲区").map((one) => one.id),
    ["2"],
  );
  assert.deepEqual(
    search(shelf, "楼").map((one) => one.id),
    ["1"],
  );
  assert.deepEqual(search(shelf, "工资"), []);
  assert.deepEqual(search(shelf, "？！"), []);
});

test("shifts: half an hour before, never in quiet hours, never after the shift began", () => {
  assert.deepEqual(readShifts("10:00"), ["10:00"]);
  assert.deepEqual(readShifts("９点半和下午4点"), ["09:30", "16:00"]);
  assert.equal(readShifts("25:00"), undefined);
  assert.equal(readShifts("随便"), undefined);
  assert.equal(nextPush(["10:00"], NOW, days), at("2026-11-23T09:30"));
  assert.equal(nextPush(["10:00"], at("2026-11-23T09:30"), days), at("2026-11-24T09:30"));
  // 07:15 − 30 min lies in the quiet hours, which end at 07:00.
  assert.equal(nextPush(["07:15"], NOW, days), at("2026-11-24T07:00"));
  assert.equal(nextPush(["05:00"], NOW, days), undefined);
  assert.equal(nextPush([], NOW, days), undefined);
});

test("library items: the next day that is free, one a day, series in order", () => {
  assert.equal(nextFree("12:10", NOW, new Set(), days), at("2026-11-23T12:10"));
  assert.equal(nextFree("08:00", NOW, new Set(), days), at("2026-11-24T08:00"));
  assert.equal(nextFree("12:10", NOW, new Set(["2026-11-23", "2026-11-24"]), days), at("2026-11-25T12:10"));
  assert.equal(nextFree("23:00", NOW, new Set(), days), undefined);
  const planned = [
    { item: "two", ord: 2, slot: "12:10", due: at("2026-11-23T12:10") },
    { item: "one", ord: 1, slot: "18:00", due: at("2026-11-24T18:00") },
  ];
  assert.deepEqual(inOrder(planned, days), [
    { item: "one", due: at("2026-11-23T18:00") },
    { item: "two", due: at("2026-11-24T12:10") },
  ]);
  assert.deepEqual(
    inOrder(
      planned.toReversed().map((one) => ({ ...one, ord: 3 - one.ord })),
      days,
    ),
    [],
  );
});

test("one moment, as a secretary types it", () => {
  const wanted = at("2026-11-24T12:10");
  for (const text of [
    "2026-11-24 12:10",
    "２０２６－１１－２４　１２：１０",
    "11月24日 12点10分",
    "明天 12:10",
    "2026/11/24 12:10",
    "11-24 12:10",
  ]) {
    assert.equal(readMoment(text, days), wanted, text);
  }
  assert.equal(readMoment("明天下午2点半", days), at("2026-11-24T14:30"));
  for (const text of ["12:10", "2026-11-24", "随便", "2026-02-30 12:10"])
    assert.equal(readMoment(text, days), undefined, text);
});
