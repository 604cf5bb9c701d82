/** Several dated versions of one law: on any day the answer is the version of that day (issue 4, Shows 5). */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readDocument } from "../../../src/features/policy/library/document.ts";
import { writeNumeral } from "../../../src/features/policy/library/numerals.ts";
import { type Snapshot, shelve } from "../../../src/features/policy/library/shelf.ts";
import { seek } from "../../../src/features/policy/seek.ts";
import { samples } from "./library.ts";

const FIRST = Date.UTC(2010, 0, 1);
/** The n-th day after 1 January 2010. */
const day = (n: number) => new Date(FIRST + n * 86_400_000).toISOString().slice(0, 10);
const NAMES = ["配送安全", "劳动报酬", "职业伤害", "驿站开放", "志愿服务", "电池充换", "算法公示", "投诉办理"];
const ARTICLES = 4;

interface Step {
  /** Days after the step before; 0: the same day. */
  after: number;
  kind: "version" | "amendment" | "repeal";
  /** The article that an amendment touches, from 0; one beyond the last adds it. */
  article: number;
  struck: boolean;
}
interface Law {
  name: string;
  steps: Step[];
  shuffle: number;
}

/** What each article says on each day, worked out the slow way: by living through the days. `undefined`: nothing. */
function lived(law: Law, until: number): (string | undefined)[][] {
  const days: (string | undefined)[][] = [];
  let now: (string | undefined)[] = [];
  let at = 0;
  const due = law.steps.map((step, i) => {
    at += step.after;
    return { ...step, at, i };
  });
  for (let n = 0; n < until; n++) {
    for (const step of due) {
      if (step.at !== n) continue;
      if (step.kind === "version") now = Array.from({ length: ARTICLES }, (_, a) => words(law, step.i, a));
      else if (step.kind === "repeal") now = [];
      else if (now.length > 0) {
        now = [...now];
        now[step.article] = step.struck ? undefined : words(law, step.i, step.article);
      }
    }
    days.push(now);
  }
  return days;
}

function words(law: Law, step: number, article: number): string {
  return `${law.name}的事项第${writeNumeral(step + 1)}次规定，由第${writeNumeral(article + 1)}科室办理。`;
}

/** The same as documents: a repeal is a line in the front matter of the version before it. */
function documents(law: Law) {
  let at = 0;
  const due = law.steps.map((step, i) => {
    at += step.after;
    return { ...step, at, i };
  });
  const out = due.flatMap((step) => {
    if (step.kind === "repeal") return [];
    const last = due.findLast((one) => one.kind === "version" && one.i < step.i);
    const ended = due.some((one) => one.kind === "repeal" && one.i < step.i && one.i > (last?.i ?? -1));
    if (step.kind === "amendment" && (!last || ended)) return [];
    const next = due.find((one) => one.i > step.i && one.kind !== "amendment");
    const repealed = step.kind === "version" && next?.kind === "repeal" ? `repealed: ${day(next.at)}\n` : "";
    const title =
      step.kind === "version"
        ? `title: ${law.name}办法`
        : `title: 关于修改${law.name}办法的决定${step.i}\namends: ${law.name}办法`;
    const articles =
      step.kind === "version"
        ? Array.from({ length: ARTICLES }, (_, a) => `第${writeNumeral(a + 1)}条　${words(law, step.i, a)}`)
        : [`第${writeNumeral(step.article + 1)}条　${step.struck ? "删去。" : words(law, step.i, step.article)}`];
    // Of two of one day the later one counts; its date of publication says which that is.
    const front = `---\n${title}\ndate: ${day(step.i)}\neffective: ${day(step.at)}\n${repealed}---\n`;
    return [readDocument("import", `${law.name}${step.i}.md`, `${front}${articles.join("\n\n")}\n`)];
  });
  // In whatever order they were imported.
  return out
    .map((one, i) => ({ one, key: (i * 7_919 + law.shuffle) % 101 }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);
}

const step = fc.record({
  after: fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 5, arbitrary: fc.integer({ min: 1, max: 12 }) }),
  kind: fc.oneof(
    { weight: 5, arbitrary: fc.constant("version" as const) },
    { weight: 2, arbitrary: fc.constant("amendment" as const) },
    { weight: 2, arbitrary: fc.constant("repeal" as const) },
  ),
  article: fc.integer({ min: 0, max: ARTICLES }),
  struck: fc.boolean(),
});
const laws = fc.subarray(NAMES, { minLength: 3, maxLength: 5 }).chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      fc.record({
        name: fc.constant(name),
        steps: fc.array(step, { minLength: 1, maxLength: 7 }),
        shuffle: fc.nat(100),
      }),
    ),
  ),
);

/** Each article's words in force on a day, straight from the shelf. */
function inForce(snapshot: Snapshot, name: string, on: string): Map<string, string[]> {
  const mask = snapshot.mask(on, "in-force");
  const found = new Map<string, string[]>();
  for (const [i, { document, passage }] of snapshot.entries.entries()) {
    if (!mask[i] || !document.front.title.startsWith(name)) continue;
    found.set(passage.article, [...(found.get(passage.article) ?? []), document.raw.slice(passage.start, passage.end)]);
  }
  return found;
}

test("Shows 5: the version of the day, for every law and day of generated chains: 0 wrong", (t) => {
  const tally = { pairs: 0, wrong: 0, gaps: 0 };
  fc.assert(
    fc.property(laws, (all) => {
      const snapshot = shelve(all.flatMap(documents));
      for (const law of all) {
        const until = law.steps.reduce((n, one) => n + one.after, 0) + 3;
        for (const [n, expected] of lived(law, until).entries()) {
          tally.pairs++;
          const got = inForce(snapshot, law.name, day(n));
          for (let a = 0; a <= ARTICLES; a++) {
            const want = expected[a] === undefined ? undefined : [expected[a]];
            const label = `第${writeNumeral(a + 1)}条`;
            if (want === undefined) tally.gaps++;
            try {
              assert.deepEqual(got.get(label), want, `${law.name} ${label} on ${day(n)}`);
            } catch (error) {
              tally.wrong++;
              throw error;
            }
          }
        }
      }
    }),
    { numRuns: 60 },
  );
  t.diagnostic(`${tally.pairs} pairs of law and day, ${tally.gaps} articles absent, ${tally.wrong} wrong`);
  assert.ok(tally.pairs >= 2_000, `${tally.pairs} pairs`);
});

test("Shows 5: asked as a person asks it, the article of the day is what is quoted", (t) => {
  const tally = { asked: 0, none: 0 };
  fc.assert(
    fc.property(laws, (all) => {
      const snapshot = shelve([...samples().documents, ...all.flatMap(documents)]);
      for (const law of all) {
        const until = law.steps.reduce((n, one) => n + one.after, 0) + 3;
        for (const [n, expected] of lived(law, until).entries()) {
          const a = n % ARTICLES;
          const { passages } = seek(snapshot, `${law.name}办法第${a + 1}条怎么规定`, day(n));
          // A day without the law may be answered by another one, under its own name; never by this one of another day.
          const best = passages.find((one) => one.document.front.title.startsWith(law.name));
          const said = best?.document.raw.slice(best.passage.start, best.passage.end);
          assert.equal(said, expected[a], `${law.name} asked on ${day(n)}`);
          tally.asked++;
          if (said === undefined) tally.none++;
        }
      }
    }),
    { numRuns: 30 },
  );
  t.diagnostic(`${tally.asked} asked, all right; ${tally.none} of them on days without the article`);
});

const text = (front: string, body = "第一条 甲。") =>
  readDocument("import", `${front.length}${body.length}.md`, `---\n${front}\n---\n${body}\n`);
const holds = (documents: ReturnType<typeof text>[], on: string) => {
  const snapshot = shelve(documents);
  const mask = snapshot.mask(on, "in-force");
  return snapshot.entries
    .filter((_, i) => mask[i])
    .map((one) => one.document.raw.slice(one.passage.start, one.passage.end));
};

test("the day on which a version begins is the first that the one before does not have", () => {
  const old = text("title: 甲办法\neffective: 2020-01-01", "第一条 旧。");
  const young = text("title: 甲办法（2023年修订）\neffective: 2023-06-01", "第一条 新。");
  assert.deepEqual(holds([young, old], "2019-12-31"), []);
  assert.deepEqual(holds([young, old], "2023-05-31"), ["旧。"]);
  assert.deepEqual(holds([young, old], "2023-06-01"), ["新。"]);
  const settled = shelve([young, old]).documents.find((one) => one.raw === old.raw);
  assert.deepEqual([settled?.front.repealed, settled?.front.replacedBy], ["2023-06-01", "甲办法（2023年修订）"]);
});

test("rules of two places, of two companies, or of general names are no versions of each other", () => {
  const pairs = [
    ["title: 收费办法细则\narea: 东县", "title: 收费办法细则\narea: 西县"],
    ["title: 骑手奖惩管理规定\nissuer: 甲配送公司", "title: 骑手奖惩管理规定\nissuer: 乙配送公司"],
    ["title: 实施细则\nissuer: 甲局", "title: 实施细则\nissuer: 乙局"],
  ];
  for (const [a = "", b = ""] of pairs)
    assert.deepEqual(
      holds(
        [text(`${a}\neffective: 2020-01-01`, "第一条 一。"), text(`${b}\neffective: 2021-01-01`, "第一条 二。")],
        "2022-01-01",
      ),
      ["一。", "二。"],
      a,
    );
  // Offices follow one another: a law stays one law.
  const law = [
    text("title: 某某安全条例\nissuer: 劳动部\neffective: 1995-01-01", "第一条 一。"),
    text("title: 某某安全条例\nissuer: 人力资源社会保障部\neffective: 2010-01-01", "第一条 二。"),
  ];
  assert.deepEqual(holds(law, "2022-01-01"), ["二。"]);
});

test("a document ends those that it says it ends, and those that name it as their heir", () => {
  const old = text("title: 旧办法全文\neffective: 2015-01-01", "第一条 旧。");
  const by = readDocument("import", "b.md", "第一条 新。", {
    front: {
      title: "新办法全文",
      number: "",
      issuer: "",
      area: "全国",
      sample: false,
      effective: "2024-05-01",
      repeals: ["旧办法全文"],
    },
  });
  assert.deepEqual(holds([old, by], "2024-04-30"), ["旧。"]);
  assert.deepEqual(holds([old, by], "2024-05-01"), ["新。"]);
  const heir = text("title: 甲甲办法\neffective: 2015-01-01\nreplaced_by: 《乙乙办法》", "第一条 甲。");
  const next = text("title: 乙乙办法\neffective: 2020-02-02", "第一条 乙。");
  assert.deepEqual(holds([heir, next], "2020-02-01"), ["甲。"]);
  assert.deepEqual(holds([heir, next], "2020-02-02"), ["乙。"]);
});

test("a flagged version takes nobody's place", () => {
  const good = text("title: 甲办法\neffective: 2020-01-01", "第一条 旧。");
  const bad = text("title: 甲办法\neffective: 2023-06-01", "第一条 促進發（fā）展。");
  assert.deepEqual(holds([good, bad], "2024-01-01"), ["旧。"]);
});

test("the article of an amendment is quoted under the law's name, with the days of its own", () => {
  const base = text("title: 甲办法\nnumber: 甲〔2020〕1号\neffective: 2020-01-01", "第一条 一。\n\n第二条 二。");
  const change = text(
    "title: 关于修改甲办法的决定\nnumber: 甲〔2022〕9号\namends: 甲办法\neffective: 2022-03-01",
    "第二条 贰。\n\n第二条之一 新增。",
  );
  const { passages } = seek(shelve([base, change]), "甲办法第二条", "2022-03-01");
  assert.deepEqual(
    passages
      .map(({ document, passage }) => [
        document.front.title,
        document.front.number,
        document.front.effective,
        passage.article,
        document.raw.slice(passage.start, passage.end),
      ])
      .slice(0, 1),
    [["甲办法", "甲〔2022〕9号", "2022-03-01", "第二条", "贰。"]],
  );
  assert.deepEqual(holds([base, change], "2022-03-01").sort(), ["一。", "新增。", "贰。"].sort());
  assert.deepEqual(holds([base, change], "2022-02-28").sort(), ["一。", "二。"].sort());
});
