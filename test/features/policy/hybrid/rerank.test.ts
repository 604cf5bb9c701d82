/** A reranker's look at what was found, with vectors and without. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { hybridHouse, LIBRARY } from "./house.ts";

const { fake, talk } = await hybridHouse();
fake.embeddings.same("炒鱿鱼", "解除协议");
const NONE = { OPENAI_EMBEDDING_MODEL: "", OPENAI_EMBEDDING_BASE_URL: "" };
const RERANK = { RERANK_MODEL: "rr", RERANK_BASE_URL: fake.baseURL, RERANK_API_KEY: "sk-r" };
/** Its words stand in every article of the equipment. */
const QUESTION = "损坏的由站点统一登记当面更换";
type House = Awaited<ReturnType<typeof talk>>;

async function articles(bot: House, question = QUESTION): Promise<string[]> {
  const answer = await bot.script.app.policy.ask(question);
  return answer.passages.map((one) => `${one.title} ${one.article}`);
}

test("what it likes best comes first; the gate stays the words'", async (t) => {
  const bot = await talk(t, { ...NONE, ...RERANK });
  const plain = await articles(await talk(t, NONE));
  fake.rerank.always({ relevance: (text) => (text.includes("灭火器") ? 0.9 : 0.1) });
  const [first] = await articles(bot);
  assert.equal(first, "装备管理办法 第二十四条");
  assert.notEqual(plain[0], first);
  assert.ok(fake.rerank.calls.every(({ body }) => body.documents.length <= 30 && body.model === "rr"));
  // However much it likes everything: what the library does not hold is refused.
  fake.rerank.always({ relevance: () => 1 });
  assert.deepEqual(await articles(bot, "红烧肉怎么做"), []);
});

test("thirty texts at most are sent, and none for staff; those keep their places", async (t) => {
  const staff = `---\ntitle: 内部装备口径\nnumber: 内〔2025〕1号\neffective: 2025-01-01\naudience: staff\n---\n第一条　损坏的由站点统一登记，当面更换。\n`;
  const more = (LIBRARY["gear.md"] ?? "").replaceAll("装备管理办法", "备用装备办法").replaceAll("2020", "2021");
  const bot = await talk(t, { ...NONE, ...RERANK }, { ...LIBRARY, "staff.md": staff, "more.md": more });
  await bot.role("handler", "sun");
  await bot.direct("sun", `问政策 ${QUESTION}`);
  await bot.direct("wang", `问政策 ${QUESTION}`);
  assert.equal(fake.rerank.calls.length, 2);
  for (const { body } of fake.rerank.calls) {
    assert.ok(body.documents.length >= 29 && body.documents.length <= 30, String(body.documents.length));
    assert.ok(body.documents.every((text) => !text.includes("内部") && text.length <= 1_200));
  }
});

test("dead, rude or slow: the same order as without it, within the deadline", async (t) => {
  const bot = await talk(t, { ...NONE, ...RERANK, ANSWER_DEADLINE_MS: "1600" });
  const plain = await articles(await talk(t, NONE));
  for (const step of [{ silent: true as const }, { status: 500 }, { index: 3 }, { words: true as const }]) {
    fake.rerank.always(step);
    const began = performance.now();
    assert.deepEqual(await articles(bot), plain, JSON.stringify(step));
    // Its part of the deadline, and a busy machine; by itself a silent one never ends.
    assert.ok(performance.now() - began < 8_000);
  }
});

test("with vectors it orders both their findings", async (t) => {
  const bot = await talk(t, RERANK);
  await bot.fill();
  assert.deepEqual(await articles(bot, "被炒鱿鱼会先打招呼吗"), ["报酬支付规定 第二条"]);
  const [call] = fake.rerank.calls;
  assert.ok(call?.body.documents.some((text) => text.includes("解除协议")));
  assert.equal(call?.headers.authorization, "Bearer sk-r");
});
