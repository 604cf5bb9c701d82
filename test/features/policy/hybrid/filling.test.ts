/** Making the library's vectors: paced, cached, gone with the passages, and unimpressed by a rude endpoint. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { register } from "prom-client";
import { shelfOf } from "../../../../src/features/policy/desk.ts";
import { Shelf } from "../../../../src/features/policy/library/shelf.ts";
import { Filling } from "../../../../src/features/policy/retrieval/filling.ts";
import { openEmbedder } from "../../../../src/model/embed.ts";
import type { EmbeddingStep } from "../../../emulators/openai/embeddings.ts";
import { words } from "../../../talk.ts";
import { type Hybrid, hybridHouse, LIBRARY, numeral } from "./house.ts";

const { fake, talk } = await hybridHouse();
fake.embeddings.same("炒鱿鱼", "解除协议");
const QUESTION = "被炒鱿鱼会先打招呼吗";
const ALL = 26;

/** Texts that were sent in calls that the endpoint took. */
function taken(most = 2_048): string[] {
  const calls = fake.embeddings.calls.map(({ body }) => [body.input].flat());
  return calls.filter((inputs) => inputs.length <= most).flat();
}

async function finds(bot: Hybrid): Promise<boolean> {
  return /须提前三十日书面通知/.test(words(await bot.direct("wang", QUESTION)));
}

/** Until the folder's change is seen and dealt with: files change by real time, which a question does not wait for. */
async function looked(bot: Hybrid): Promise<void> {
  for (let i = 0; i < 3; i++) {
    shelfOf(bot.script.app.kit).stale();
    await bot.fill(5);
  }
}

test("nothing is asked for at the start; a second later it is, each text once, and then never again", async (t) => {
  const bot = await talk(t);
  assert.equal(fake.embeddings.calls.length, 0);
  await bot.fill();
  assert.equal(fake.embeddings.inputs().length, ALL);
  assert.ok(fake.embeddings.calls.every(({ body }) => body.model === "bge" && body.encoding_format === "float"));
  assert.match(await register.metrics(), /yizhan_vectors\{state="kept"\} 26\n.*state="missing"\} 0/);
  await bot.restart();
  await bot.fill(60);
  assert.equal(fake.embeddings.inputs().length, ALL);
  assert.ok(await finds(bot));
});

test("a new text is embedded alone; a text that is gone takes its vector along", async (t) => {
  const bot = await talk(t);
  await bot.fill();
  fake.embeddings.calls.length = 0;
  bot.put("new.md", "---\ntitle: 新规\nnumber: 新〔2026〕1号\neffective: 2026-01-01\n---\n第一条　骑手有权休假。\n");
  await looked(bot);
  assert.deepEqual(
    fake.embeddings.inputs().filter((text) => text.includes("有权休假")),
    ["新规 第一条\n骑手有权休假。"],
  );
  assert.equal((await bot.kept()).length, ALL + 1);
  bot.put("pay.md", undefined);
  await looked(bot);
  assert.equal((await bot.kept()).length, ALL - 1);
  assert.equal(await finds(bot), false);
});

test("killed in the middle, it goes on without asking twice for what is kept", async (t) => {
  const many = Array.from(
    { length: 600 },
    (_, at) => `第${at < 99 ? numeral(at + 1) : `${at + 1}`}条　编号${at}的事项照此办理。`,
  );
  const long = `---\ntitle: 长办法\nnumber: 长〔2025〕1号\neffective: 2025-01-01\n---\n${many.join("\n\n")}\n`;
  const bot = await talk(t, {}, { "long.md": long });
  let told = 0;
  // The first tick's 512 come through; in the second the endpoint hangs, and there the process ends.
  fake.embeddings.always((call) => {
    told += [call.body.input].flat().length;
    return told > 512 ? { silent: true } : {};
  });
  const all = new Set<string>();
  bot.fill().catch(() => {});
  while (told <= 512) await new Promise(setImmediate);
  const before = fake.embeddings.inputs().slice(0, 512);
  fake.embeddings.clear();
  await bot.restart();
  await bot.fill();
  const after = taken();
  for (const text of [...before, ...after]) {
    assert.ok(!all.has(text), "asked for twice");
    all.add(text);
  }
  assert.equal((await bot.kept()).length, all.size);
  assert.ok(all.size >= 600 && after.length < 120);
});

test("another model: filled anew, the old vectors dropped", async (t) => {
  const bot = await talk(t);
  await bot.fill();
  const { kit, database } = bot.script.app;
  fake.embeddings.calls.length = 0;
  const config = { baseURL: fake.baseURL, apiKey: "", model: "other", dimensions: 64, deadlineMs: 12_000 };
  const other = new Filling(kit, new Shelf(kit), openEmbedder(config, kit.log, kit.now));
  for (let i = 0; i < 3; i++) {
    const answer = await other.tick();
    assert.ok(typeof answer === "function");
    await database.unit(async (tx) => void (await answer(tx)));
  }
  assert.deepEqual([...new Set((await bot.kept()).map(({ space }) => space))], ["other 64"]);
  assert.equal(fake.embeddings.inputs().length, ALL);
  assert.deepEqual(await other.counts(), { dims: 64, kept: ALL, missing: 0, refused: 0 });
});

test("an endpoint that takes ten texts at once gets no more, once that is known", async (t) => {
  fake.embeddings.always({ most: 10 });
  const bot = await talk(t);
  await bot.fill();
  assert.equal((await bot.kept()).length, ALL);
  assert.deepEqual(
    fake.embeddings.calls.map(({ body }) => [body.input].flat().length),
    [26, 13, 7, 7, 7, 5],
  );
});

test("one text that the endpoint refuses, or makes no numbers of, keeps no other from its vector", async (t) => {
  for (const rude of [{ status: 400 }, { hole: true as const }]) {
    fake.embeddings.always(({ body }) => ([body.input].flat().some((text) => text.includes("雨棚")) ? rude : {}));
    const bot = await talk(t);
    await bot.fill();
    assert.equal((await bot.kept()).length, ALL - 1);
    assert.ok(await finds(bot));
    fake.embeddings.clear();
  }
});

test("out of order, packed in base64 unasked, or all of one index: each vector still belongs to its text", async (t) => {
  for (const way of [{ shuffled: true as const }, { base64: true as const }, { sameIndex: true as const }]) {
    fake.embeddings.always(way);
    const bot = await talk(t);
    await bot.fill();
    assert.equal((await bot.kept()).length, ALL);
    assert.ok(await finds(bot));
    fake.embeddings.clear();
  }
});

test("a rude endpoint leaves nothing behind, is not pestered, and is taken up again when it is well", async (t) => {
  const rude: EmbeddingStep[] = [
    { missing: 1 },
    { missing: -1 },
    { zero: true },
    { nan: true },
    { dims: 0 },
    { status: 429, headers: { "retry-after": "120" } },
    { status: 500 },
    { status: 401, error: { message: "bad key sk-abc" } },
    { raw: { type: "text/html", body: "<html>sorry</html>" } },
    { raw: { type: "application/json", body: "{" } },
    { cut: true },
  ];
  for (const step of rude) {
    fake.embeddings.always(step);
    const bot = await talk(t);
    await bot.fill(1);
    const what = JSON.stringify(step);
    // Half as many texts with every refusal, then one by one, then longer and longer pauses.
    assert.ok(fake.embeddings.calls.length <= 20, `${what}: ${fake.embeddings.calls.length} calls in a minute`);
    assert.deepEqual(await bot.kept(), [], what);
    assert.equal(await finds(bot), false, what);
    fake.embeddings.always({});
    await bot.fill(4);
    assert.equal((await bot.kept()).length, ALL, what);
    assert.ok(await finds(bot), what);
    await bot.stop();
    fake.embeddings.clear();
  }
});

test("vectors of another length under the same name are not mixed with those kept", async (t) => {
  const bot = await talk(t);
  await bot.fill();
  fake.embeddings.always({ dims: 100 });
  bot.put("new.md", "---\ntitle: 新规\nnumber: 新〔2026〕1号\neffective: 2026-01-01\n---\n第一条　骑手有权休假。\n");
  await looked(bot);
  assert.equal((await bot.kept()).length, ALL);
  assert.equal(await finds(bot), false);
});

test("a library without vectors asks for no question's vector", async (t) => {
  const bot = await talk(t, {}, { "gear.md": LIBRARY["gear.md"] ?? "" });
  await bot.direct("wang", "头盔坏了怎么更换");
  assert.equal(fake.embeddings.calls.length, 0);
});
