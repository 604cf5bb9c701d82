import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { loadExamples } from "../../src/bot/examples.ts";
import { MAYBE, recogniser, SURE, type Taught } from "../../src/bot/recogniser.ts";

const dir = join(import.meta.dirname, "../../prompts/intents");
const examples = loadExamples(dir);
const names = [
  ...new Set(
    readdirSync(dir).flatMap((file) =>
      [...readFileSync(join(dir, file), "utf8").matchAll(/^## (\S+)$/gm)].map((found) => found[1] ?? ""),
    ),
  ),
].sort();
const commands: Taught[] = names.map((name) => ({ name, words: [], examples: examples(name) }));
const rank = recogniser(commands);
const first = (text: string) => rank(text)[0]?.name;
/** As in src/understand.ts. */
const CLOSE = 0.12;

test("what is told as a wrong and asked as a question is offered as either", () => {
  for (const text of [
    "站长扣了我三百块怎么办",
    "站长扣了我三百块怎么办？",
    "站長扣了我三百塊怎麼辦",
    "站掌扣了我三百块怎么办",
    "工资没发咋办",
    "老板拖欠我们工资咋办啊",
    "被站点罚了五百块咋整",
  ]) {
    const [one, two, three] = rank(text);
    assert.deepEqual([one?.name, two?.name].sort(), ["policy.ask", "ticket.open.complaint"], text);
    assert.ok((one?.score ?? 0) - (two?.score ?? 0) <= CLOSE && (two?.score ?? 0) >= MAYBE, text);
    assert.ok((three?.score ?? 0) < MAYBE, text);
    assert.ok((one?.score ?? 0) < SURE, text);
  }
});

test("a plain wrong is a complaint, a plain question policy", () => {
  for (const text of ["站长扣了我三百块", "站点又克扣我们补贴", "物业保安骂我还不让我进"])
    assert.equal(first(text), "ticket.open.complaint", text);
  for (const text of ["工伤怎么认定", "站长罚款合法吗", "灵活就业的社保怎么补缴"])
    assert.equal(first(text), "policy.ask", text);
});

test("wrong characters, pinyin, traditional script, width and marks change little", () => {
  const spellings: [string, string][] = [
    ["volunteer.signup", "我要抱名"],
    ["study.mute", "我要退顶"],
    ["study.mute", "取消學習推送"],
    ["ticket.verify.no", "没姐决"],
    ["ticket.status", "查一下近度"],
    ["member.erase", "刪除我的資料"],
    ["member.data", "我 的 数 据"],
    ["help", "這個怎麼用？？"],
    ["none", "哈哈哈哈哈"],
  ];
  for (const [name, text] of spellings) assert.equal(first(text), name, text);
  for (const [name, text] of [
    ["volunteer.signup", "bao ming"],
    ["member.erase", "shan chu wo de shu ju"],
    ["help", "zenme yong"],
  ] as const) {
    assert.equal(first(text), name, text);
  }
});

test("nonsense means nothing", () => {
  for (const text of ["", "  ", "？？？", "👍👍"]) assert.deepEqual(rank(text), [], text);
  for (const text of ["asdkjh qwe", "Lorem ipsum dolor", "αβγδ", "天地玄黄宇宙洪荒"]) {
    const [best] = rank(text);
    assert.ok(!best || best.name === "none" || best.score < MAYBE, `${text}: ${best?.name} ${best?.score}`);
  }
});

test("scores are shares, best first, the same every time", () => {
  const again = recogniser(commands);
  for (const text of ["我想报名", "路灯坏了", "x", "站长扣了我三百块怎么办"]) {
    const ranked = rank(text);
    assert.deepEqual(again(text), ranked);
    assert.ok(ranked.every((one, i) => one.score >= 0 && one.score <= (ranked[i - 1]?.score ?? 1)));
    const sum = ranked.reduce((total, one) => total + one.score, 0);
    assert.ok(Math.abs(sum - 1) < 1e-9, String(sum));
  }
});

test("a command without examples is met by its words alone, however they are spelt", () => {
  const some = recogniser([
    { name: "claim", words: ["认领 …"], examples: [] },
    { name: "join", words: ["报名 …", "+1"], examples: ["我要报名", "算我一个", "我也参加"] },
    { name: "none", words: [], examples: ["你好", "谢谢"] },
  ]);
  assert.deepEqual(some("认领")[0], { name: "claim", score: 0.95 });
  assert.equal(some("ren ling")[0]?.name, "claim");
  assert.equal(some("认识一下领导")[0]?.name === "claim", false);
  assert.ok((some("报名")[0]?.score ?? 0) >= 0.95);
  assert.ok(Math.abs(some("认领").reduce((sum, one) => sum + one.score, 0) - 1) < 1e-9);
  assert.deepEqual(recogniser([])("报名"), []);
});

test("five-fold: what was left out is found again, and SURE means sure", () => {
  const all = commands.flatMap(({ name, examples }) => examples.map((text) => ({ name, text })));
  const under = new Map<string, Set<string>>();
  for (const { name, text } of all) under.set(text, (under.get(text) ?? new Set()).add(name));
  let right = 0;
  let sure = 0;
  let sureRight = 0;
  for (let fold = 0; fold < 5; fold++) {
    const held = new Set(all.filter((_, i) => i % 5 === fold).map((one) => one.text));
    const taught = commands.map((one) => ({ ...one, examples: one.examples.filter((text) => !held.has(text)) }));
    const without = recogniser(taught);
    for (const text of held) {
      const [best] = without(text);
      const good = best !== undefined && under.get(text)?.has(best.name) === true;
      if (good) right++;
      if (best && best.score >= SURE) {
        sure++;
        if (good) sureRight++;
      }
    }
  }
  const total = under.size;
  console.log(
    `recogniser, five-fold: ${total} sentences, ${names.length} intents, right ${((100 * right) / total).toFixed(1)} %, sure of ${sure}, right ${sureRight}`,
  );
  assert.ok(right / total > 0.75);
  assert.ok(sureRight / sure > 0.92);
});
