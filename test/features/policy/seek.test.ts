import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { extract, quote } from "../../../src/features/policy/answer.ts";
import { readDocument } from "../../../src/features/policy/library/document.ts";
import { type Snapshot, shelve } from "../../../src/features/policy/library/shelf.ts";
import { readReference } from "../../../src/features/policy/reference.ts";
import { render } from "../../../src/features/policy/render.ts";
import { seek } from "../../../src/features/policy/seek.ts";
import { zh } from "../../../src/features/policy/words.ts";
import { ANSWERED, DAY, REFUSED, samples } from "./library.ts";

const library = samples();
const files = library.documents.map((document) => readFileSync(`library/policy/${document.name}`, "utf8"));

function first(snapshot: Snapshot, question: string, day = DAY): string | undefined {
  const [best] = seek(snapshot, question, day).passages;
  return best && `${best.document.front.title} ${best.passage.article}`;
}

test("plain questions find their article, nearly always as the first of three", () => {
  let top = 0;
  for (const { question, title, article } of ANSWERED) {
    const { passages } = seek(library, question, DAY);
    const at = passages.findIndex(
      (one) => one.document.front.title.startsWith(title) && one.passage.article === article,
    );
    assert.ok(at >= 0, `${question}: ${passages.map((one) => one.passage.article).join(" ") || "refused"}`);
    if (at === 0) top++;
  }
  assert.ok(top / ANSWERED.length >= 0.9, `${top} of ${ANSWERED.length} first`);
});

test("off-topic, nonsense, injected and non-existent articles are refused", () => {
  for (const question of REFUSED) assert.equal(first(library, question), undefined, question);
});

test("every passage quoted, for any words at all, is a piece of its file, letter by letter", () => {
  const words = library.entries.map(({ document, passage }) => document.raw.slice(passage.start, passage.end));
  const piece = fc
    .tuple(fc.constantFrom(...words), fc.nat(60), fc.integer({ min: 4, max: 40 }))
    .map(([text, from, length]) => text.slice(from, from + length));
  const question = fc.oneof(
    piece,
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.constantFrom(...ANSWERED.map((one) => one.question)),
  );
  let quoted = 0;
  fc.assert(
    fc.property(question, (words) => {
      const outcome = seek(library, words, DAY);
      assert.ok(outcome.passages.length <= 3);
      const shown = render(zh, outcome).text;
      for (const found of outcome.passages) {
        quoted++;
        const { text } = quote(found);
        assert.ok(files.some((file) => file.includes(text)) && shown.includes(text));
      }
      for (const { text } of extract(outcome).passages) assert.ok(files.some((file) => file.includes(text)));
    }),
    { numRuns: 500 },
  );
  assert.ok(quoted > 200, `only ${quoted} quotes were held against the files`);
});

test("only what is in force on the day is quoted; what is not is named as such", () => {
  const rent = "电池租赁费站点每月能收多少";
  const now = seek(library, rent, DAY);
  assert.deepEqual(now.passages, []);
  assert.equal(now.stale?.standing, "repealed");
  assert.match(render(zh, now).text, /第四条写过相关内容，但这份文件已于2025年7月1日废止/);
  assert.doesNotMatch(render(zh, now).text, /三百元/);
  assert.match(first(library, rent, "2024-01-01") ?? "", /2022年版.* 第四条/);
  assert.equal(seek(library, rent, "2022-04-30").passages.length, 0);
  assert.match(first(library, "劳动报酬多久支付一次", "2024-01-01") ?? "", /2022年版.* 第一条/);
  assert.match(first(library, "劳动报酬多久支付一次", "2025-07-01") ?? "", /^骑手劳动报酬示例办法（示例） 第五条/);

  const heat = "气温四十摄氏度以上要暂停户外派单吗";
  const soon = seek(library, heat, DAY);
  assert.equal(soon.stale?.standing, "not-yet");
  assert.match(render(zh, soon).text, /到2030年1月1日才施行/);
  assert.match(first(library, heat, "2030-01-01") ?? "", /高温天气.* 第一条/);
});

test("a damaged text is never quoted, however well it fits", () => {
  const sound = "第一条 骑手的头盔每两年更换一次，费用由站点承担。";
  const of = (text: string) => shelve([readDocument("file", "a.md", text)]);
  assert.equal(first(of(sound), "头盔多久更换一次"), "a 第一条");
  for (const text of [`${sound}發（fā）`, `${sound}新做事群体`, `${sound}\uFFFD`]) {
    const outcome = seek(of(text), "头盔多久更换一次", DAY);
    assert.deepEqual([outcome.passages, outcome.near, outcome.stale], [[], [], undefined]);
  }
});

test("a library of one short text answers and refuses as a large one does", () => {
  const one = shelve([
    readDocument(
      "file",
      "某市规定.md",
      "第六条 平台应当按月支付配送报酬。\n第七条 站点不得收取押金。\n第八条 本规定自发布之日起施行。",
    ),
  ]);
  assert.equal(first(one, "站点能收押金吗"), "某市规定 第七条");
  assert.equal(first(one, "工资多久发"), "某市规定 第六条");
  for (const question of ["红烧肉怎么做", "明天天气怎么样", "护照怎么办理"])
    assert.equal(first(one, question), undefined, question);
});

test("hidden characters, width and script change nothing", () => {
  const plain = first(library, "站点收押金合法吗");
  assert.ok(plain);
  for (const same of [
    "站点收押\u200B金合法吗",
    "站點收押金合法嗎",
    "站点收\u{E0041}押金\u202E合法吗",
    "站点收押金合法吗？？？",
  ]) {
    assert.equal(first(library, same), plain, same);
  }
});

test("articles asked for by number are told from articles spoken of", () => {
  assert.equal(readReference("工资几号发"), undefined);
  assert.deepEqual(readReference("《某办法》第38条怎么说"), {
    number: 38,
    law: true,
    question: " 某办法 第三十八条怎么说",
    rest: "某办法  怎么说",
  });
  assert.equal(readReference("听说第十二条能扣一半")?.law, false);
  assert.equal(readReference("第一条例行检查"), undefined);
  // Not named by its law: the rest of the question decides.
  assert.match(first(library, "第三十八条规定超时差评可以随便扣钱，对吗") ?? "", /^站点扣款/);
});

test("adversarial lengths cost little", () => {
  const attacks = ["第", "第十条", "a", "发（fa）", " ", "。", "《", "😀", "\u0301"].map((one) =>
    one.repeat(2_000 / one.length),
  );
  for (const attack of [...attacks, `${"第".repeat(1_000)}${"条".repeat(1_000)}`]) {
    const runs = [1, 2, 3].map(() => {
      const began = performance.now();
      seek(library, attack, DAY);
      return performance.now() - began;
    });
    assert.ok(Math.min(...runs) < 50, `${attack.slice(0, 4)}: ${runs} ms`);
  }
});
