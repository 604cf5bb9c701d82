import assert from "node:assert/strict";
import { test } from "node:test";
import { Answer, endpoint, good } from "./endpoint.ts";

const { ask, clock, fake, fresh, lines, reasons } = await endpoint();
const SECRET = "sk-abc123 不想让人看见的话";

test("cases 13 and 15: an endpoint that is slow or silent is left at the deadline", async () => {
  for (const step of [{ ...good, delayMs: 5000 }, { silent: true as const }]) {
    fake.always(step);
    const start = performance.now();
    assert.equal(await ask(fresh(), 250), undefined);
    const took = performance.now() - start;
    assert.ok(took > 200 && took < 4500, `${took}`);
  }
  assert.deepEqual(
    lines.map((line) => /too slow/.test(line)),
    [true, true],
  );
});

test("case 14: a connection cut in the middle is no answer, and no exception", async () => {
  fake.always({ ...good, cut: true });
  assert.equal(await ask(), undefined);
  assert.deepEqual(reasons(), ["cut off"]);
});

test("case 16: a retry-after of a minute is not slept out", async () => {
  fake.script({ status: 429, headers: { "retry-after": "60" } });
  const start = performance.now();
  assert.equal(await ask(), undefined);
  assert.ok(performance.now() - start < 30_000);
  assert.equal(fake.calls.length, 1);
  assert.deepEqual(reasons(), ["429"]);
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
  assert.deepEqual(reasons(), ["too long"]);
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
  const nobody = fresh("k", "http://127.0.0.1:1/v1");
  assert.equal(await ask(nobody), undefined);
  assert.deepEqual(reasons(), ["no connection"]);
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
  clock.now += 119_000;
  assert.equal(await ask(model), undefined);
  assert.equal(fake.calls.length, 5, "nobody waits for it");
  clock.now += 1_000;
  assert.deepEqual(await Promise.all([ask(model), ask(model)]), [undefined, undefined]);
  assert.equal(fake.calls.length, 6, "one question tries");
  clock.now += 120_000;
  fake.always(good);
  assert.deepEqual(await ask(model), { word: "站" });
  assert.deepEqual(await ask(model), { word: "站" });
});

test("failures far apart do not add up", async () => {
  const model = fresh();
  fake.always({ status: 404 });
  for (let i = 0; i < 8; i++) {
    clock.now += 20_000;
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
