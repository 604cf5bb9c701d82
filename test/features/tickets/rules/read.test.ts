import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { hazardNames, type Kind, kindNames, kinds } from "../../../../src/features/tickets/case/kinds.ts";
import { guessKind, hazardOf } from "../../../../src/features/tickets/intake/guess.ts";
import { defaultCases } from "../../../../src/features/tickets/rules/default.ts";
import { patternOf } from "../../../../src/features/tickets/rules/pattern.ts";
import { readCases } from "../../../../src/features/tickets/rules/read.ts";
import { casesSchema } from "../../../../src/features/tickets/rules/schema.ts";
import { en, zh } from "../../../../src/features/tickets/words/index.ts";
import { changed, REPAIR, type Swap } from "./house.ts";

const root = join(import.meta.dirname, "../../../..");

test("without a file of the unit's own everything is as it was in the code", () => {
  const seen = kindNames.map((kind) => {
    const { days, asksPlace, asksName, answered, accuses } = kinds[kind];
    return [kind, days, asksPlace, asksName, answered, accuses];
  });
  assert.deepEqual(seen, [
    ["complaint", 5, true, true, false, true],
    ["help", 3, true, true, false, true],
    ["consultation", 3, false, true, true, true],
    ["hazard", 2, true, false, false, false],
    ["suggestion", 10, false, false, true, false],
    ["letter", 5, false, true, true, true],
    ["wish", 10, false, false, false, false],
  ]);
  for (const kind of kindNames) {
    assert.deepEqual(kinds[kind].clock, { urge: 1, supervise: 2, wait: 5, ask_again: 3, close: 5 }, kind);
    assert.deepEqual(kinds[kind].name, { zh: zh.label.kind[kind], en: en.label.kind[kind] }, "one name in both places");
    assert.equal(kinds[kind].private, kind === "letter", kind);
  }
  for (const one of defaultCases.kinds.hazard?.categories ?? [])
    assert.deepEqual(one.name, { zh: zh.label.hazard[one.id as "fire"], en: en.label.hazard[one.id as "fire"] });
  assert.deepEqual(hazardNames, ["fire", "wire", "road", "light", "waste", "flood", "building", "traffic", "other"]);
});

test("a kind that nobody knows any more is guarded as the most delicate one", () => {
  const old = kinds["gone" as Kind];
  assert.deepEqual([old.accuses, old.retired, old.words.length], [true, true, 0]);
});

test("… stands for up to three letters, …… for up to six; other signs mean themselves", () => {
  assert.ok(patternOf(["灯…坏"])?.test("路灯又坏了"));
  assert.ok(!patternOf(["灯…坏"])?.test("灯下面那个东西坏了"));
  assert.ok(patternOf(["欠……工资"])?.test("欠了三个月工资"));
  assert.ok(!patternOf(["欠……工资"])?.test("欠了我们整整一年的工资"));
  assert.ok(!patternOf(["a.c(d"])?.test("abcd"));
  assert.ok(patternOf(["a.c(d"])?.test("xa.c(dx"));
  assert.equal(patternOf([]), undefined);
  assert.equal(guessKind("欠我们两个月工资"), "complaint");
  assert.equal(hazardOf("楼下那个灯又不亮了"), "light");
});

/** What is changed, the line on which the fault is found, and what is said of it. */
const FAULTS: [why: string, swaps: Swap[], line: string, said: RegExp][] = [
  ["no YAML at all", [["kinds:", "kinds: ["]], "", /YAML/],
  ["a key twice", [["catch_all: top", "catch_all: top\ncatch_all: top"]], "catch_all: top\n", /YAML/],
  ["an unknown word", [["version: 1", "versoin: 1"]], "", /versoin.*没有这一项/],
  ["no catch-all", [["catch_all: top", ""]], "", /catch_all.*缺少/],
  ["nobody wrote it", [[/written: .*\n/, ""]], "", /written/],
  ["a clock of no days", [["due: 5 # 潍坊市12345条例 第20条：五", "due: 0 #"]], "due: 0 #", /complaint\.clock\.due/],
  ["a clock in words", [["due: 2", "due: soon"]], "due: soon", /hazard\.clock\.due/],
  ["supervised before urged", [["supervise: 2 #", "supervise: 1 #"]], "", /supervise 要大于 urge/],
  ["half time after the end", [["due: 2 #", "half: 4\n      due: 2 #"]], "half: 4", /half.*不能大于 due/],
  ["no complaint", [["  complaint:\n", "  grievance:\n"]], "kinds:", /kinds\.complaint.*必须有/],
  [
    "consultation retired",
    [["name: { zh: 咨询,", "retired: true\n    name: { zh: 咨询,"]],
    "consultation:",
    /不能停用/,
  ],
  ["one word for two kinds", [["words: [建议]", "words: [建议, 求助]"]], "words: [建议, 求助]", /“求助”已经是 help/],
  ["one name for two kinds", [["zh: 建议", "zh: 求助"]], "name: { zh: 求助, en: suggestion }", /“求助”已经是 help/],
  ["a hazard that asks more", [["{ ask: photo }", "{ ask: photo }, { ask: amount }"]], "{ ask: amount }", /三轮之内/],
  [
    "a hazard that asks the name",
    [["fields: [{ ask: place }, { ask: photo }]", "fields: []\n    privacy: { ask: true }"]],
    "privacy: { ask: true }\n    clock:\n      due: 2",
    /隐患不问署名/,
  ],
  ["hazards without the rest", [[/ {6}- \{ id: other.*\n/, ""]], "categories:", /要有 other/],
  ["a field twice", [["{ ask: photo }", "{ ask: place }"]], "fields: [{ ask: place }, { ask: place }]", /问了两次/],
  [
    "a free field without a name",
    [["    fields: []\n", "    fields: [{ ask: free }]\n"]],
    "fields: [{ ask: free }]",
    /free 要有 label/,
  ],
  [
    "a map of unknown kinds",
    [["responsibility: []", "responsibility:\n  - { kind: nothing, lead: 东街 }"]],
    "- { kind: nothing",
    /没有 nothing 这一类/,
  ],
  [
    "of unknown categories",
    [["responsibility: []", "responsibility:\n  - { category: nothing, lead: 东街 }"]],
    "- { category: nothing",
    /没有 nothing 这个细类/,
  ],
  [
    "of unknown areas",
    [["responsibility: []", "responsibility:\n  - { area: nothing, lead: 东街 }"]],
    "- { area: nothing",
    /没有 nothing 这片区域/,
  ],
  [
    "of lines never reached",
    [
      [
        "responsibility: []",
        "responsibility:\n  - { kind: hazard, lead: 东街 }\n  - { kind: hazard, category: fire, lead: 西街 }",
      ],
    ],
    "- { kind: hazard, category",
    /第 2 条轮不到.*第 1 条/,
  ],
  [
    "a unit on both sides",
    [["responsibility: []", "responsibility:\n  - { lead: 东街, assist: [东街] }"]],
    "- { lead: 东街",
    /不能又牵头又协办/,
  ],
  [
    "a unit in two areas",
    [
      [
        "areas: []",
        "areas:\n  - { id: a, name: { zh: 甲, en: A }, units: [东街] }\n  - { id: b, name: { zh: 乙, en: B }, units: [东街] }",
      ],
    ],
    "units: [东街] }",
    /已经属于 a/,
  ],
  [
    "references",
    [
      ["areas: []", "areas: &all []"],
      ["responsibility: []", "responsibility: *all"],
    ],
    "",
    /引用/,
  ],
];

test("every fault is found, on its line, with what to do", () => {
  for (const [why, swaps, where, said] of FAULTS) {
    const text = changed(...swaps);
    const { file, faults } = readCases(text);
    assert.equal(file, undefined, why);
    const found = faults.find((fault) => said.test(fault.text));
    assert.ok(found, `${why}: ${JSON.stringify(faults)}`);
    if (where === "") continue;
    const offset = text.lastIndexOf(where) >= 0 ? text.lastIndexOf(where) : -1;
    assert.ok(offset >= 0, `${why}: "${where}" stands nowhere`);
    const lines = [...text.matchAll(new RegExp(where.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"), "g"))];
    const numbers = lines.map((one) => text.slice(0, one.index).split("\n").length);
    assert.ok(numbers.includes(found.line), `${why}: line ${found.line}, not ${numbers.join()}`);
  }
});

test("all faults are told at once, in the order of the lines", () => {
  const { faults } = readCases(
    changed(["due: 2 #", "due: 99 #"], ["due: 3 #", "due: -1 #"], ["version: 1", "version: one"]),
  );
  assert.equal(faults.length, 3);
  assert.deepEqual(
    faults,
    faults.toSorted((a, b) => a.line - b.line),
  );
});

test("a unit's own kind and area are well-formed", () => {
  const { file, faults } = readCases(changed(["  wish:\n", REPAIR]));
  assert.deepEqual(faults, []);
  assert.equal(file?.kinds.repair?.fields[2]?.label?.zh, "设备编号");
});

test("the examples of docs/cases-config.md are well-formed", () => {
  const page = readFileSync(join(root, "docs/cases-config.md"), "utf8");
  const [kind = "", map = ""] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map((found) => found[1] ?? "");
  const { file, faults } = readCases(
    changed(
      ["  wish:\n", `${kind}\n  wish:\n`],
      ["areas: []\n", ""],
      ["responsibility: []\n", ""],
      ["catch_all: top\n", map],
    ),
  );
  assert.deepEqual(faults, []);
  assert.deepEqual([file?.kinds.repair?.name.zh, file?.responsibility.length, file?.catch_all], ["报修", 3, "社工部"]);
});

test("the schema for editors is current: yizhan cases schema > config/cases.schema.json", () => {
  assert.equal(readFileSync(join(root, "config/cases.schema.json"), "utf8"), casesSchema());
});
