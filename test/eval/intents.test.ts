import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { evalIntents } from "../../src/eval/intents.ts";

const dir = mkdtempSync(join(tmpdir(), "yizhan-eval-"));
after(() => rmSync(dir, { recursive: true }));

function file(name: string, ...lines: string[]): string {
  const path = join(dir, name);
  writeFileSync(path, lines.join("\n"));
  return path;
}

const line = (text: string, intent: string) => JSON.stringify({ id: "x", text, intent, note: "n" });

test("words are taken as the house takes them: an emergency, a command's word, a likeness; and the wrong ones are shown", async () => {
  const said: string[] = [];
  const figures = await evalIntents(
    file(
      "said.jsonl",
      line("着火了 有人被困在楼里", "emergency"),
      line("我的数据", "member.data"),
      line("站长扣了我三百块钱不给", "ticket.open.complaint"),
      line("今天天气真好", "none"),
      line("撤回同意", "member.erase"), // the set has no finer label
      line("工伤怎么认定", "help"),
    ),
    (one) => said.push(one),
  );
  assert.equal(figures.n, 6);
  assert.equal(figures.accuracy, 5 / 6);
  assert.deepEqual([figures.emergency_recall, figures.emergency_precision, figures.none_taken], [1, 1, 0]);
  assert.deepEqual(said, ["help\tpolicy.ask\t工伤怎么认定"]);
});

test("a line that cannot be read is named", async () => {
  const quiet = () => {};
  await assert.rejects(evalIntents(file("bad.jsonl", line("好", "none"), "{not json"), quiet), /bad\.jsonl:2/);
  await assert.rejects(evalIntents(file("empty.jsonl", ""), quiet), /没有句子/);
});
