import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, type TestContext, test } from "node:test";
import { evalAnswers } from "../../src/eval/answers.ts";
import { fakeModel } from "../emulators/openai/index.ts";

const fake = await fakeModel();
after(() => fake.stop());

const LINES = [
  {
    question: "押金多久退",
    passages: [
      { title: "押金规定", article: "第三条", text: "站点应当在三十日以内退还押金。" },
      "报酬每月发放一次，不得拖欠。",
    ],
    expected: "三十日以内",
  },
  { question: "报酬多久发", passages: ["报酬每月发放一次，不得拖欠。"], expected: ["每月发放", "按月"] },
  { question: "护照怎么办", passages: ["报酬每月发放一次，不得拖欠。"], expected: null },
  { question: "押金退吗", passages: ["站点应当在三十日以内退还押金。"] },
];

function file(t: TestContext, text: string): string {
  const dir = mkdtempSync(join(tmpdir(), "yizhan-eval-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  writeFileSync(join(dir, "set.jsonl"), text);
  return join(dir, "set.jsonl");
}

async function withModel<T>(url: string | undefined, run: () => Promise<T>): Promise<T> {
  const names = ["OPENAI_BASE_URL", "OPENAI_MODEL", "OPENAI_API_KEY"];
  const before = names.map((name) => process.env[name]);
  for (const [i, name] of names.entries()) {
    if (url) process.env[name] = [url, "fake", "sk"][i];
    else delete process.env[name];
  }
  try {
    return await run();
  } finally {
    for (const [i, name] of names.entries()) {
      if (before[i] === undefined) delete process.env[name];
      else process.env[name] = before[i];
    }
  }
}

test("with a model: what was proved is counted, what was not is told by its kind", async (t) => {
  fake.always((call) => {
    const turn = JSON.parse(call.body.messages?.[1]?.content ?? "{}");
    const [first] = turn.passages;
    if (turn.question === "护照怎么办") return { say: { status: "not_in_library", sentences: [], missing: null } };
    const sentences = [{ text: first.text, cites: [{ id: first.id, quote: first.text }] }];
    if (turn.question === "押金退吗")
      sentences.push({ text: "押金要在十日以内退还。", cites: [{ id: first.id, quote: first.text }] });
    return { say: { status: "answered", sentences, missing: null } };
  });
  const printed: string[] = [];
  const path = file(t, LINES.map((line) => JSON.stringify(line)).join("\n"));
  const { p50_ms, ...figures } = await withModel(fake.baseURL, () => evalAnswers(path, (line) => printed.push(line)));
  assert.ok(p50_ms > 0);
  assert.deepEqual(figures, {
    n: 4,
    answered: 2,
    partial: 1,
    passages: 0,
    refused: 1,
    correct: 1,
    sentences: 3,
    quotes: 3,
    exact: 3,
    dropped: { number: 1 },
    model: "fake",
  });
  assert.deepEqual(printed, []);
});

test("without a model the passages themselves are judged; a wrong one is printed", async (t) => {
  const printed: string[] = [];
  const path = file(t, LINES.map((line) => JSON.stringify(line)).join("\n"));
  const figures = await withModel(undefined, () => evalAnswers(path, (line) => printed.push(line)));
  assert.deepEqual([figures.passages, figures.sentences, figures.model], [4, 0, null]);
  assert.ok(Math.abs(figures.correct - 2 / 3) < 1e-9);
  assert.deepEqual(printed, ["passages\t护照怎么办"]);
});

test("a broken line is named", async (t) => {
  await assert.rejects(
    evalAnswers(file(t, '{"question":"x"}'), () => {}),
    /set\.jsonl:1/,
  );
  await assert.rejects(
    evalAnswers(file(t, "\n"), () => {}),
    /没有问题/,
  );
});
