import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { emergencyIn } from "../../src/bot/emergency.ts";
import { emergencyTable } from "../../src/bot/emergency-table.ts";
import { loadExamples } from "../../src/bot/examples.ts";

const markdown = readFileSync(new URL("../../prompts/emergency.md", import.meta.url), "utf8");
const sentences = loadExamples(join(import.meta.dirname, "emergency"));
const { kinds } = emergencyTable(markdown);

test("a danger that is happening now gets its number", () => {
  const missed: string[] = [];
  const other: string[] = [];
  for (const { kind } of [...kinds, { kind: "any" }]) {
    assert.ok(sentences(kind).length >= 5, kind);
    for (const text of sentences(kind)) {
      const found = emergencyIn(text);
      if (!found) missed.push(`${kind}: ${text}`);
      else if (found.kind !== kind && kind !== "any") other.push(`${kind}, not ${found.kind}: ${text}`);
    }
  }
  assert.deepEqual(missed, []);
  assert.deepEqual(other, []);
});

test("rules, the past, practice, hazards and jokes get none", () => {
  assert.ok(sentences("calm").length > 200);
  const taken = ["", "👍👍", ...sentences("calm")].flatMap((text) => {
    const found = emergencyIn(text);
    return found ? [`${found.kind}: ${text}`] : [];
  });
  assert.deepEqual(taken, []);
});

test("the number comes first, in both languages, and nobody claims to have called", () => {
  const numbers: Record<string, string> = {
    fire: "119",
    medical: "120",
    traffic: "120",
    violence: "110",
    gas: "119",
    electric: "120",
    water: "110",
    rescue: "119",
    "self-harm": "12356",
    help: "110",
  };
  assert.deepEqual(kinds.map(({ kind }) => kind).sort(), Object.keys(numbers).sort());
  for (const { kind, say } of kinds) {
    assert.equal(/\d+/.exec(say.zh)?.[0], numbers[kind], say.zh);
    assert.ok(say.zh.slice(0, 20).includes("先打"), say.zh);
    assert.ok(/不能替您(报警|拨打)/.test(say.zh) && /cannot call for you/.test(say.en), kind);
    assert.ok(!/已经?为您|已帮|帮您报/.test(say.zh), say.zh);
    assert.match(say.en, /[Cc]all \d{3}/);
  }
  assert.ok(kinds.find(({ kind }) => kind === "traffic")?.say.zh.includes("122"));
});

test("the danger of a long or strange text is found in time", () => {
  const story = "我今天送了三单，路上很堵，".repeat(40);
  assert.equal(emergencyIn(`${story}刚才楼下着火了快来人`)?.kind, "fire");
  const start = performance.now();
  for (const text of [
    "着".repeat(100_000),
    "人不行了死".repeat(20_000),
    "zhao".repeat(25_000),
    "怕掉人".repeat(30_000),
    "\u200b".repeat(100_000),
    "被打了现在昨天".repeat(15_000),
  ])
    emergencyIn(text);
  assert.ok(performance.now() - start < 3000);
  assert.equal(emergencyIn("着\u200b火\u200b了")?.kind, "fire");
  assert.equal(emergencyIn("着火了".split("").join(" "))?.kind, "fire");
});

test("a faulty table stops the start and says where", () => {
  const without = (text: string) => markdown.replace(text, "");
  assert.throws(() => emergencyTable(markdown.replace("| always |", "| allways |")), /line \d+/);
  assert.throws(() => emergencyTable(markdown.replace("**先打 119**（火警）", "快跑")), /"fire" must say the number/);
  assert.throws(() => emergencyTable(markdown.replace("我不能替您报警", "已为您报警")), /must not claim/);
  assert.throws(() => emergencyTable(without("## calm: past")), /"calm: past" has no rows/);
  assert.throws(() => emergencyTable(markdown.replace("~着火了", "！！")), /holds no word/);
  assert.throws(() => emergencyTable(""), /no kind/);
});
