/** 捎话: two people who do not know each other speak through the bot. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { words } from "../../../talk.ts";
import { kept, labels, to } from "../talk.ts";
import { claimed } from "./talk.ts";

test("words go both ways without a name, and are kept nowhere", async (t) => {
  const { talk, no } = await claimed(t);
  const one = await talk.press("@zhao", "zhao", "捎句话");
  assert.match(words(one), /捎什么话/);
  const there = await talk.direct("zhao", "老花镜要多少度的");
  assert.match(words(there, "@wang"), /认领的人捎话：\n老花镜要多少度的/);
  await talk.press("@wang", "wang", "回话");
  const back = await talk.direct("wang", "二百五十度");
  assert.match(words(back, "@zhao"), /许愿的人捎话：\n二百五十度/);
  assert.doesNotMatch(words([...there, ...back]), /王师傅|赵师傅/);
  assert.doesNotMatch(await kept(talk), /多少度|二百五十/);
  assert.match(words(await talk.direct("qian", `捎话 ${no} 你好`)), /没有找到/);
});

test("a telephone number or one's own name is shown only after one says so", async (t) => {
  const { talk, no } = await claimed(t);
  const asked = await talk.direct("wang", `捎话 ${no} 打 13812345678 找王师傅`);
  assert.deepEqual(labels(asked), ["遮住再捎", "给对方看"]);
  assert.deepEqual(to(asked, "@zhao"), []);
  const hidden = words(await talk.press("@wang", "wang", "遮住再捎"), "@zhao");
  assert.match(hidden, /138\*\*\*\*5678/);
  assert.doesNotMatch(hidden, /王师傅|13812345678/);
  await talk.direct("wang", `捎话 ${no} 打 13812345678 找王师傅`);
  assert.match(words(await talk.press("@wang", "wang", "给对方看"), "@zhao"), /13812345678 找王师傅/);
  assert.match(words(await talk.direct("wang", `捎话 ${no} 身份证110101199003070038`)), /身份证号/);
});

test("nothing is passed on before somebody claimed it, nor after it was granted", async (t) => {
  const { talk, no } = await claimed(t);
  await talk.direct("wang", `心愿圆了 ${no} 谢谢好心人`);
  assert.match(words(talk.said, "@zhao"), /谢谢好心人/);
  assert.match(words(await talk.direct("zhao", `捎话 ${no} 以后常联系`)), /已圆/);
  assert.doesNotMatch(words(talk.said, "@wang"), /以后常联系/);
});
