import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import { UserError } from "#bot";
import { evalAnswers } from "../../src/eval/answers.ts";
import { evalIntents } from "../../src/eval/intents.ts";
import { allRecords, lines } from "../../src/eval/lines.ts";
import { readJudgements, readQuestions } from "../../src/eval/passages.ts";

const dir = mkdtempSync(join(tmpdir(), "yizhan-lines-"));
after(() => rmSync(dir, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
}

async function all(path: string): Promise<string[]> {
  const out: string[] = [];
  for await (const { number, text } of lines(path)) out.push(`${number} ${text}`);
  return out;
}

const Shape = z.object({ n: z.number() });
const advice = (words: RegExp) => (error: unknown) =>
  error instanceof UserError && words.test(error.message) && !/\n {4}at /.test(error.message);

test("lines are numbered as an editor numbers them, plain, packed, with a mark and Windows line ends", async () => {
  const text = "\uFEFF一\r\n\r\n三\n";
  const wanted = ["1 一", "3 三"];
  assert.deepEqual(await all(file("plain.txt", text)), wanted);
  assert.deepEqual(await all(file("packed.txt.gz", gzipSync(text))), wanted);
  assert.deepEqual(await all(file("nothing.txt", "")), []);
});

test("a file that is missing, a folder, cut off or no archive at all is named, without a trace", async () => {
  await assert.rejects(all(join(dir, "no.jsonl")), advice(/no\.jsonl: 没有这个文件/));
  await assert.rejects(all(dir), advice(/没有这个文件/));
  const whole = gzipSync('{"n":1}\n'.repeat(5_000));
  await assert.rejects(all(file("cut.gz", whole.subarray(0, whole.length / 2))), advice(/cut\.gz: 读不了/));
  await assert.rejects(all(file("fake.gz", "not packed")), advice(/fake\.gz: 读不了/));
});

test("a reader who has had enough leaves nothing open", async () => {
  const path = file("long.jsonl", '{"n":1}\n'.repeat(50_000));
  for await (const { number } of lines(path)) if (number === 3) break;
  // On the systems where an open file cannot be removed this would fail, and a reader left behind would hold the process.
  rmSync(path);
});

test("records name the line that does not fit, and what is said of none", async () => {
  const bad = file("bad.jsonl", '{"n":1}\n\n{"n":"two"}\n');
  await assert.rejects(allRecords(bad, Shape, '{"n"}', "没有数"), advice(/bad\.jsonl:3: 每行应是 \{"n"\}/));
  const broken = file("broken.jsonl", '{"n":1\n');
  await assert.rejects(allRecords(broken, Shape, '{"n"}', "没有数"), advice(/broken\.jsonl:1/));
  await assert.rejects(allRecords(file("none.jsonl", "\n\n"), Shape, '{"n"}', "没有数"), advice(/none\.jsonl: 没有数/));
  assert.deepEqual(await allRecords(file("ok.jsonl", '{"n":1}\n{"n":2}'), Shape, "", ""), [{ n: 1 }, { n: 2 }]);
});

test("every measure reads packed files and tells what is wrong in the same words", async () => {
  const quiet = () => {};
  const labelled = gzipSync('{"text":"我要报名","intent":"volunteer.signup"}\n');
  assert.equal((await evalIntents(file("intents.jsonl.gz", labelled), quiet)).n, 1);
  const empty = file("empty.jsonl", "\n");
  const second = file("second.jsonl", '{"id":"1","text":"一","intent":"none","question":"一","passages":["一"]}\n[]\n');
  for (const [measure, none] of [
    [(path: string) => evalIntents(path, quiet), /没有句子/],
    [(path: string) => evalAnswers(path, quiet), /没有问题/],
    [readQuestions, /没有问题/],
  ] as const) {
    await assert.rejects(measure(empty), advice(none));
    await assert.rejects(measure(second), advice(/second\.jsonl:2: 每行应是/));
    await assert.rejects(measure(join(dir, "gone.jsonl")), advice(/gone\.jsonl: 没有这个文件/));
  }
  const qrels = file("qrels.tsv", "question\tpassage\trelevance\nq1\tp1\t1\n\nq2\tp2\tmany\n");
  await assert.rejects(readJudgements(qrels), advice(/qrels\.tsv:4/));
});
