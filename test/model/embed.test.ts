import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { type EmbeddingEndpoint, openEmbedder } from "../../src/model/embed.ts";
import { vectorsIn } from "../../src/model/vectors-in.ts";
import type { EmbeddingStep } from "../emulators/openai/embeddings.ts";
import { fakeModel } from "../emulators/openai/index.ts";
import { noted } from "./noted.ts";

const fake = await fakeModel();
after(() => fake.stop());
const desk = fake.embeddings;
const { lines, log } = noted();
const clock = { now: 1_000_000 };
beforeEach(() => {
  fake.clear();
  lines.length = 0;
});
const open = (more: Partial<EmbeddingEndpoint> = {}) =>
  openEmbedder(
    { baseURL: fake.baseURL, apiKey: "sk-test", model: "bge", deadlineMs: 12_000, ...more },
    log,
    () => clock.now,
  );
const TEXTS = ["劳动报酬按月发放", "头盔由站点登记", "水壶", "劳动报酬按月发放", "头盔"];
const length = (vector: Float32Array | undefined) => Math.hypot(...(vector ?? []));

test("texts become vectors of unit length, in their order, by the package's own call over HTTP", async () => {
  const made = await open().passages(TEXTS, undefined);
  assert.ok(made.kind === "vectors" && made.vectors.length === 5);
  const [a, b, , c] = made.vectors;
  assert.ok(Math.abs(length(a) - 1) < 1e-5);
  assert.deepEqual(a, c);
  assert.notDeepEqual(a, b);
  assert.equal(desk.calls[0]?.headers.authorization, "Bearer sk-test");
  assert.deepEqual(Object.keys(desk.calls[0]?.body ?? {}).sort(), ["encoding_format", "input", "model"]);
  // Backwards, and packed in base64: the same vectors.
  for (const step of [{ shuffled: true as const }, { base64: true as const }]) {
    desk.script(step);
    assert.deepEqual(await open().passages(TEXTS, undefined), made);
  }
});

test("a dimension is asked for where one is set, names the space, and nothing else is taken", async () => {
  const embedder = open({ dimensions: 64 });
  assert.equal(embedder.space, "bge 64");
  assert.equal(open().space, "bge");
  const made = await embedder.passages(["水壶"], undefined);
  assert.ok(made.kind === "vectors" && made.vectors[0]?.length === 64);
  assert.equal(desk.calls[0]?.body.dimensions, 64);
  desk.script({ dims: 65 });
  assert.deepEqual(await embedder.passages(["水壶"], undefined), { kind: "refused", why: "wrong dimension" });
});

test("whatever the endpoint does wrong is told in a word of ours, and leaves nothing of it in the log", async () => {
  const secret = "sk-abc123 不想让人看见";
  const cases: [EmbeddingStep, string][] = [
    [{ missing: 1 }, "refused wrong count"],
    [{ missing: -1 }, "refused wrong count"],
    [{ sameIndex: true }, "refused wrong order"],
    [{ hole: true }, "refused no direction"],
    [{ nan: true }, "refused no direction"],
    [{ zero: true }, "refused no direction"],
    [{ dims: 3 }, "refused wrong dimension"],
    [{ dims: 0 }, "refused wrong dimension"],
    [{ status: 400, error: { message: secret } }, "refused 400"],
    [{ status: 413 }, "refused 413"],
    [{ status: 401, error: { message: secret } }, "later 401"],
    [{ status: 500 }, "later 500"],
    [{ status: 429, headers: { "retry-after": "7" } }, "later 429 7000"],
    [{ raw: { type: "text/html", body: `<html>${secret}` } }, "refused no vectors"],
    [{ raw: { type: "application/json", body: `{"data": ${secret}` } }, "later broken json"],
    [
      { raw: { type: "application/json", body: '{"data":[{"embedding":"AAA="},{"embedding":"AAA="}]}' } },
      "refused wrong dimension",
    ],
    [{ cut: true }, "later cut off"],
  ];
  for (const [step, expected] of cases) {
    desk.script(step);
    const made = await open().passages(["水壶", "头盔"], 256);
    const said = made.kind === "vectors" ? "vectors" : `${made.kind} ${made.why}`;
    const after = made.kind === "later" && made.afterMs !== undefined ? ` ${made.afterMs}` : "";
    assert.equal(`${said}${after}`, expected, JSON.stringify(step));
    // What fills asks again by itself: the package must not.
    assert.equal(desk.calls.length, 1, JSON.stringify(step));
    desk.clear();
    // One vector has one place, whatever its index says.
    if (step.sameIndex) continue;
    desk.script(step);
    assert.equal(await open().question("什么水壶", 256), undefined, JSON.stringify(step));
    desk.clear();
  }
  assert.ok(lines.length > 0 && !/sk-abc|看见|水壶/.test(lines.join()), lines.join());
});

test("an endpoint that is not there at all", async () => {
  const made = await open({ baseURL: "http://127.0.0.1:9/v1" }).passages(["水壶"], undefined);
  assert.deepEqual(made, { kind: "later", why: "no connection" });
});

test("a question waits an eighth of the answer's time, its numbers masked; a slow endpoint is soon left alone", async () => {
  const embedder = open({ deadlineMs: 800 });
  assert.equal((await embedder.question("我的电话13800138000", 256))?.length, 256);
  assert.deepEqual(desk.inputs(), ["我的电话〔电话〕"]);
  desk.clear();
  for (const step of [{ silent: true as const }, { delayMs: 3_000 }, { dripMs: 50 }]) {
    desk.always(step);
    const began = performance.now();
    assert.equal(await embedder.question("水壶", 256), undefined);
    const took = performance.now() - began;
    assert.ok(took >= 90 && took < 2_500, `${JSON.stringify(step)}: ${took}`);
  }
  await embedder.question("水壶", 256);
  await embedder.question("水壶", 256);
  const asked = desk.calls.length;
  assert.equal(await embedder.question("水壶", 256), undefined);
  assert.equal(desk.calls.length, asked);
  // After two minutes one question tries again, and all is well.
  clock.now += 120_001;
  desk.always({});
  assert.ok(await open({ deadlineMs: 12_000 }).question("水壶", 256));
  assert.ok(lines.every((line) => !line.includes("水壶")));
});

test("an endless body is cut by its size", async () => {
  desk.always({ endless: true });
  const made = await open().passages(["水壶"], undefined);
  assert.equal(made.kind, "later");
});

test("a reply is believed whole or not at all", () => {
  const one = (embedding: unknown, index?: number) => ({ embedding, ...(index === undefined ? {} : { index }) });
  const ok = vectorsIn({ data: [one([3, 4]), one([1, 0])] }, 2, undefined);
  assert.deepEqual(ok, [Float32Array.of(0.6, 0.8), Float32Array.of(1, 0)]);
  assert.equal(vectorsIn({ data: [one([1, 0], 0), one([1, 0], 2)] }, 2, undefined), "wrong order");
  assert.equal(vectorsIn({ data: [one([1, 0], -1)] }, 1, undefined), "wrong order");
  assert.equal(vectorsIn({ data: [one([1, 0]), one([1])] }, 2, undefined), "wrong dimension");
  assert.equal(vectorsIn({ data: [one(["1"])] }, 1, undefined), "no vectors");
  assert.equal(vectorsIn({ data: [one([1e39, 1])] }, 1, undefined), "no direction");
  for (const none of [undefined, null, "<html>", {}, { data: null }, { data: [null] }])
    assert.equal(vectorsIn(none, 1, undefined), "no vectors");
});
