import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { z } from "zod";
import { openAiModel } from "../../src/model/index.ts";
import { fakeModel } from "../emulators/openai/index.ts";

const fake = await fakeModel();
after(() => fake.stop());

const Answer = z.object({ word: z.string() });
const good = { say: { word: "站" } };
const SECRET = "sk-abc123 不想让人看见的话";

let lines: string[] = [];
let clock = 0;
beforeEach(() => {
  lines = [];
  clock = 1_000_000;
  fake.clear();
  fake.always({ status: 418 });
});
const log = {
  info: (fields: object, message: string) => void lines.push(JSON.stringify(fields) + message),
  warn: (fields: object, message: string) => void lines.push(JSON.stringify(fields) + message),
  error: (fields: object, message: string) => void lines.push(JSON.stringify(fields) + message),
};
const fresh = (apiKey = "sk-test") => openAiModel({ baseURL: fake.baseURL, apiKey, model: "fake" }, log, () => clock);
const ask = (model = fresh(), deadlineMs = 3000) =>
  model.ask("Answer about {x}.", { question: "什么站" }, Answer, { deadlineMs });
const formats = () => fake.calls.map((call) => call.body.response_format?.type);
const reason = () =>
  lines.length === 1 ? (JSON.parse(lines[0]?.replace(/}[^}]*$/, "}") ?? "{}") as { why: string }).why : lines.length;

test("a faithful answer is checked and handed over", async () => {
  fake.script(good);
  assert.deepEqual(await ask(), { word: "站" });
  const [call] = fake.calls;
  assert.equal(call?.body.model, "fake");
  assert.equal(call?.body.max_tokens, 900);
  assert.deepEqual(
    call?.body.messages?.map((message) => message.role),
    ["system", "user"],
  );
  assert.equal(call?.body.messages?.[1]?.content, '{"question":"什么站"}');
  assert.equal(call?.body.response_format?.type, "json_schema");
  assert.deepEqual(lines, []);
});

test("case 9: a tool nobody offered is not run and is no answer", async () => {
  fake.script({ toolCall: "close_ticket" }, { toolCall: "close_ticket" });
  assert.equal(await ask(), undefined);
  assert.equal(reason(), "no text");
});

test("case 10: malformed JSON is asked for once more, then given up", async () => {
  fake.script({ say: '{"word": ' }, good);
  assert.deepEqual(await ask(), { word: "站" });
  fake.script({ say: "{word}" }, { say: "I cannot" }, good);
  assert.equal(await ask(), undefined);
  assert.equal(fake.calls.length, 4);
  assert.equal(reason(), "no json");
  assert.ok(fake.calls[1]?.body.messages?.[0]?.content.includes("could not be used"));
});

test("case 11: thoughts and fences are taken off", async () => {
  for (const say of [
    '<think>Hm, {"word":"no"} maybe</think>\n```json\n{"word":"站"}\n```',
    'Let me see</think>{"word":"站"}',
    'Here it is:\n```\n{"word":"站"}\n```\nDone.',
    '好的：{"word":"站"}。',
  ]) {
    fake.script({ say });
    assert.deepEqual(await ask(), { word: "站" }, say);
  }
});

test("case 12: a wrong shape is not an answer", async () => {
  for (const say of [{ word: 1 }, { words: "站" }, ["站"], "null", '"站"']) {
    fake.script({ say }, { say });
    assert.equal(await ask(), undefined);
  }
});

test("cases 13 and 15: an endpoint that is slow or silent is left at the deadline", async () => {
  for (const step of [{ ...good, delayMs: 5000 }, { silent: true as const }]) {
    fake.always(step);
    const start = performance.now();
    assert.equal(await ask(fresh(), 250), undefined);
    const took = performance.now() - start;
    assert.ok(took > 200 && took < 1500, `${took}`);
  }
  assert.deepEqual(
    lines.map((line) => /too slow/.test(line)),
    [true, true],
  );
});

test("case 14: a connection cut in the middle is no answer, and no exception", async () => {
  fake.always({ ...good, cut: true });
  assert.equal(await ask(), undefined);
  assert.equal(reason(), "cut off");
});

test("case 16: a retry-after of a minute is not slept out", async () => {
  fake.script({ status: 429, headers: { "retry-after": "60" } });
  const start = performance.now();
  assert.equal(await ask(), undefined);
  assert.ok(performance.now() - start < 1000);
  assert.equal(fake.calls.length, 1);
  assert.equal(reason(), "429");
});

test("cases 17 and 18: one more try after 429 and 500, not two", async () => {
  fake.script({ status: 429, headers: { "retry-after-ms": "10" } }, good);
  assert.deepEqual(await ask(), { word: "站" });
  fake.script(
    { status: 500, headers: { "retry-after-ms": "10" } },
    { status: 500, headers: { "retry-after-ms": "10" } },
    good,
  );
  assert.equal(await ask(), undefined);
  assert.equal(fake.calls.length, 4);
});

test("cases 19 and 20: a refused key and a proxy's page are no answers and leave nothing in the log", async () => {
  fake.script({ status: 401, error: { message: `Incorrect API key ${SECRET}`, code: "invalid_api_key" } });
  assert.equal(await ask(), undefined);
  fake.script({ raw: { type: "text/html", body: `<html>${SECRET}</html>` } });
  assert.equal(await ask(), undefined);
  fake.script({ raw: { type: "application/json", body: `{"error":{"message":"${SECRET}"}}` } });
  assert.equal(await ask(), undefined);
  fake.script({ raw: { type: "application/json", body: `{"choices": ${SECRET}` } });
  assert.equal(await ask(), undefined);
  assert.equal(lines.length, 4);
  assert.ok(!lines.join().includes("sk-abc") && !lines.join().includes("看见"), lines.join());
  assert.ok(!lines.join().includes("什么站"));
});

test("case 21: a context overflow climbs no ladder", async () => {
  fake.script({
    status: 400,
    error: { message: "This model's maximum context length is 8192 tokens", code: "context_length_exceeded" },
  });
  assert.equal(await ask(), undefined);
  assert.equal(fake.calls.length, 1);
  assert.equal(reason(), "too long");
});

test("case 22: a refused schema leads down the ladder, and the rung is remembered", async () => {
  const refuse = { status: 400, error: { message: "This response_format type is unavailable now" } };
  const model = fresh();
  fake.always((call) => (call.body.response_format ? refuse : good));
  assert.deepEqual(await ask(model), { word: "站" });
  assert.deepEqual(formats(), ["json_schema", "json_object", undefined]);
  assert.ok(fake.calls[1]?.body.messages?.[0]?.content.includes('"word"'), "the schema is written down");
  assert.deepEqual(await ask(model), { word: "站" });
  assert.deepEqual(formats().slice(3), [undefined]);
});

test("case 22: an endpoint that ignores the schema is believed to, the second time", async () => {
  const model = fresh();
  fake.always((call) => (call.body.response_format?.type === "json_schema" ? { say: "Sure! The word is 站." } : good));
  assert.deepEqual(await ask(model), { word: "站" });
  assert.deepEqual(await ask(model), { word: "站" });
  assert.deepEqual(await ask(model), { word: "站" });
  assert.deepEqual(formats(), ["json_schema", "json_object", "json_schema", "json_object", "json_object"]);
});

test("a schema that the strict form cannot say begins one rung lower", async () => {
  fake.always({ say: { counts: { a: 1 } } });
  const Counts = z.object({ counts: z.record(z.string(), z.number()) });
  assert.deepEqual(await fresh().ask("Count.", "a", Counts), { counts: { a: 1 } });
  assert.deepEqual(formats(), ["json_object"]);
});

test("newer models' names for the same wishes are learnt", async () => {
  fake.script(
    { status: 400, error: { message: "Unsupported parameter", param: "max_tokens" } },
    { status: 400, error: { message: "Unsupported value", param: "temperature" } },
    good,
    good,
  );
  const model = fresh();
  assert.deepEqual(await ask(model), { word: "站" });
  assert.deepEqual(await ask(model), { word: "站" });
  const last = fake.calls.at(-1)?.body;
  assert.deepEqual([last?.max_tokens, last?.max_completion_tokens, last?.temperature], [undefined, 900, undefined]);
  assert.deepEqual(formats(), ["json_schema", "json_schema", "json_schema", "json_schema"]);
});

test("cases 23 to 25: empty, cut short, filtered, refused", async () => {
  fake.script({ say: "" }, { say: " " });
  assert.equal(await ask(), undefined);
  fake.script({ say: '{"word":"站', finish: "length" }, { say: '{"word":"站', finish: "length" });
  assert.equal(await ask(), undefined);
  fake.script({ say: "", finish: "content_filter" });
  assert.equal(await ask(), undefined);
  fake.script({ refusal: "No." });
  assert.equal(await ask(), undefined);
  assert.equal(fake.calls.length, 6);
  assert.deepEqual(
    lines.map((line) => /"why":"([^"]+)"/.exec(line)?.[1]),
    ["no text", "cut short", "declined", "declined"],
  );
  fake.script({ reasoning: '{"word":"站"}' });
  assert.deepEqual(await ask(), { word: "站" }, "vLLM may leave it in reasoning_content");
});

test("case 27: endless output is cut by its size, long before the deadline", async () => {
  fake.always({ ...good, endless: true });
  const start = performance.now();
  assert.equal(await ask(fresh(), 20_000), undefined);
  assert.ok(performance.now() - start < 10_000);
  fake.script({ say: "x".repeat(300_000) }, { say: "{".repeat(300_000) });
  assert.equal(await ask(), undefined);
});

test("no connection at all is no answer", async () => {
  const nobody = openAiModel({ baseURL: "http://127.0.0.1:1/v1", apiKey: "k", model: "m" }, log, () => clock);
  assert.equal(await ask(nobody), undefined);
  assert.equal(reason(), "no connection");
});

test("two questions at once do not mix", async () => {
  fake.always((call) => ({
    say: { word: call.body.messages?.[1]?.content ?? "" },
    delayMs: call.body.messages?.[1]?.content === '"a"' ? 60 : 1,
  }));
  const model = fresh();
  const both = await Promise.all(["a", "b"].map((word) => model.ask("Echo.", word, Answer)));
  assert.deepEqual(both, [{ word: '"a"' }, { word: '"b"' }]);
});

test("after five failures the endpoint is left alone for two minutes, then tried once", async () => {
  const model = fresh();
  fake.always({ status: 404 });
  for (let i = 0; i < 5; i++) assert.equal(await ask(model), undefined);
  assert.equal(fake.calls.length, 5);
  assert.equal(await ask(model), undefined);
  clock += 119_000;
  assert.equal(await ask(model), undefined);
  assert.equal(fake.calls.length, 5, "nobody waits for it");
  clock += 1_000;
  assert.deepEqual(await Promise.all([ask(model), ask(model)]), [undefined, undefined]);
  assert.equal(fake.calls.length, 6, "one question tries");
  clock += 120_000;
  fake.always(good);
  assert.deepEqual(await ask(model), { word: "站" });
  assert.deepEqual(await ask(model), { word: "站" });
});

test("failures far apart do not add up", async () => {
  const model = fresh();
  fake.always({ status: 404 });
  for (let i = 0; i < 8; i++) {
    clock += 20_000;
    await ask(model);
  }
  assert.equal(fake.calls.length, 8);
});

test("nothing of this machine's environment reaches the endpoint", async () => {
  const names = {
    OPENAI_ORG_ID: "org-x",
    OPENAI_PROJECT_ID: "proj-x",
    OPENAI_CUSTOM_HEADERS: "x-leak: yes",
    OPENAI_ADMIN_KEY: "admin-x",
    OPENAI_LOG: "debug",
  };
  const before = Object.keys(names).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, names);
  try {
    fake.script(good);
    assert.deepEqual(await ask(fresh("")), { word: "站" });
    const headers = fake.calls[0]?.headers ?? {};
    assert.deepEqual(
      [headers["openai-organization"], headers["openai-project"], headers["x-leak"]],
      [undefined, undefined, undefined],
    );
    assert.equal(headers.authorization, "Bearer none");
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
});

test("numbers of persons are masked before they leave", async () => {
  fake.script(good);
  await fresh().ask("x", { text: "我电话138 0013 8000", list: ["身份证11010119900307771X"] }, Answer);
  const sent = JSON.stringify(fake.calls[0]?.body);
  assert.ok(sent.includes("〔电话〕") && sent.includes("〔证件号〕"));
  assert.ok(!/8000|0307/.test(sent));
});
