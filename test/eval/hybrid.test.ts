import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, beforeEach, test } from "node:test";
import { evalHybrid } from "../../src/eval/hybrid.ts";
import { scratch } from "../database.ts";
import { fakeModel } from "../emulators/openai/index.ts";

const fake = await fakeModel();
const dir = mkdtempSync(join(scratch(), "yizhan-eval-"));
after(async () => {
  await fake.stop();
  rmSync(dir, { recursive: true });
});
beforeEach(() => fake.clear());
const put = (name: string, rows: object[]) => {
  writeFileSync(join(dir, name), rows.map((row) => JSON.stringify(row)).join("\n"));
  return join(dir, name);
};
const SUBJECTS = [
  ..."雨具 头盔 电瓶 餐箱 手套 水壶 工牌 车锁 坐垫 口罩 雨鞋 车灯 轮胎 刹车 雨棚 毛巾 药箱 喇叭 地图 背包".split(" "),
];
const corpus = put("corpus.jsonl", [
  { id: "a", title: "报酬规定", text: "劳动报酬应当按月足额发放。" },
  ...SUBJECTS.map((word) => ({ id: word, title: "", text: `${word}由站点登记更换。` })),
]);
const queries = put("queries.jsonl", [
  { id: "1", text: "薪水几号到账" },
  { id: "2", text: "头盔由站点更换吗" },
]);
const qrels = join(dir, "qrels.tsv");
writeFileSync(qrels, "1\ta\t1\n2\t头盔\t1\n");
const MINE = ["DATA_DIR", "OPENAI_EMBEDDING_MODEL", "OPENAI_EMBEDDING_BASE_URL", "RERANK_MODEL", "RERANK_BASE_URL"];

async function measured(env: Record<string, string>) {
  const before = MINE.map((name) => [name, process.env[name]] as const);
  for (const name of MINE) delete process.env[name];
  Object.assign(process.env, { DATA_DIR: join(dir, "data"), ...env });
  const lines: string[] = [];
  try {
    return { lines, figures: await evalHybrid({ corpus, queries, qrels }, (line) => lines.push(line)) };
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

test("the hybrid is measured on the same files; the corpus is embedded once, and the output says where that is kept", async () => {
  fake.embeddings.same("薪水", "劳动报酬");
  const env = { OPENAI_EMBEDDING_MODEL: "bge", OPENAI_EMBEDDING_BASE_URL: fake.baseURL };
  const first = await measured(env);
  assert.deepEqual(
    { ...first.figures, p50_ms: 0, p99_ms: 0 },
    {
      ...{ "ndcg@10": 1, "hit@1": 1, "hit@3": 1, "hit@10": 1, "recall@100": 1, "mrr@10": 1 },
      ...{ p50_ms: 0, p99_ms: 0, embedding: "bge", reranker: null },
      ...{ kept_in: join(dir, "data", "eval"), kept: 0, unheard: 0 },
    },
  );
  assert.match(first.lines[0] ?? "", /data\/eval/);
  assert.ok(existsSync(join(dir, "data", "eval", "yizhan.db")));
  assert.equal(fake.embeddings.inputs().length, 23);
  fake.embeddings.clear();
  const again = await measured(env);
  assert.equal(again.figures.kept, 21);
  // The questions' vectors are kept nowhere.
  assert.deepEqual(fake.embeddings.inputs(), ["薪水几号到账", "头盔由站点更换吗"]);
});

test("a reranker alone is measured too, and a dead one is told", async () => {
  const worst = (text: string) => (text.includes("头盔") ? 0 : 1);
  fake.rerank.always({ relevance: worst });
  const env = { RERANK_MODEL: "r", RERANK_BASE_URL: fake.baseURL };
  const { figures } = await measured(env);
  assert.deepEqual([figures.reranker, figures.embedding, figures.unheard], ["r", null, 0]);
  // By words 头盔 is found first; a reranker that likes everything else better puts it behind.
  assert.deepEqual([figures["hit@1"], fake.rerank.calls.length], [0.5, 2]);
  fake.rerank.always({ status: 500 });
  assert.equal((await measured(env)).figures.unheard, 2);
});
