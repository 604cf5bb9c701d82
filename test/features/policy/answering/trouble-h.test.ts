/** ANSWERS.md §5, H03–H11: budgets, faults and restarts. Nobody is left without a word, nothing is said twice. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Talk } from "../../../talk.ts";
import { words } from "../../../talk.ts";
import { house, idOf, said, type UserTurn } from "./house.ts";

const { fake, answer, asked, talk: open } = await house();

const QUESTION = "问政策 站点收了押金多久退";
const EXTRACT = /^以下为文件原文，未经整理/;
const ARRANGED = /^以下由机器按文件原文整理/;
const faithful = (turn: UserTurn) =>
  said([["押金要在三十日以内退还。", [idOf(turn, "三十日以内"), "站点应当在三十日以内退还"]]]);
const toWang = (talk: Talk, pattern: RegExp) =>
  talk.said.filter((one) => ["g1", "@wang"].includes(one.to) && pattern.test(one.text));
/** Waits in real time, for what happens over a socket. */
async function until(there: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !there(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok(there(), "it never came");
}

test("H03 a used-up budget: the documents speak, and it is said once", async (t) => {
  answer(faithful);
  const talk = await open(t, { ANSWER_PER_GROUP_DAY: "1" });
  const all: string[] = [];
  for (const from of ["wang", "zhao", "sun", "li"])
    all.push(words(await talk.group("g1", from, `${QUESTION} ${from}`)));
  assert.match(all[0] ?? "", ARRANGED);
  assert.equal(all.filter((text) => /用完了/.test(text)).length, 1);
  assert.ok(all.slice(1).every((text) => text.includes("三十日以内退还。")));
  assert.equal(asked().length, 1);
});

test("H04 a model that is not there at the start: the house opens and answers, and never waits long", async (t) => {
  const talk = await open(t, { OPENAI_BASE_URL: "http://127.0.0.1:1/v1", ANSWER_DEADLINE_MS: "1500" });
  const began = performance.now();
  for (let i = 0; i < 8; i++) assert.match(words(await talk.group("g1", `p${i}`, QUESTION)), EXTRACT);
  assert.ok(performance.now() - began < 8 * 1_500, "the breaker opened");
});

test("H05 a store that is locked for a while loses nothing: the answer comes, once", async (t) => {
  const talk = await open(t);
  const { database } = talk.script.app;
  const unit = database.unit.bind(database);
  let locked = 0;
  answer((turn) => {
    locked = 2;
    return faithful(turn);
  });
  database.unit = (work) => (locked-- > 0 ? Promise.reject(new Error("database is locked")) : unit(work));
  await talk.group("g1", "wang", QUESTION);
  database.unit = unit;
  await talk.clock("2026-11-23T09:05:00+08:00");
  assert.equal(toWang(talk, ARRANGED).length, 1);
  assert.match(words(await talk.group("g1", "wang", "转人工")), /已经转给/, "the question was remembered");
});

test("H06 a clock that jumps over weeks tells what is due once", async (t) => {
  const talk = await open(t, { OPENAI_BASE_URL: "", OPENAI_MODEL: "" }, "2026-11-23T10:00:00+08:00");
  await talk.role("secretary", "li");
  await talk.direct("li", "你好");
  await talk.group("g1", "wang", "问政策 红烧肉怎么做");
  await talk.clock("2026-12-21T10:00:00+08:00");
  assert.equal(talk.said.filter((one) => /没答上来/.test(one.text)).length, 1);
});

test("H07 stopped in the middle of an answer, it is given after the restart, once", async (t) => {
  answer((turn) => ({ ...faithful(turn), delayMs: 3_000 }));
  const talk = await open(t);
  await talk.bind("g1", "东街");
  const pending = talk.group("g1", "wang", QUESTION).catch(() => []);
  await until(() => asked().length === 1);
  answer(faithful);
  await talk.restart();
  await pending;
  await talk.clock("2026-11-23T09:05:00+08:00");
  assert.equal(toWang(talk, ARRANGED).length, 1);
  assert.equal(toWang(talk, EXTRACT).length, 0);
});

test("H08 the library changes while questions are on their way: they end on the library they began with", async (t) => {
  const talk = await open(t);
  let calls = 0;
  answer((turn) => {
    calls++;
    talk.put(`more${calls}.md`, `---\ntitle: 雨衣办法${calls}\n---\n第一条 雨衣每年发放一件。`);
    return { ...faithful(turn), delayMs: 100 };
  });
  const all = await Promise.all(["g1", "g2", "g3"].map((chat, i) => talk.group(chat, `p${i}`, `${QUESTION}？${i}`)));
  assert.ok(calls > 0);
  const heard = talk.said.filter((one) => ARRANGED.test(one.text));
  assert.deepEqual(heard.map((one) => one.to).sort(), ["g1", "g2", "g3"]);
  assert.ok(all.length === 3);
});

test("H09 a wrong model name alarms an administrator once a day, and no one else", async (t) => {
  answer(() => ({ status: 404, error: { message: "The model `fake` does not exist", code: "model_not_found" } }));
  const talk = await open(t, { ADMINS: "terminal:root" });
  for (const from of ["wang", "zhao", "sun"])
    assert.match(words(await talk.group("g1", from, QUESTION), "g1"), EXTRACT);
  const alarms = () => talk.said.filter((one) => /大模型接口不能用了（404）/.test(one.text)).map((one) => one.to);
  assert.deepEqual(alarms(), ["@root"]);
  await talk.clock("2026-11-24T09:00:00+08:00");
  await talk.group("g1", "wang", QUESTION);
  assert.deepEqual(alarms(), ["@root", "@root"]);
});

test("H10 an answer in another language, or in JSON of its own, is not shown", async (t) => {
  const id = (turn: UserTurn) => idOf(turn, "三十日以内");
  for (const make of [
    (turn: UserTurn) => said([["The station must return the deposit.", [id(turn), "站点应当在三十日以内退还"]]]),
    (turn: UserTurn) =>
      said([["ステーションは保証金を返さなければなりません", [id(turn), "站点应当在三十日以内退还"]]]),
    () => ({ say: { result: "ok", data: [1, 2, 3] } }),
    () => ({ say: "The deposit is returned within thirty days." }),
  ]) {
    answer(make);
    const talk = await open(t);
    assert.match(words(await talk.group("g1", "wang", QUESTION)), EXTRACT);
    await talk.stop();
  }
});

test("H11 a megabyte in one line of a stream is cut, in time", async (t) => {
  answer(() => ({ events: [`data: ${"押".repeat(1_500_000)}`, "\n\n"] }));
  const talk = await open(t);
  const began = performance.now();
  assert.match(words(await talk.group("g1", "wang", QUESTION)), EXTRACT);
  assert.ok(performance.now() - began < 10_000);
  assert.ok(fake.calls.length <= 3);
});

test("a dead endpoint holds nobody longer than ANSWER_DEADLINE_MS", async (t) => {
  fake.always({ silent: true });
  const talk = await open(t, { ANSWER_DEADLINE_MS: "300" });
  const began = performance.now();
  assert.match(words(await talk.group("g1", "wang", QUESTION)), EXTRACT);
  // Opening the house's part of it is not waiting: this is far below the default of twelve seconds.
  assert.ok(performance.now() - began < 8_000, `${performance.now() - began} ms`);
});
