import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { openReranker } from "../../src/model/rerank.ts";
import { fakeModel } from "../emulators/openai/index.ts";
import type { RerankStep } from "../emulators/openai/rerank.ts";
import { noted } from "./noted.ts";

const fake = await fakeModel();
after(() => fake.stop());
const { lines, log } = noted();
const clock = { now: 1_000_000 };
beforeEach(() => {
  fake.clear();
  lines.length = 0;
});
const open = (deadlineMs = 12_000, apiKey = "sk-r", baseURL = fake.baseURL) =>
  openReranker({ baseURL, apiKey, model: "rr", deadlineMs }, log, () => clock.now);
const TEXTS = ["雨具", "头盔由站点登记", "头盔"];

test("each text gets its score by its place, whatever order they come in", async () => {
  const scores = await open().relevance("头盔登记 13800138000", TEXTS);
  assert.deepEqual(
    scores?.map((score) => score !== undefined && Math.round(score * 100) >= 0),
    [true, true, true],
  );
  assert.ok((scores?.[1] ?? 0) > (scores?.[2] ?? 0) && (scores?.[2] ?? 0) > (scores?.[0] ?? 0));
  const [call] = fake.rerank.calls;
  assert.deepEqual(call?.body, { model: "rr", query: "头盔登记 〔电话〕", documents: TEXTS, top_n: 3 });
  assert.equal(call?.headers.authorization, "Bearer sk-r");
  await open(12_000, "", `${fake.baseURL}/`).relevance("头盔", TEXTS);
  assert.equal(fake.rerank.calls[1]?.headers.authorization, undefined);
});

test("those that it leaves out have no score; no texts, no call", async () => {
  fake.rerank.script({ top: 1 });
  const scores = await open().relevance("头盔登记", TEXTS);
  assert.deepEqual(
    scores?.map((score) => score === undefined),
    [true, false, true],
  );
  fake.rerank.calls.length = 0;
  assert.equal(await open().relevance("头盔", []), undefined);
  assert.equal(fake.rerank.calls.length, 0);
});

test("whatever goes wrong, the order stays as it is, and the log knows a word for it alone", async () => {
  const secret = "sk-abc 不想让人看见";
  const cases: [RerankStep, string][] = [
    [{ index: 0 }, "wrong order"],
    [{ index: 7 }, "wrong order"],
    [{ index: -1 }, "wrong order"],
    [{ words: true }, "no scores"],
    [{ top: 0 }, "no scores"],
    [{ status: 401, error: { message: secret } }, "401"],
    [{ status: 429, headers: { "retry-after": "60" } }, "429"],
    [{ status: 500 }, "500"],
    [{ raw: { type: "text/html", body: `<html>${secret}` } }, "broken json"],
    [{ raw: { type: "application/json", body: "null" } }, "no scores"],
    [{ cut: true }, "no connection"],
    [{ endless: true }, "no connection"],
    [{ silent: true }, "too slow"],
  ];
  for (const [step, why] of cases) {
    fake.rerank.script(step);
    assert.equal(await open(step.silent ? 800 : 60_000).relevance("头盔登记", TEXTS), undefined, JSON.stringify(step));
    assert.match(lines.at(-1) ?? "", new RegExp(`"why":"${why}"`), JSON.stringify(step));
  }
  assert.ok(!/sk-abc|看见|头盔/.test(lines.join()));
});

test("a dead one is waited for an eighth of an answer's time, five times, and then left alone for two minutes", async () => {
  const reranker = open(800);
  fake.rerank.always({ silent: true });
  for (let i = 0; i < 7; i++) {
    const began = performance.now();
    assert.equal(await reranker.relevance("头盔", TEXTS), undefined);
    // Nothing else would ever end it.
    assert.ok(performance.now() - began < 10_000);
  }
  assert.equal(fake.rerank.calls.length, 5);
  clock.now += 120_001;
  fake.rerank.always({});
  for (let tries = 0; tries < 3; tries++) {
    if (await reranker.relevance("头盔", TEXTS)) return;
    clock.now += 120_001;
  }
  assert.fail("it was never tried again");
});
