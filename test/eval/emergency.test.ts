/**
 * How many dangers are heard, and how many calm words are taken for one. The sentences in prompts/emergency/ teach the
 * house, so they hold what was won and measure nothing; what measures is unseen.md, the fifth left out, and the labelled set.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DANGER, emergencies, emergencyIn } from "../../src/bot/emergency.ts";
import { learnt, type Sentences } from "../../src/bot/emergency-learnt.ts";
import { listen } from "../../src/bot/emergency-listen.ts";
import { emergencySentences } from "../../src/bot/emergency-sentences.ts";
import { emergencyTable } from "../../src/bot/emergency-table.ts";
import { loadExamples } from "../../src/bot/examples.ts";
import { openTalk, words } from "../talk.ts";

const ROOT = join(import.meta.dirname, "../..");
const table = emergencyTable(readFileSync(join(ROOT, "prompts/emergency.md"), "utf8"));
const taught = emergencySentences(
  join(ROOT, "prompts"),
  table.kinds.map(({ kind }) => kind),
);
const unseen = loadExamples(join(import.meta.dirname, "emergency"));
const hear = (text: string) => listen(table, text);
const share = (texts: string[], told: (text: string) => boolean) => texts.filter(told).length / texts.length;
const alarmed = (text: string) => emergencyIn(text) !== undefined;

test("what it was taught it knows: dangers get a number, look-alikes and every day's words do not", () => {
  const dangers = taught.dangers.map(({ text }) => text);
  assert.ok(dangers.length >= 800 && taught.calm.length >= 1000 && taught.ordinary.length >= 800);
  assert.ok(share(dangers, alarmed) >= 0.995, String(dangers.filter((text) => !alarmed(text))));
  assert.ok(share(taught.calm, alarmed) <= 0.015, String(taught.calm.filter(alarmed)));
  assert.ok(share(taught.ordinary, alarmed) <= 0.01, String(taught.ordinary.filter(alarmed)));
});

test("what it was never taught: nine of ten dangers, one of twenty look-alikes at most", (t) => {
  const dangers = unseen("danger");
  const calm = unseen("calm");
  assert.deepEqual([dangers.length, calm.length], [80, 80]);
  const known = new Set([...taught.dangers.map(({ text }) => text), ...taught.calm, ...taught.ordinary]);
  assert.deepEqual(
    [...dangers, ...calm].filter((text) => known.has(text)),
    [],
    "unseen.md must stay unseen",
  );
  const alone = emergencies(table);
  const found = share(dangers, alarmed);
  const taken = share(calm, alarmed);
  const byTable = share(dangers, (text) => alone(text) !== undefined);
  t.diagnostic(`dangers ${found.toFixed(3)} (table alone ${byTable.toFixed(3)}), look-alikes ${taken.toFixed(3)}`);
  assert.ok(found >= 0.92, String(found));
  assert.ok(taken <= 0.06, String(taken));
  assert.ok(byTable < found - 0.3, "the second opinion no longer adds anything");
});

test("with every fifth sentence left out in turn, the second opinion alone hears nine of ten of them", (t) => {
  let dangers = 0;
  let calm = 0;
  let ordinary = 0;
  for (let fold = 0; fold < 5; fold++) {
    const part = <T>(all: T[], own: boolean) => all.filter((_, i) => (i % 5 === fold) === own);
    const rest: Sentences = {
      dangers: part(taught.dangers, false),
      calm: part(taught.calm, false),
      ordinary: part(taught.ordinary, false),
    };
    const opinion = learnt(table, rest, hear);
    const house = emergencies(table, () => opinion);
    const told = (text: string) => house(text) !== undefined;
    const heard = part(taught.dangers, true).filter(({ text }) => opinion.danger(hear(text)) >= DANGER);
    dangers += heard.length / taught.dangers.length;
    calm += part(taught.calm, true).filter(told).length / taught.calm.length;
    ordinary += part(taught.ordinary, true).filter(told).length / taught.ordinary.length;
  }
  t.diagnostic(`dangers ${dangers.toFixed(3)}, look-alikes ${calm.toFixed(3)}, every day ${ordinary.toFixed(3)}`);
  assert.ok(dangers >= 0.9, String(dangers));
  assert.ok(calm <= 0.16, String(calm));
  assert.ok(ordinary <= 0.06, String(ordinary));
});

const data = process.env.YIZHAN_DATA ?? join(ROOT, "../shared/data");
const labelled = join(data, "intents/intents.dev.jsonl");
test("of the labelled set every emergency is heard, and of the rest three in a hundred at most get a number", {
  skip: existsSync(labelled) ? false : `no data at ${labelled}; set YIZHAN_DATA`,
}, () => {
  const rows = readFileSync(labelled, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { text: string; intent: string });
  const texts = (danger: boolean) =>
    rows.filter(({ intent }) => (intent === "emergency") === danger).map(({ text }) => text);
  assert.deepEqual(
    texts(true).filter((text) => !alarmed(text)),
    [],
  );
  assert.ok(share(texts(false), alarmed) <= 0.03, String(texts(false).filter(alarmed)));
});

test("an emergency wins over every intent: the number comes first, and nothing is begun or kept back", async (t) => {
  const talk = await openTalk(t);
  for (const [text, number] of [
    ["我要投诉 站长打我还在打", /110/],
    ["问政策 有人触电了怎么办", /120/],
    ["招募令 仓库着火了快来人", /119/],
    ["查进度 我不想活了", /12356/],
    ["转人工 救命有人晕倒了", /120|110/],
    ["有用 车翻了腿动不了", /120/],
    ["先别派我单 那个男的跟了我妹三条街 她躲进便利店不敢出来", /110/],
  ] as const) {
    // Here: what is said privately beside it comes when it comes.
    const said = words(await talk.group("g1", `p${text.length}${number}`, text), "g1");
    const first = said.split("\n")[0] ?? "";
    assert.match(first, number, `${text}: ${said}`);
  }
});
