import assert from "node:assert/strict";
import { test } from "node:test";
import { buildIndex } from "../../../src/features/policy/retrieval/build.ts";
import { confidence, gate } from "../../../src/features/policy/retrieval/gate.ts";
import { KINDS, kindOf, MARK, marksOf } from "../../../src/features/policy/retrieval/kinds.ts";
import { fold } from "../../../src/features/policy/retrieval/normalise.ts";
import { readQuery } from "../../../src/features/policy/retrieval/query.ts";
import { rank } from "../../../src/features/policy/retrieval/rank.ts";
import { SHAPE, SHAPED, shapeOf } from "../../../src/features/policy/retrieval/shape.ts";
import { ANSWERED, DAY, REFUSED, samples } from "./library.ts";

const library = samples();
const mask = library.mask(DAY, "in-force");

function ask(question: string) {
  const query = readQuery(library.index, question);
  return { query, ranked: rank(library.index, query, SHAPED, mask) };
}
const isOpen = (question: string) => {
  const { query, ranked } = ask(question);
  return gate(library.index, query, ranked) === undefined;
};

test("of the sample library's own questions all are let through, of others none", () => {
  assert.deepEqual(
    ANSWERED.filter(({ question }) => !isOpen(question)).map(({ question }) => question),
    [],
  );
  // Articles asked for by number are looked up elsewhere (reference.ts).
  const others = REFUSED.filter((question) => !/第.+条$/.test(question));
  assert.deepEqual([...others, "月亮上能送外卖吗", "今天天气怎么样", "骑手平均身高多少"].filter(isOpen), []);
});

test("a ranking's shape stays within bounds, whatever is asked", () => {
  for (const question of ["", "？？？", "😀".repeat(50), "站".repeat(400), "工资多久发一次", "abc 123"]) {
    const { query, ranked } = ask(question);
    const shape = shapeOf(library.index, query, ranked);
    for (const name of SHAPE) assert.ok(Number.isFinite(shape[name]), `${question}: ${name}`);
    for (const name of ["singles", "pairs", "spelled", "alone", "laws"] as const)
      assert.ok(shape[name] >= 0 && shape[name] <= 1.000001, `${question}: ${name} ${shape[name]}`);
    assert.ok(Number.isFinite(confidence(library.index, query, ranked)));
  }
});

test("nothing in common is nothing; the bar rises with the library", () => {
  const { query, ranked } = ask("zzz");
  assert.equal(gate(library.index, query, ranked), "nothing");
  const passage = { title: "", path: "", body: "站点不得收取押金。" };
  const filler = { title: "", path: "", body: "登记机关依照程序办理。" };
  const sure = (n: number) => {
    const index = buildIndex([passage, ...Array<typeof filler>(n).fill(filler)]);
    const question = readQuery(index, "站点可以收多少押金");
    return { index, question, found: rank(index, question, SHAPED) };
  };
  const [small, large] = [sure(2), sure(1_500)];
  assert.equal(small.found[0]?.doc, 0);
  assert.equal(large.found[0]?.doc, 0);
  assert.equal(gate(small.index, small.question, small.found), undefined);
});

test("a law's rank is read off its title", () => {
  const kind = (title: string) => KINDS[kindOf(fold(title))];
  assert.equal(kind("中华人民共和国民法典"), "code");
  assert.equal(kind("劳动合同法"), "law");
  assert.equal(kind("劳动合同法（2012年修正）"), "law");
  assert.equal(kind("最高人民法院关于审理劳动争议案件适用法律问题的解释（一）"), "court");
  assert.equal(kind("工伤保险条例"), "regulation");
  assert.equal(kind("骑手劳动报酬示例办法（示例）"), "other");
  assert.equal(kind("驿站使用指南"), "other");
  assert.equal(kind(""), "other");
});

test("articles that fit every question are marked", () => {
  const marks = (body: string, path = "第一章 总则 第一条") => marksOf(path, fold(body));
  assert.ok(marks("为了保护劳动者，制定本法。") & MARK.purpose);
  assert.ok(marks("本法自2008年1月1日起施行。") & MARK.closing);
  assert.ok(marks("本法所称用人单位，是指企业。") & MARK.definition);
  assert.ok(marks("处五千元罚款。") & MARK.penalty);
  assert.equal(marks("平台应当按月支付报酬。"), MARK.article);
  assert.equal(marks("平台应当按月支付报酬。", "怎么转接"), 0);
});
