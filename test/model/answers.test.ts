import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { endpoint, good } from "./endpoint.ts";

const { ask, fake, formats, fresh, lines, reasons } = await endpoint();

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
  assert.deepEqual(reasons(), ["no text"]);
});

test("case 10: malformed JSON is asked for once more, then given up", async () => {
  fake.script({ say: '{"word": ' }, good);
  assert.deepEqual(await ask(), { word: "站" });
  fake.script({ say: "{word}" }, { say: "I cannot" }, good);
  assert.equal(await ask(), undefined);
  assert.equal(fake.calls.length, 4);
  assert.deepEqual(reasons(), ["no json"]);
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
