import assert from "node:assert/strict";
import { test } from "node:test";
import { blur, fold, parts, units } from "../../src/bot/fold.ts";

const sounds = (text: string) =>
  parts(text)
    .flatMap(units)
    .map((unit) => unit.sound)
    .join(" ");

test("width, case, script and invisible marks do not matter", () => {
  assert.equal(fold("著火了！！"), "着火了");
  assert.equal(fold("Ａ１２　ＯＫ"), "a12ok");
  assert.equal(fold("忽\u200b略\u202e了\u{e0041}"), "忽略了");
  assert.equal(fold("這個怎麼用"), "这个怎么用");
  assert.equal(fold("隱患上報 天橋台階鬆了"), "隐患上报天桥台阶松了");
  assert.equal(fold("z\u0335\u0336a\u0337l"), "zal");
  assert.equal(fold("俺冇錢咗"), "我没钱了");
  assert.equal(fold(" 👍👍 ？！ "), "");
  assert.equal(fold("+1"), "+1");
});

test("marks, spaces and pictures part words", () => {
  assert.deepEqual(parts("撞车了，有人流血😱快来"), ["撞车了", "有人流血", "快来"]);
  assert.deepEqual(parts(""), []);
});

test("characters and pinyin sound alike", () => {
  for (const [one, other] of [
    ["站掌", "站长"],
    ["千到", "签到"],
    ["抱名", "bao ming"],
    ["学一点", "xueyidian"],
    ["著火了", "zhao huo le"],
    ["附近驛站", "fujin yizhan"],
    ["绿", "lv"],
  ] as const) {
    assert.equal(sounds(one), sounds(other), `${one} ${other}`);
  }
  assert.notEqual(sounds("招人"), sounds("找货"));
});

test("Latin words that are no pinyin stay whole", () => {
  assert.equal(sounds("help"), "help");
  assert.equal(sounds("OK了"), "ok le");
  assert.equal(sounds("A12"), "a 1 2");
});

test("blurred sounds join what is mixed up when speaking", () => {
  assert.deepEqual(["zhan", "chi", "shi", "ming", "sheng"].map(blur), ["zan", "ci", "si", "min", "sen"]);
});

test("long and strange texts take no time", () => {
  const start = performance.now();
  for (const text of [
    "a".repeat(100_000),
    "xian".repeat(25_000),
    "第".repeat(50_000),
    "😀".repeat(10_000),
    "\u0301".repeat(100_000),
    "\ud800".repeat(1000),
  ]) {
    assert.equal(typeof sounds(text), "string");
  }
  assert.ok(performance.now() - start < 2000);
});
