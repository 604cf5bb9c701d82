/** What `yizhan doctor` says of the endpoints that give a second opinion. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { examine } from "../src/doctor.ts";
import { hybridHouse } from "./features/policy/hybrid/house.ts";

const { fake, talk } = await hybridHouse();
const base = {
  OPENAI_EMBEDDING_MODEL: "bge",
  OPENAI_EMBEDDING_BASE_URL: fake.baseURL,
  OPENAI_EMBEDDING_API_KEY: "sk-abc",
};
const rerank = { RERANK_MODEL: "rr", RERANK_BASE_URL: fake.baseURL };

async function findings(env: Record<string, string>) {
  const found = await examine({ ORG_NAME: "东街", ADAPTERS: "sandbox", DATA_DIR: ":memory:", ...env });
  return found.filter(({ what }) => /EMBEDDING|RERANK/.test(what));
}

test("well: the model's name, its dimension, and how far the library is", async (t) => {
  const found = await findings({ ...base, ...rerank });
  assert.deepEqual(
    found.map(({ ok }) => ok),
    [true, true],
  );
  assert.match(found[0]?.what ?? "", /bge, 256/);
  assert.match(found[1]?.what ?? "", /rr/);
  if (process.env.TEST_DATABASE_URL) return t.diagnostic("counts: on SQLite alone, whose folder is the address");
  const bot = await talk(t);
  await bot.fill();
  const env = { ...base, DATA_DIR: bot.dir, LIBRARY_DIR: bot.script.app.kit.settings.libraryDir };
  assert.match((await findings(env))[0]?.what ?? "", /26 段已有，0 段待算/);
  // Another dimension under the same name: told with the remedy.
  fake.embeddings.always({ dims: 100 });
  const [changed] = await findings(env);
  assert.ok(changed?.ok === false && /OPENAI_EMBEDDING_DIMENSIONS=100/.test(changed.remedy), changed?.remedy);
});

test("refused, dead or rude: what to mend, and nothing of what the endpoint said", async () => {
  for (const step of [
    { status: 401, error: { message: "sk-abc" } },
    { status: 404 },
    { status: 500 },
    { zero: true as const },
  ]) {
    fake.embeddings.always(step);
    fake.rerank.always("status" in step ? step : { words: true });
    const found = await findings({ ...base, ...rerank });
    assert.deepEqual(
      found.map(({ ok }) => ok),
      [false, false],
    );
    assert.ok(found.every(({ remedy }) => remedy.length > 10 && !remedy.includes("sk-abc")));
    assert.equal(/密钥/.test(found[0]?.remedy ?? ""), "status" in step && step.status < 500);
  }
});
