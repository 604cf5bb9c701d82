import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { openTalk, type Talk, words } from "../../../talk.ts";
import { labels, to } from "../talk.ts";
import { changed, folder, REPAIR, reviewed, type Swap, written } from "./house.ts";

const MAP = `responsibility:
  - { kind: repair, lead: 维修队, assist: [西街] }
  - { category: fire, area: dong, lead: 消防站 }
  - { kind: help, lead: 还没建的单位 }
`;
const AREAS = `areas:
  - { id: dong, name: { zh: 东片, en: East }, units: [东街], words: [东街] }
`;
const OWN: Swap[] = [
  ["  wish:\n", REPAIR],
  ["areas: []\n", AREAS],
  ["responsibility: []\n", MAP],
  ["catch_all: top", "catch_all: 总站"],
];

/** 东街 with riders g1 and handlers g2; 维修队, 西街, 消防站 and 总站 each with a handlers' group of their own. */
async function town(t: TestContext, path: string): Promise<Talk> {
  const talk = await openTalk(t, { ADMINS: "terminal:admin", CASES_FILE: path });
  await talk.bind("g1", "东街");
  await talk.bind("g2", "东街", "handlers");
  await talk.bind("g3", "维修队", "handlers");
  await talk.bind("g4", "西街", "handlers");
  await talk.bind("g5", "消防站", "handlers");
  await talk.bind("g6", "总站", "handlers");
  await talk.role("handler", "gong", "维修队");
  await talk.role("handler", "li", "东街");
  await talk.direct("wang", "帮助", { name: "王师傅" });
  return talk;
}

test("a kind of the unit's own: its words, its fields, its names, its clock, its unit, and who assists", async (t) => {
  const talk = await town(t, written(t, reviewed(changed(...OWN))));
  assert.match(words(await talk.direct("wang", "报修")), /驿站里什么坏了？/);
  assert.match(words(await talk.direct("wang", "微波炉昨天不转了")), /在哪儿/, "the day was said");
  const where = await talk.direct("wang", "跳过");
  assert.match(words(where), /这一项要有才能往下办/, "what is needed cannot be left out");
  assert.deepEqual(labels(where), ["取消"]);
  assert.match(words(await talk.direct("wang", "东门那间")), /设备编号：请说一下/);
  assert.deepEqual(labels(await talk.direct("wang", "A12")), ["实名", "保密"], "anonymous is not to be had");
  assert.deepEqual(labels(await talk.direct("wang", "匿名")), ["实名", "保密"], "and is not taken for something else");
  const preview = words(await talk.direct("wang", "保密"));
  assert.match(preview, /报修/);
  assert.match(preview, /事：微波炉昨天不转了\n设备编号：A12\n在：东门那间/);
  const filed = await talk.press("@wang", "wang", "提交");
  assert.match(words(filed, "@wang"), /2026-11-27.*4 个工作日/);
  assert.match(words(filed, "g3"), /报修[\s\S]*设备编号：A12/);
  assert.match(words(filed, "g4"), /协办/);
  assert.deepEqual(to(filed, "g2"), []);
});

test("a field that is said anew at the preview takes the place of the first answer", async (t) => {
  const talk = await town(t, written(t, reviewed(changed(...OWN))));
  await talk.direct("wang", "报修 微波炉昨天不转了，在幸福小区东门，设备编号：A12");
  const preview = await talk.press("@wang", "wang", "保密");
  assert.match(words(preview), /设备编号：A12/);
  await talk.press("@wang", "wang", "修改");
  assert.match(words(await talk.press("@wang", "wang", "改设备编号")), /设备编号：请说一下/);
  assert.match(words(await talk.direct("wang", "B7")), /\n设备编号：B7\n/);
});

test("the map routes by category and area; a unit that does not exist leaves it to the catch-all", async (t) => {
  const talk = await town(t, written(t, reviewed(changed(...OWN))));
  await talk.group("g1", "wang", "随手拍 消防通道堵了");
  await talk.direct("wang", "三号楼");
  assert.match(words(await talk.press("@wang", "wang", "提交"), "g5"), /消防通道堵了/);
  await talk.direct("wang", "求助 没地方住");
  await talk.press("@wang", "wang", "跳过");
  await talk.press("@wang", "wang", "保密");
  const filed = await talk.press("@wang", "wang", "提交");
  assert.match(words(filed, "g6"), /没地方住/);
  assert.deepEqual(to(filed, "g2"), []);
});

test("new numbers touch no running case: what was promised stays, the next one has the new date", async (t) => {
  const dir = folder(t);
  const path = join(dir, "cases.yaml");
  const save = (...swaps: Swap[]) => writeFileSync(path, reviewed(changed(...OWN, ...swaps)));
  save();
  const talk = await town(t, path);
  const suggest = async (text: string) => {
    await talk.direct("wang", `建议 ${text}`);
    return words(await talk.press("@wang", "wang", "提交"), "@wang");
  };
  const first = await suggest("多装两个充电口");
  assert.match(first, /2026-12-07/);
  save(["due: 10 # 本项目约定，短于", "due: 3 # 短于"], ["words: [报修]", "retired: true\n    words: [报修]"]);
  await talk.restart();
  assert.match(words(await talk.direct("wang", `查进度 ${/\d{6,}/.exec(first)?.[0]}`)), /2026-12-07/);
  assert.match(await suggest("驿站晚点关门"), /2026-11-26/);
  assert.doesNotMatch(words(await talk.direct("wang", "报修")), /什么坏了/, "a retired kind is not opened any more");
});

test("a kind that the next file leaves out goes on to its end under its own name", async (t) => {
  const path = written(t, reviewed(changed(...OWN)));
  const talk = await town(t, path);
  await talk.direct("wang", "报修 微波炉昨天不转了，在幸福小区东门，设备编号：A12");
  await talk.press("@wang", "wang", "保密");
  const no = /\d{6,}/.exec(words(await talk.press("@wang", "wang", "提交"), "@wang"))?.[0] ?? "";
  writeFileSync(path, reviewed(changed(["version: 1", "version: 2"])));
  await talk.restart();
  assert.match(words(await talk.direct("wang", `查进度 ${no}`)), /报修/);
  assert.match(words(await talk.group("g3", "gong", `认领 ${no}`), "@gong"), /由您承办[\s\S]*报修/);
  assert.match(words(await talk.direct("gong", `办结 ${no} 换了新的微波炉，已经试过能用`), "@wang"), /换了新的微波炉/);
  await talk.restart();
  assert.match(words(await talk.direct("wang", `解决了 ${no}`)), /办结/, "and still after another start");
});

test("nobody claimed it in the days that the file gives: desk and secretary hear of it once, before half time", async (t) => {
  const talk = await town(
    t,
    written(t, reviewed(changed(["due: 10 # 本项目约定，短于", "claim: 1\n      due: 10 #"]))),
  );
  await talk.role("secretary", "zhou", "东街");
  await talk.direct("zhou", "帮助", { name: "周书记" });
  await talk.group("g1", "wang", "建议 驿站晚点关门");
  const no = /\d{6,}/.exec(words(await talk.press("@wang", "wang", "提交"), "@wang"))?.[0] ?? "";
  const said = await talk.clock("2026-11-24T12:00:00+08:00");
  const heard = said.filter((one) => one.text.includes(no)).map((one) => one.to);
  assert.deepEqual(heard.sort(), ["@zhou", "g2"]);
  assert.deepEqual(
    (await talk.clock("2026-11-30T18:00:00+08:00")).filter((one) => one.text.includes(no)),
    [],
    "said once",
  );
});

test("a question that nobody could answer is routed by the map, and whoever it names never sees it", async (t) => {
  const own = "responsibility:\n  - { kind: consultation, lead: 西街 }\n";
  const talk = await town(t, written(t, reviewed(changed(["responsibility: []\n", own]))));
  await talk.role("handler", "ma", "西街");
  await talk.direct("ma", "帮助", { name: "马主任" });
  await talk.group("g1", "wang", "转人工 驿站的钥匙找谁拿");
  assert.match(words(talk.said, "g4"), /驿站的钥匙找谁拿/);
  assert.doesNotMatch(words(talk.said, "g2"), /钥匙/);
  await talk.group("g1", "wang", "转人工 马主任管不管停车费");
  assert.doesNotMatch(words(talk.said, "g4"), /停车费/);
  assert.doesNotMatch(words(talk.said, "@ma"), /停车费/);
});
