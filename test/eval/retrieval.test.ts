import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { evaluate } from "../../src/eval/index.ts";
import { evalRefusal, evalRetrieval } from "../../src/eval/retrieval.ts";

const folder = mkdtempSync(join(tmpdir(), "yizhan-eval-"));
after(() => rmSync(folder, { recursive: true }));
const put = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const jsonl = (rows: object[]) => rows.map((row) => JSON.stringify(row)).join("\n");

const PASSAGES = [
  { id: "a", title: "报酬办法 第一条", text: "平台应当按月支付劳动报酬。", law: "报酬办法", article: "第一条" },
  {
    id: "b",
    title: "报酬办法 第二条",
    text: "站点不得收取押金。",
    law: "报酬办法",
    article: "第二条",
    section: "总则",
  },
  { id: "c", title: "驿站指南", text: "驿站提供座椅和饮用热水。" },
];
const corpus = put("corpus.jsonl", `\uFEFF${jsonl(PASSAGES)}\n\n`);
const zipped = put("corpus.jsonl.gz", gzipSync(jsonl(PASSAGES)));
const queries = put(
  "queries.jsonl",
  jsonl([
    { id: "1", text: "站点能收押金吗" },
    { id: "2", text: "驿站有热水喝吗" },
    { id: "3", text: "没有人判过的问题" },
    { id: "4", text: "zzz" },
  ]),
);
const qrels = put("qrels.tsv", "question\tpassage\trelevance\n1\tb\t1\n1\ta\t0\n2\tc\t2\r\n4\ta\t1\n");

test("the figures are those of the issue, plain or zipped, and nothing else", async () => {
  const plain = await evalRetrieval({ corpus, queries, qrels });
  assert.deepEqual(Object.keys(plain), [
    ...["n", "ndcg@10", "hit@1", "hit@3", "hit@10", "recall@100", "mrr@10"],
    ...["p50_ms", "p99_ms", "build_ms", "rss_mb"],
  ]);
  assert.equal(plain.n, 3);
  // Two are found first; nothing has anything in common with the third.
  assert.equal(plain["hit@1"], 0.6667);
  assert.equal(plain["ndcg@10"], 0.6667);
  assert.ok(plain.rss_mb > 10 && plain.p99_ms >= plain.p50_ms);
  const { "ndcg@10": ndcg, "recall@100": recall } = await evalRetrieval({
    corpus: zipped,
    queries: put("queries.jsonl.gz", gzipSync(readFileSync(queries))),
    qrels: put("qrels.tsv.gz", gzipSync("1\tb\n2\tc\n4\ta\n")),
  });
  assert.deepEqual([ndcg, recall], [plain["ndcg@10"], plain["recall@100"]]);
});

test("the run holds every question, best first, a hundred at most, and scores as the judge does", async () => {
  const many = jsonl([...Array(150).keys()].map((i) => ({ id: `p${i}`, title: "", text: `押金${"的".repeat(i)}条` })));
  const run = join(folder, "run.tsv");
  await evalRetrieval({
    corpus: put("many.jsonl", many),
    queries,
    qrels: put("one.tsv", "1\tp0\t1\n"),
    run,
  });
  const rows = readFileSync(run, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
  const first = rows.filter(([question]) => question === "1");
  assert.equal(first.length, 100);
  assert.deepEqual(
    first.map(([, , rank]) => Number(rank)),
    [...Array(100).keys()].map((i) => i + 1),
  );
  for (let i = 1; i < first.length; i++) assert.ok(Number(first[i - 1]?.[3]) >= Number(first[i]?.[3]));
  assert.deepEqual(
    rows.filter(([question]) => question === "4"),
    [["4", "-", "0", "0"]],
  );
});

test("questions with an answer are told from those without", async () => {
  const figures = await evalRefusal({
    corpus,
    answerable: put("yes.jsonl", jsonl([{ id: 1, text: "站点能收押金吗" }])),
    unanswerable: put(
      "no.jsonl",
      jsonl([
        { id: 2, text: "红烧肉怎么做" },
        { id: 3, text: "今天天气怎么样" },
      ]),
    ),
  });
  assert.deepEqual(figures, { auc: 1, answerable_at_90: 1, answerable_at_95: 1 });
});

test("faults are named by file and line", async () => {
  const faulty = put("faulty.jsonl", '{"id":"a","text":"x"}\n{"id":"b"}\n');
  await assert.rejects(evalRetrieval({ corpus: faulty, queries, qrels }), /faulty\.jsonl:2/);
  await assert.rejects(evalRetrieval({ corpus, queries, qrels: put("bad.tsv", "1\ta\t1\n1\tb\tyes\n") }), /bad\.tsv:2/);
  await assert.rejects(evalRetrieval({ corpus: join(folder, "none"), queries, qrels }), /no such file/);
  await assert.rejects(evaluate("retrieval", { corpus, queries }), /--qrels/);
});
