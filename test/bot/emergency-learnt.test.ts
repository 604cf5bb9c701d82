import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { DANGER, emergencies, emergencyIn } from "../../src/bot/emergency.ts";
import { learnt, type Opinion } from "../../src/bot/emergency-learnt.ts";
import { listen } from "../../src/bot/emergency-listen.ts";
import { emergencySentences } from "../../src/bot/emergency-sentences.ts";
import { emergencyTable } from "../../src/bot/emergency-table.ts";
import { weigh } from "../../src/bot/emergency-weigh.ts";

const PROMPTS = join(import.meta.dirname, "../../prompts");
const table = emergencyTable(readFileSync(join(PROMPTS, "emergency.md"), "utf8"));
const kinds = table.kinds.map(({ kind }) => kind);
const sentences = emergencySentences(PROMPTS, kinds);
const hear = (text: string) => listen(table, text);
const opinion = learnt(table, sentences, hear);
const alone = emergencies(table);

/** An opinion that is always the same. */
const always = (danger: number, kind = "medical") =>
  emergencies(table, () => ({ danger: () => danger, kind: () => kind }));

test("where the table is silent the second opinion speaks, and says that it only supposes", () => {
  const text = "厂房那头烧得通红";
  assert.equal(alone(text), undefined);
  const found = emergencyIn(text);
  assert.match(found?.say.zh ?? "", /^如果现在有人有危险，\*\*先打 1\d\d\*\*/);
  assert.match(found?.say.en ?? "", /^If somebody is in danger now: \*\*Call 1\d\d/);
  assert.equal(always(DANGER)("今天天气不错")?.kind, "medical");
  assert.equal(always(DANGER - 0.001)("今天天气不错"), undefined);
});

test("where the table speaks nobody else is asked", () => {
  const asked = emergencies(table, () => assert.fail("asked"));
  assert.doesNotMatch(asked("三号楼着火了快来人")?.say.zh ?? "", /^如果/);
});

test("rules, the past, practice and suppositions calm the second opinion too, and nothing is said of no words", () => {
  const sure = always(1);
  for (const text of ["算工伤吗", "昨天的事", "演练几点", "大家注意安全 培训", "怎么赔 多少", "", "👍👍", "   "])
    assert.equal(sure(text), undefined, text);
  // The stretch that supposes is left out; the rest is weighed.
  const skipping: Opinion = { danger: (heard, skip) => (skip?.(0, heard.units.length) ? 0 : 1), kind: () => "fire" };
  const careful = emergencies(table, () => skipping);
  for (const text of ["万一他滑下去", "要是没人管", "怕他出事"]) assert.equal(careful(text), undefined, text);
  assert.ok(careful("他滑下去"));
  assert.ok(careful("万一他滑下去 快来"), "what is happening now is not supposed");
});

test("a danger in the middle of a long story is heard, at its place", () => {
  const story = "今天送了三单，路上有点堵，商家出餐也慢，".repeat(12);
  const danger = "老大爷坐那儿头一歪，怎么叫都不理。";
  assert.ok(opinion.danger(hear(story)) < DANGER);
  assert.ok(opinion.danger(hear(story + danger + story)) >= DANGER);
  const from = hear(story).units.length;
  const elsewhere = opinion.danger(hear(story + danger + story), (start, end) => end > from && start < from + 20);
  assert.ok(elsewhere < DANGER, "every stretch that touches it was left out");
});

test("the same sentences always teach the same; others teach something else", () => {
  const again = learnt(table, sentences, hear);
  for (const text of ["他栽下去了", "今天单少", "冒烟了"])
    assert.equal(again.danger(hear(text)), opinion.danger(hear(text)));
  const turned = learnt(
    table,
    {
      dangers: sentences.ordinary.map((text) => ({ text, kind: "help" })),
      calm: sentences.dangers.map(({ text }) => text),
      ordinary: [],
    },
    hear,
  );
  assert.ok(turned.danger(hear("老王突然抽搐 口吐白沫")) < DANGER);
});

test("the kind says which number; where two are as likely, all numbers are named", () => {
  assert.equal(opinion.kind("电瓶烧起来了全是火"), "fire");
  assert.equal(opinion.kind("他拿刀追我要砍人"), "violence");
  assert.equal(opinion.kind("不想活了死了算了"), "self-harm");
  assert.equal(opinion.kind("那个"), "help");
  assert.match(table.kinds.find(({ kind }) => kind === "help")?.say.zh ?? "", /110.*119.*120.*122/);
});

test("codes of letters and digits are nobody's words, beside words they are none either", () => {
  for (const code of ["通过 ebjyq020", "通过 cnt3110u", "ebjyq020", "查进度 483920-k7m2qx"])
    assert.equal(emergencyIn(code), undefined);
  const plain = emergencyIn("他倒在路边喊不应");
  assert.ok(plain);
  assert.equal(emergencyIn("他倒在路边喊不应 ebjyq020")?.kind, plain.kind);
});

test("weights part what always calms from what always alarms", () => {
  const likely = weigh([
    { clues: [1, 2], danger: true, weight: 1 },
    { clues: [2, 3], danger: false, weight: 1 },
    { clues: [], danger: true, weight: 1 },
  ]);
  assert.ok(likely([1]) > 0.6 && likely([3]) < 0.4);
  assert.equal(weigh([])([1, 2]), 0.5);
});

test("an ordinary message costs next to nothing", () => {
  const texts = sentences.ordinary.slice(0, 500);
  for (const text of texts) emergencyIn(text);
  const start = process.cpuUsage();
  for (const text of texts) emergencyIn(text);
  const each = process.cpuUsage(start).user / texts.length;
  // A twentieth of a thousandth of a second when nothing else runs.
  assert.ok(each < 400, `${each} µs`);
});

test("a folder without the sentences of a kind stops the start and says which", (t) => {
  const dir = mkdtempSync(join(tmpdir(), "yizhan-test-"));
  t.after(() => rmSync(dir, { recursive: true }));
  mkdirSync(join(dir, "emergency"));
  mkdirSync(join(dir, "intents"));
  writeFileSync(join(dir, "emergency/danger.md"), "## fire\n\n- 着火了\n");
  writeFileSync(join(dir, "emergency/calm.md"), "## calm\n\n- 火锅\n");
  writeFileSync(join(dir, "intents/a.md"), "## none\n\n- 你好\n\n## help\n\n- 你好\n- 帮助\n");
  assert.throws(() => emergencySentences(dir, ["fire", "water"]), /no sentences under "## water"/);
  assert.deepEqual(emergencySentences(dir, ["fire"]), {
    dangers: [{ text: "着火了", kind: "fire" }],
    calm: ["火锅"],
    ordinary: ["你好", "帮助"],
  });
});
