/** Vectors beside the words, as people meet them: what they find, and what they must not bring in. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { words } from "../../../talk.ts";
import { hybridHouse, LIBRARY } from "./house.ts";

const { fake, talk } = await hybridHouse();
fake.embeddings.same("炒鱿鱼", "解除协议");
/** Shares no word with the article that answers it. */
const QUESTION = "被炒鱿鱼会先打招呼吗";
const NONE = { OPENAI_EMBEDDING_MODEL: "", OPENAI_EMBEDDING_BASE_URL: "" };

test("a question that shares no word with the library finds its article by its vector, and only then", async (t) => {
  const plain = await talk(t, NONE);
  assert.match(words(await plain.direct("wang", QUESTION)), /没有找到|没找到|不知道/);
  assert.equal(fake.embeddings.calls.length, 0);
  const bot = await talk(t);
  await bot.fill();
  assert.equal((await bot.kept()).length, 26);
  const said = words(await bot.direct("wang", QUESTION));
  assert.match(said, /报酬支付规定/);
  assert.match(said, /平台解除协议的，须提前三十日书面通知。/);
  assert.doesNotMatch(said, /统一登记/);
});

test("what the library has nothing of is refused with vectors as without", async (t) => {
  const bot = await talk(t);
  await bot.fill();
  for (const question of [
    "红烧肉怎么做",
    "今天天气怎么样",
    "秦始皇是哪年统一六国的",
    "劳动法第九百九十九条",
    "推荐一部电影",
  ])
    assert.doesNotMatch(words(await bot.direct("wang", question)), /第.条/, question);
});

test("questions answered by words are answered by the same article with vectors", async (t) => {
  const [plain, bot] = [await talk(t, NONE), await talk(t)];
  await bot.fill();
  for (const question of ["头盔坏了怎么更换", "劳动报酬多久发放一次", "雨棚谁登记", "灭火器损坏的在哪里更换"]) {
    const [a = "", b = ""] = await Promise.all(
      [plain, bot].map(async (one) => words(await one.direct("wang", `问政策 ${question}`))),
    );
    assert.match(a, /第.+条/);
    assert.equal(/第.+条/.exec(b)?.[0], /第.+条/.exec(a)?.[0], question);
  }
});

test("an article that is named is never displaced, and no vector is asked for it", async (t) => {
  const bot = await talk(t, { RERANK_MODEL: "r", RERANK_BASE_URL: fake.baseURL });
  await bot.fill();
  fake.embeddings.calls.length = 0;
  fake.rerank.always({ relevance: (text) => (text.includes("雨具") ? 1 : 0) });
  const said = words(await bot.direct("wang", "装备管理办法第二条讲炒鱿鱼吗"));
  assert.match(said, /头盔由站点统一登记/);
  assert.doesNotMatch(said, /雨具|解除协议/);
  assert.equal(fake.rerank.calls.length + fake.embeddings.calls.length, 0);
});

test("a text for staff never leaves the house, and no vector brings it in; nor what is not in force", async (t) => {
  const staff = `---\ntitle: 内部口径\nnumber: 内〔2025〕1号\neffective: 2025-01-01\naudience: staff\n---\n第一条　解除协议的内部口径是先谈话。\n`;
  const old = `---\ntitle: 旧规定\nnumber: 旧〔2020〕1号\neffective: 2020-01-01\nrepealed: 2024-01-01\n---\n第一条　平台解除协议的，当日生效。\n`;
  const bot = await talk(t, {}, { ...LIBRARY, "staff.md": staff, "old.md": old });
  await bot.fill();
  assert.equal((await bot.kept()).length, 27);
  const inputs = fake.embeddings.inputs();
  assert.ok(inputs.some((text) => text.includes("当日生效")) && !inputs.some((text) => text.includes("内部口径")));
  const said = words(await bot.direct("wang", QUESTION));
  assert.match(said, /须提前三十日书面通知/);
  assert.doesNotMatch(said, /内部口径|当日生效/);
  // As of a day when the old one held, it is the one.
  const asked = await bot.script.app.policy.ask(QUESTION, "2023-05-01");
  assert.deepEqual(
    asked.passages.map(({ title }) => title),
    ["旧规定"],
  );
});

test("an amendment for staff alone is read by staff alone, by words as by vectors", async (t) => {
  const amendment = `---\ntitle: 内部修改\nnumber: 内〔2026〕1号\neffective: 2026-01-01\naudience: staff\namends: 报酬支付规定\n---\n第二条　平台解除协议的，须提前三日谈话。\n`;
  const bot = await talk(t, {}, { ...LIBRARY, "staff.md": amendment });
  await bot.fill();
  assert.ok(!fake.embeddings.inputs().some((text) => text.includes("谈话")));
  for (const question of [QUESTION, "平台解除协议须提前三日谈话吗", "报酬支付规定第二条"])
    assert.doesNotMatch(words(await bot.direct("wang", `问政策 ${question}`)), /三日谈话/, question);
});

test("a text of another unit is not brought in by its vector", async (t) => {
  const west = `---\ntitle: 西街规定\nnumber: 西〔2025〕1号\neffective: 2025-01-01\narea: 西街\n---\n第一条　平台解除协议的，要开会。\n`;
  const bot = await talk(t, {}, { ...LIBRARY, "west.md": west });
  await bot.bind("g1", "东街");
  await bot.bind("g2", "西街");
  await bot.fill();
  const east = words(await bot.group("g1", "wang", QUESTION));
  assert.match(east, /须提前三十日/);
  assert.doesNotMatch(east, /要开会/);
  assert.match(words(await bot.group("g2", "zhao", QUESTION)), /要开会/);
});

test("numbers of persons in a question are masked, its vector is kept nowhere, and nobody is overheard", async (t) => {
  const bot = await talk(t);
  await bot.fill();
  const before = await bot.kept();
  fake.embeddings.calls.length = 0;
  await bot.line({ chat: "g1", from: "wang", text: QUESTION, addressed: false });
  assert.equal(fake.embeddings.calls.length, 0);
  await bot.script.app.policy.ask("我电话13800138000，身份证110101199003074477，被炒鱿鱼会先打招呼吗");
  const [sent] = fake.embeddings.inputs();
  assert.ok(sent?.includes("炒鱿鱼") && !/\d{5}/.test(sent), sent);
  await bot.fill();
  assert.deepEqual(await bot.kept(), before);
  assert.equal(fake.embeddings.calls.length, 1);
});

test("a dead endpoint: the same answers as by words alone, within the deadline; soon it is left alone", async (t) => {
  const [plain, bot] = [await talk(t, NONE), await talk(t, { ANSWER_DEADLINE_MS: "1600" })];
  await bot.fill();
  fake.embeddings.calls.length = 0;
  fake.embeddings.always({ silent: true });
  const questions = [
    "头盔坏了怎么更换",
    "劳动报酬多久发放",
    "雨棚谁登记",
    QUESTION,
    "红烧肉怎么做",
    "水壶坏了",
    "手套坏了",
  ];
  for (const question of questions) {
    const { ms, ...said } = await bot.script.app.policy.ask(question);
    const { ms: _, ...expected } = await plain.script.app.policy.ask(question);
    assert.deepEqual(said, expected, question);
    // It waits 200 ms for the vector; the rest is left to a busy machine.
    assert.ok(ms < 1_600, `${question}: ${ms} ms`);
  }
  // Five failures within a minute open the breaker; after two minutes one question tries again.
  assert.equal(fake.embeddings.calls.length, 5);
  fake.embeddings.always({});
  await bot.fill(3);
  assert.match(words(await bot.direct("wang", QUESTION)), /须提前三十日书面通知/);
});
