/** Answers never wait on a dead endpoint; and what became of them is counted, without words or people. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { test } from "node:test";
import { http } from "../../../../src/http.ts";
import { words } from "../../../talk.ts";
import { house, idOf, said, type UserTurn } from "./house.ts";

const { fake, answer, asked, talk: open } = await house();

const QUESTION = "问政策 站点收了押金多久退";
const EXTRACT = /^以下为文件原文，未经整理/;
const ARRANGED = /^以下由机器按文件原文整理/;
const DEADLINE_MS = 900;
/** What everything else may take on a busy machine: with it still less than the deadline that holds where none is set. */
const BESIDE_MS = 8_000;
const faithful = (turn: UserTurn) =>
  said([["押金要在三十日以内退还。", [idOf(turn, "三十日以内"), "站点应当在三十日以内退还"]]]);

/** A socket that takes everything in and never says a word. */
async function blackHole(t: Parameters<typeof open>[0]): Promise<string> {
  const held = new Set<Socket>();
  const server = createServer((socket) => {
    held.add(socket.on("error", () => {}).on("data", () => {}));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    for (const socket of held) socket.destroy();
    server.close();
  });
  const address = server.address();
  assert.ok(address && typeof address === "object");
  return `http://127.0.0.1:${address.port}/v1`;
}

type Talk = Awaited<ReturnType<typeof open>>;

/** The numbers of /metrics by name and labels. */
async function metrics({ script }: Talk): Promise<Map<string, number>> {
  const { database, adapters } = script.app;
  const response = await http({ database, adapters, routes: new Map() }).request("/metrics");
  const text = await response.text();
  const lines = text.split("\n").filter((line) => line.startsWith("yizhan_"));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]),
  );
}

/** How much each number grew while something was done. */
async function grew(talk: Talk, work: () => Promise<void>): Promise<Record<string, number>> {
  const before = await metrics(talk);
  await work();
  const after = await metrics(talk);
  const rose = [...after].map(
    ([name, value]) => [name, Math.round((value - (before.get(name) ?? 0)) * 1e6) / 1e6] as const,
  );
  return Object.fromEntries(rose.filter(([name, by]) => by !== 0 && /answer|model/.test(name)));
}

test("a black hole: five questions wait no longer than the deadline, the sixth not at all, and nobody goes without", async (t) => {
  const talk = await open(t, { OPENAI_BASE_URL: await blackHole(t), ANSWER_DEADLINE_MS: String(DEADLINE_MS) });
  const counted = await grew(talk, async () => {
    for (let i = 0; i < 5; i++) {
      const began = performance.now();
      assert.match(words(await talk.group("g1", `p${i}`, QUESTION)), EXTRACT);
      const took = performance.now() - began;
      assert.ok(took < DEADLINE_MS + BESIDE_MS, `${i}: ${took}`);
    }
    for (let i = 5; i < 15; i++) assert.match(words(await talk.group("g1", `p${i}`, QUESTION)), EXTRACT);
  });
  assert.equal(counted['yizhan_answers_total{source="extract",status="passages"}'], 15);
  assert.equal(counted['yizhan_model_calls_total{came="deadline"}'], 5);
  assert.equal(counted['yizhan_model_calls_total{came="left alone"}'], 10);
  assert.equal((await metrics(talk)).get("yizhan_model_breaker_open"), 1);
  await talk.clock("2026-11-23T09:10:00+08:00");
  assert.equal((await metrics(talk)).get("yizhan_model_breaker_open"), 0);
});

test("a black hole and forty people at once: nobody waits for the others' waiting", async (t) => {
  const talk = await open(t, { OPENAI_BASE_URL: await blackHole(t), ANSWER_DEADLINE_MS: String(DEADLINE_MS) });
  const alone = performance.now();
  await talk.group("alone", "p", QUESTION);
  const began = performance.now();
  await Promise.all(Array.from({ length: 40 }, (_, i) => talk.group(`g${i}`, `p${i}`, QUESTION)));
  // Eight ask at once and the others stand in line; still it is one deadline, not five: by what one alone takes here now.
  const took = (performance.now() - began) / (began - alone);
  assert.ok(took < 4.5, `${took} times`);
  for (let i = 0; i < 40; i++) {
    const shown = talk.said.filter((one) => one.to === `g${i}` && EXTRACT.test(one.text));
    assert.equal(shown.length, 1, `g${i}`);
  }
});

test("an answer that trickles in is no answer after the deadline", async (t) => {
  answer((turn) => ({ ...faithful(turn), dripMs: 100 }));
  const talk = await open(t, { ANSWER_DEADLINE_MS: String(DEADLINE_MS) });
  const began = performance.now();
  assert.match(words(await talk.group("g1", "wang", QUESTION)), EXTRACT);
  assert.ok(performance.now() - began < DEADLINE_MS + BESIDE_MS);
  assert.equal(asked().length, 1, "no second try without time");
});

test("what became of answers is counted: source, status, cache, tokens, yuan, budgets, ratings; no words, nobody", async (t) => {
  answer(faithful);
  const prices = { MODEL_YUAN_PER_MILLION_IN: "100000", MODEL_YUAN_PER_MILLION_OUT: "50000" };
  const talk = await open(t, { ...prices, ANSWER_PER_PERSON_DAY: "1" });
  const counted = await grew(talk, async () => {
    assert.match(words(await talk.group("g1", "wang", QUESTION)), ARRANGED);
    assert.match(words(await talk.group("g1", "zhao", QUESTION)), ARRANGED);
    assert.match(words(await talk.group("g1", "wang", "问政策 报酬多久发一次")), /以下为文件原文/);
    await talk.press("g1", "zhao", "有用");
    await talk.group("g1", "zhao", "问政策 红烧肉怎么做");
  });
  assert.deepEqual(counted, {
    'yizhan_answers_total{source="model",status="answered"}': 2,
    'yizhan_answers_total{source="extract",status="passages"}': 1,
    'yizhan_answers_total{source="extract",status="refused"}': 1,
    'yizhan_answer_cache_total{found="miss"}': 1,
    'yizhan_answer_cache_total{found="hit"}': 1,
    'yizhan_answers_over_budget_total{budget="person"}': 1,
    'yizhan_answers_rated_total{useful="yes"}': 1,
    'yizhan_model_calls_total{came="answer"}': 1,
    'yizhan_model_tokens_total{kind="read"}': 1,
    'yizhan_model_tokens_total{kind="written"}': 1,
    yizhan_model_yuan_total: 0.15,
  });
  const names = [...(await metrics(talk)).keys()].join("\n");
  assert.doesNotMatch(names, /wang|zhao|押金|红烧|g1|fake/);
});

test("an endpoint cannot invent labels", async (t) => {
  fake.always({ status: 418, error: { message: "sk-abc", code: "wang" } });
  const talk = await open(t);
  const counted = await grew(talk, async () => {
    await talk.group("g1", "wang", QUESTION);
  });
  assert.equal(counted['yizhan_model_calls_total{came="http"}'], 1);
});
