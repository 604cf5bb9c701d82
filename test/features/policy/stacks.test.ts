/** The stacks (PostgreSQL) beside the index in memory: the same answers, whatever goes in and out. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import type { Db } from "#bot";
import { readConfig } from "../../../src/config.ts";
import { readDocument } from "../../../src/features/policy/library/document.ts";
import { shelve } from "../../../src/features/policy/library/shelf.ts";
import { stacked } from "../../../src/features/policy/library/stacked.ts";
import { buildIndex, type Fields, type Index } from "../../../src/features/policy/retrieval/build.ts";
import { type Query, readQuery } from "../../../src/features/policy/retrieval/query.ts";
import { rank } from "../../../src/features/policy/retrieval/rank.ts";
import { fillStacks, runsOf } from "../../../src/features/policy/retrieval/stacks-fill.ts";
import { nearIn } from "../../../src/features/policy/retrieval/stacks-near.ts";
import { readTokens } from "../../../src/features/policy/retrieval/tokens.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { freshPlace } from "../../database.ts";
import { openTalk, type Talk, words } from "../../talk.ts";
import { ANSWERED, DAY, REFUSED } from "./library.ts";

const skip = process.env.TEST_DATABASE_URL ? false : "needs PostgreSQL: .ci/with-postgres node --test …";

async function open(t: TestContext): Promise<Db> {
  const place = await freshPlace(t);
  const database = openDatabase(place.dir, place.databaseUrl, place.schema);
  t.after(() => database.close());
  return database.db;
}

const WORDS = [
  "劳动报酬",
  "按月支付",
  "站点",
  "押金",
  "不得收取",
  "工伤认定",
  "高温津贴",
  "app 2025",
  "補償金",
  "扣減",
  "的",
];
const TITLES = ["劳动法", "骑手权益条例", "站点管理办法", "暖心驿站指南", "最高人民法院解释"];
const QUESTIONS = [
  "站点能收押金吗",
  "高温津贴怎么发",
  "扣钱合法吗",
  "app 2025 的押金",
  "工伤咋认定",
  "勞動法第三條",
  "量子纠缠",
  "",
];

/** Passages in which an asked pair or word stands: others have nothing to do with the question, but for single characters. */
function holding(index: Index, { wanted }: Query): Uint8Array {
  const asked = new Set(wanted.filter(({ token }) => token > 0xffff).map(({ token }) => token));
  const into = new Uint32Array(4096);
  return Uint8Array.from({ length: index.count }, (_, doc) => {
    const span = (i: number) => index.spans[doc * 5 + i] ?? 0;
    for (const [from, to] of [
      [span(0), span(1)],
      [span(2), span(3)],
      [span(3), span(4)],
    ] as const) {
      const n = readTokens(index.text, from, to, into);
      for (let i = 0; i < n; i++) if (asked.has(into[i] ?? 0)) return 1;
    }
    return 0;
  });
}

/** What the index in memory says, and what the stacks say, by the passages' own words. */
async function both(db: Db, all: Fields[], question: string, sums: Parameters<typeof nearIn>[1]) {
  const index = buildIndex(all);
  const query = readQuery(index, question);
  const name = (one: Fields | undefined) => `${one?.title} ${one?.path} ${one?.body}`;
  const inMemory = rank(index, query, 20, holding(index, query)).map(({ doc, score, order }) => ({
    name: name(all[doc]),
    score,
    order,
  }));
  const near = await nearIn(db, sums, question);
  const fromStacks = rank(near.index, readQuery(near.index, question), 20);
  return {
    inMemory,
    fromStacks: fromStacks.map(({ doc, score, order }) => ({ place: near.places[doc], score, order })),
  };
}

const passage = fc.record({
  title: fc.constantFrom(...TITLES),
  path: fc.integer({ min: 1, max: 9 }).map((n) => `第${n}条`),
  body: fc.array(fc.constantFrom(...WORDS), { minLength: 0, maxLength: 8 }).map((words) => words.join("，")),
});
/** As a library gives them: what has one title stands together, and no two are the same. */
const library = fc
  .uniqueArray(passage, { minLength: 0, maxLength: 40, selector: (one) => JSON.stringify(one) })
  .map((all) => all.sort((a, b) => TITLES.indexOf(a.title) - TITLES.indexOf(b.title)));

const figures = ({ score, order }: { score: number; order: number }) => [score.toFixed(6), order.toFixed(6)];

test("a small library is answered the same from the stacks as from memory", { skip }, async (t) => {
  const db = await open(t);
  await fc.assert(
    fc.asyncProperty(library, async (all) => {
      await fillStacks(db, []);
      const { groups, sums } = await fillStacks(db, runsOf(all));
      assert.equal(sums.count, all.length);
      // Places are given out in the library's order, from where the last ones ended.
      const first = groups[0]?.first ?? 0;
      for (const question of QUESTIONS) {
        const { inMemory, fromStacks } = await both(db, all, question, sums);
        assert.deepEqual(fromStacks.map(figures), inMemory.map(figures), question);
        for (const [i, { place }] of fromStacks.entries()) {
          const one = all[(place ?? 0) - first];
          assert.equal(`${one?.title} ${one?.path} ${one?.body}`, inMemory[i]?.name);
        }
      }
    }),
    { numRuns: 25 },
  );
});

test("what comes and goes leaves the counts as if it had never lain there", { skip }, async (t) => {
  const db = await open(t);
  await fc.assert(
    fc.asyncProperty(library, library, async (before, after) => {
      await fillStacks(db, []);
      await fillStacks(db, runsOf(before));
      const { groups, sums } = await fillStacks(db, runsOf(after));
      assert.equal(
        groups.reduce((sum, { size }) => sum + size, 0),
        after.length,
      );
      for (const question of QUESTIONS) {
        const { inMemory, fromStacks } = await both(db, after, question, sums);
        // Equal ones may stand the other way round: the order of places is the order of arrival.
        assert.deepEqual(fromStacks.map(figures), inMemory.map(figures), question);
      }
    }),
    { numRuns: 10 },
  );
});

test("what lies there already is not written again, and two processes may fill at once", { skip }, async (t) => {
  const db = await open(t);
  const all: Fields[] = TITLES.map((title, i) => ({ title, path: `第${i}条`, body: WORDS.slice(i).join("，") }));
  const filled = await Promise.all([fillStacks(db, runsOf(all)), fillStacks(db, runsOf(all))]);
  assert.deepEqual(filled[0], filled[1]);
  const again = await fillStacks(db, runsOf([...all, { title: "新规定", path: "", body: "押金" }]));
  assert.deepEqual(again.groups.slice(0, all.length), filled[0]?.groups);
  assert.equal(again.sums.count, all.length + 1);
});

test("a library of law is told by its articles, and ranked by what was learned for law", { skip }, async (t) => {
  const db = await open(t);
  const all: Fields[] = [...Array(2_400).keys()].map((i) => ({
    title: `${WORDS[i % 7]}${Math.floor(i / 40)}法`,
    path: `第${i % 40}条`,
    body: WORDS.map((word, j) => word.repeat(((i >> j) & 1) + ((i * 7 + j) % 3))).join("，"),
  }));
  const { sums } = await fillStacks(db, runsOf(all.toSorted((a, b) => (a.title < b.title ? -1 : 1))));
  const near = await nearIn(db, sums, "高温津贴怎么发");
  assert.equal(near.index.lawful, true);
  assert.equal(near.index.count, 2_400);
  const [best] = rank(near.index, readQuery(near.index, "高温津贴5法第三十条"), 10);
  assert.ok(best && best.order !== best.score);
});

test("LIBRARY_IN_DATABASE answers as the index in memory does, sources and refusals alike", { skip }, async (t) => {
  const [inMemory, inDatabase] = [await openTalk(t), await openTalk(t, { LIBRARY_IN_DATABASE: "1" })];
  const questions = [...ANSWERED.map(({ question }) => question).slice(-12), ...REFUSED.slice(-8)];
  for (const [i, question] of questions.entries()) {
    // Somebody else each time: nobody asks more than ten questions a minute, and none follows from another.
    const of = async (talk: Talk) => words(await talk.direct(`p${i}`, `问政策 ${question}`), `@p${i}`);
    assert.equal(await of(inDatabase), await of(inMemory), question);
  }
  assert.ok(!existsSync(join(inDatabase.dir, "policy.index")));
  assert.ok(existsSync(join(inMemory.dir, "policy.index")));
});

test("a process that has not yet seen a newer library shows nothing of it, and misses only what is gone", {
  skip,
}, async (t) => {
  const db = await open(t);
  const document = (name: string, text: string) => readDocument("file", `${name}.md`, `# ${name}\n\n第一条 ${text}\n`);
  const old = [document("押金规定", "站点不得收取押金。"), document("高温规定", "高温津贴按月支付。")];
  const shelved = (all: typeof old) => {
    const { documents, entries } = shelve(all);
    return stacked(db, documents, entries, (each) =>
      each.map(({ document: { front, raw }, passage: { path, article, start, end } }) => ({
        title: front.title,
        path: [...path, article].join(" "),
        body: raw.slice(start, end),
      })),
    );
  };
  const before = await shelved(old);
  await shelved([document("新押金规定", "站点收取押金须经同意。"), ...old.slice(1)]);
  const shown = async (question: string) => {
    const part = await before.narrow?.(question);
    assert.ok(part);
    const mask = part.mask(DAY, "other").map((is, i) => is | (part.mask(DAY, "in-force")[i] ?? 0));
    return rank(part.index, readQuery(part.index, question), 5, mask).map(
      ({ doc }) => part.entries[doc]?.document.front.title,
    );
  };
  assert.deepEqual(await shown("高温津贴"), ["高温规定"]);
  assert.deepEqual(await shown("收取押金"), []);
});

test("LIBRARY_IN_DATABASE needs PostgreSQL, and says so", () => {
  assert.throws(() => readConfig({ LIBRARY_IN_DATABASE: "1" }, []), /LIBRARY_IN_DATABASE.*DATABASE_URL/);
  assert.equal(readConfig({ LIBRARY_IN_DATABASE: "0" }, []).libraryInDatabase, undefined);
});
