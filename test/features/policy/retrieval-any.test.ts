/** Any corpus of the form that `yizhan eval` takes: small, odd, empty, foreign. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { evalRefusal, evalRetrieval } from "../../../src/eval/retrieval.ts";

const folder = mkdtempSync(join(tmpdir(), "yizhan-any-"));
after(() => rmSync(folder, { recursive: true }));
let files = 0;
const put = (content: string) => {
  const path = join(folder, `${files++}`);
  writeFileSync(path, content);
  return path;
};
const jsonl = (rows: object[]) => put(rows.map((row) => JSON.stringify(row)).join("\n"));

/** The figures and the run of one question over some passages, of which the first answers it. */
async function ask(passages: { id: string | number; title?: string; text: string }[], text: string) {
  const run = join(folder, `${files++}.run`);
  const queries = jsonl([{ id: "q", text }]);
  const figures = await evalRetrieval({
    corpus: jsonl(passages),
    queries,
    qrels: put(`q\t${passages[0]?.id ?? "none"}\t1\n`),
    run,
  });
  for (const [name, value] of Object.entries(figures)) assert.ok(Number.isFinite(value), `${name}: ${value}`);
  for (const name of ["ndcg@10", "hit@1", "hit@3", "hit@10", "recall@100", "mrr@10"] as const)
    assert.ok(figures[name] >= 0 && figures[name] <= 1, `${name}: ${figures[name]}`);
  const refusal = await evalRefusal({
    corpus: jsonl(passages),
    answerable: queries,
    unanswerable: jsonl([{ id: "n", text: "红烧肉怎么做" }]),
  });
  for (const value of Object.values(refusal)) assert.ok(value >= 0 && value <= 1);
  const ranking = readFileSync(run, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t")[1]);
  return { figures, ranking };
}

test("a corpus of one passage", async () => {
  const { figures } = await ask([{ id: "a", text: "站点不得收取押金。" }], "站点能收押金吗");
  assert.equal(figures["ndcg@10"], 1);
});

test("a corpus of none finds nothing", async () => {
  const { figures, ranking } = await ask([], "站点能收押金吗");
  assert.equal(figures["hit@10"], 0);
  assert.deepEqual(ranking, ["-"]);
});

test("passages without words stand in nobody's way", async () => {
  const empty = ["", " ", "。，！", "😀😀", "\u200b"].map((text, i) => ({ id: `e${i}`, title: "", text }));
  const { figures, ranking } = await ask([{ id: "a", text: "站点不得收取押金。" }, ...empty], "站点能收押金吗");
  assert.equal(figures["hit@1"], 1);
  assert.deepEqual(ranking, ["a"]);
});

test("a passage of which only the title speaks is found by it", async () => {
  const { ranking } = await ask(
    [
      { id: "a", title: "押金退还", text: "" },
      { id: "b", title: "工资", text: "按月支付。" },
    ],
    "押金什么时候退",
  );
  assert.equal(ranking[0], "a");
});

test("English, by whole words in any case", async () => {
  const passages = [
    { id: "a", title: "Deposits", text: "A station may not take a deposit from a rider." },
    { id: "b", title: "Wages", text: "Wages are paid at least once a month." },
    { id: "c", title: "Helmets", text: "Every rider wears a helmet." },
  ];
  const { figures } = await ask(passages, "Can the STATION take a Deposit?");
  assert.equal(figures["hit@1"], 1);
});

test("passages of ten characters", async () => {
  const texts = ["押金应当三日内退还", "工资每月至少发一次", "驿站八点开门营业", "接单时必须戴好头盔"];
  const { figures } = await ask(
    texts.map((text, i) => ({ id: `${i}`, text })),
    "押金几日退还",
  );
  assert.equal(figures["hit@1"], 1);
});

test("the same passage many times over; numbers as ids; a question without end", async () => {
  const same = [...Array(300).keys()].map((i) => ({ id: i, text: "站点不得收取押金。" }));
  const { figures } = await ask(same, "站点能收押金吗".repeat(500));
  assert.equal(figures["hit@1"], 1);
});

test("one long passage beside short ones", async () => {
  const long = { id: "long", text: "平台应当按月支付劳动报酬。".repeat(20_000) };
  const { figures } = await ask([{ id: "a", text: "站点不得收取押金。" }, long], "站点能收押金吗");
  assert.equal(figures["hit@1"], 1);
});

test("an id that comes twice counts once", async () => {
  const { figures } = await ask(
    [
      { id: "a", text: "站点不得收取押金。" },
      { id: "a", text: "收取押金的，应当退还押金。" },
      { id: "b", text: "工资按月支付。" },
    ],
    "站点能收押金吗",
  );
  assert.equal(figures["ndcg@10"], 1);
  assert.equal(figures["recall@100"], 1);
});
