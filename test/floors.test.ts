/**
 * The floors of the house (DESIGN §4): who may import whom, no circles, small files, no platform's name outside its
 * adapter, words in both languages. A new arrow or room is edited here, in a commit of its own.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { arrows, type Room } from "../bench/arrows.ts";
import { type Aliases, cycles, resolve } from "../bench/graph.ts";
import { type Source, scan } from "../bench/scan.ts";
import { percentile } from "../bench/table.ts";
import { readTree, type Tree } from "../bench/tree.ts";

/** Who may import whom. The first that fits holds the file. */
const ROOMS: Room[] = [
  { name: "contract", holds: /^src\/bot\/(?:contract|message|people|kit|tx)\.ts$/, may: [], packages: ["types"] },
  { name: "bot", holds: /^src\/bot\//, may: ["contract"] },
  { name: "adapters", holds: /^adapters\/index\.ts$/, may: ["contract", "adapter index"] },
  // What several platforms need alike; it knows none of them.
  { name: "adapter kit", holds: /^adapters\/kit\//, may: ["contract"] },
  { name: "adapter", holds: /^adapters\/([^/]+)\//, may: ["contract", "adapter kit"] },
  { name: "features", holds: /^src\/features\/index\.ts$/, may: ["contract", "feature index"] },
  { name: "feature", holds: /^src\/features\/([^/]+)\//, may: ["contract"] },
  { name: "storage", holds: /^src\/storage\//, may: ["contract"] },
  { name: "model", holds: /^src\/model\//, may: ["contract"] },
  { name: "calendar", holds: /^src\/calendar\//, may: ["contract"] },
  // The page knows the server by its typed client alone.
  { name: "web", holds: /^src\/console\/web\//, may: ["client"] },
  { name: "client", holds: /^src\/console\/client\.ts$/, may: ["console"] },
  { name: "console", holds: /^src\/console\//, may: ["contract"] },
  { name: "config", holds: /^src\/config(\.ts$|\/)/, may: ["config"], packages: ["zod", "node:*"] },
  { name: "log", holds: /^src\/log\.ts$/, may: ["contract"] },
  // Joins the bot's recogniser and the model, neither of which knows the other.
  { name: "understand", holds: /^src\/understand\.ts$/, may: ["contract", "bot", "model"] },
  { name: "app", holds: /^src\/app\.ts$/, may: ["anything"] },
  // What the program's words do, each in a file; features are reached through the app alone.
  {
    name: "command",
    holds: /^src\/(?:talk|script|desk|cases|doctor)\.ts$/,
    may: ["contract", "bot", "app", "config", "log", "storage", "model", "adapters", "adapter"],
  },
  // `yizhan eval`: the parts that can be measured, held against files of questions.
  {
    name: "eval",
    holds: /^src\/eval\//,
    may: ["contract", "bot", "app", "config", "log", "model", "understand", "feature"],
  },
  // What is served for machines: health, readiness, figures, read from the bot's own tables.
  { name: "http", holds: /^src\/http\.ts$/, may: ["contract", "bot"] },
  // The first guests of the sandbox, so that a fresh start has somebody to talk to.
  { name: "seed", holds: /^src\/seed\.ts$/, may: ["contract", "app", "adapter"] },
  {
    name: "main",
    holds: /^src\/main\.ts$/,
    may: ["contract", "bot", "app", "config", "log", "adapters", "console", "http", "seed"],
  },
  { name: "cli", holds: /^src\/cli\.ts$/, may: ["app", "config", "log", "main", "command", "eval"] },
];

/** A platform's own packages stay in its adapter. */
const KEPT = {
  packages: /^(?:grammy|@grammyjs\/.*|@larksuiteoapi\/.*|@wecom\/.*|dingtalk-stream|wechaty.*)$/,
  room: "adapter",
};
/** And so do its names, comments included; only where the house is put together may they be spelled. */
const PLATFORM_WORDS = /lark|feishu|telegram|wecom|dingtalk|wechat|\boc_|\bou_/gi;
const COMPOSITION = /^src\/(?:app|cli|doctor)\.ts$/;

/** Longest file, 95th percentile of the lengths and of the exports a file. */
const LONGEST = 300;
const LENGTH_P95 = 250;
const EXPORTS_P95 = 8;

const UNCHECKED = /:\s*any\b|\bas\s+any\b|[<|&,]\s*any\s*[>,|&[\])]|\bany\[\]/g;
const SILENCED = /@ts-(?:ignore|expect-error|nocheck)/g;

type Sources = Map<string, Source>;
const look = (tree: Tree): Sources => new Map([...tree].map(([path, text]) => [path, scan(path, text)]));

/** Files that are too long, types that check nothing, and platforms named where they should not be. */
function manners(tree: Tree, sources: Sources): string[] {
  const faults: string[] = [];
  const note = (path: string, text: string, pattern: RegExp, words: string) => {
    for (const found of text.matchAll(pattern)) {
      faults.push(`${path}:${text.slice(0, found.index).split("\n").length}: ${words} (${found[0].trim()})`);
    }
  };
  for (const [path, source] of sources) {
    const text = tree.get(path) ?? "";
    if (source.lines > LONGEST) faults.push(`${path}: ${source.lines} lines, more than ${LONGEST}`);
    note(path, source.code, UNCHECKED, "a type that checks nothing");
    note(path, text, SILENCED, "a silenced compiler");
    if (path.startsWith("src/") && !COMPOSITION.test(path)) note(path, text, PLATFORM_WORDS, "a platform's name");
  }
  return faults;
}

/** A feature or an adapter is a folder with an index, and a line: in the list, or where the house is put together. */
function folders(sources: Sources): string[] {
  const faults: string[] = [];
  for (const above of ["src/features", "adapters"]) {
    const names = new Set([...sources.keys()].map((path) => new RegExp(`^${above}/([^/]+)/`).exec(path)?.[1]));
    names.delete(undefined);
    names.delete("kit");
    const lists = [...sources].filter(([path]) => path === `${above}/index.ts` || /^src\/[^/]+$/.test(path));
    for (const name of names) {
      const index = `${above}/${name}/index.ts`;
      if (!sources.has(index)) faults.push(`${above}/${name}: no index.ts`);
      const lines = lists.flatMap(([path, list]) =>
        list.imports.filter((each) => resolve(path, each.specifier, {}, (file) => sources.has(file)) === index),
      );
      if (lines.length === 0) faults.push(`${above}/${name}: in no list, so nobody opens it`);
    }
  }
  return faults;
}

/** What kind of thing stands under a key: twins must have the same. */
function shape(words: unknown): string {
  if (typeof words === "function") return `function of ${words.length}`;
  if (Array.isArray(words)) return `[${words.map(shape).join()}]`;
  if (typeof words !== "object" || words === null) return words === "" ? "nothing" : typeof words;
  const keys = Object.entries(words).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${keys.map(([key, value]) => `${key}: ${shape(value)}`).join(", ")}}`;
}

/** How the two languages differ; undefined when they are twins. */
function twins({ zh, en }: { zh?: unknown; en?: unknown }): string | undefined {
  if (zh === undefined || en === undefined) return `no ${zh === undefined ? "zh" : "en"}`;
  const [chinese, english] = [shape(zh), shape(en)];
  return chinese === english ? undefined : `zh is ${chinese}\n  en is ${english}`;
}

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const ALIASES: Aliases = JSON.parse(readFileSync(`${ROOT}/package.json`, "utf8")).imports;
const TREE = readTree(ROOT, ["src", "adapters"]);
const SOURCES = look(TREE);

test("the house is looked at at all", () => {
  assert.ok(SOURCES.has("src/bot/contract.ts"));
  assert.equal(ALIASES["#bot"], "./src/bot/contract.ts");
});

test("rooms import only what the plan allows", () => {
  assert.deepEqual(arrows(SOURCES, ALIASES, ROOMS, KEPT), []);
});

test("no imports go in circles, types included", () => {
  assert.deepEqual(cycles(SOURCES, ALIASES), []);
});

test("files are small, types check, platforms are named under adapters/ alone", () => {
  assert.deepEqual(manners(TREE, SOURCES), []);
});

test("most files are far smaller than the longest may be, and give away little", (t) => {
  const all = [...SOURCES.values()];
  const lengths = all.map((source) => source.lines);
  const given = all.map((source) => source.exports.length);
  t.diagnostic(`${all.length} files, median ${percentile(lengths, 50)} lines, ${percentile(given, 50)} exports`);
  assert.ok(percentile(lengths, 95) <= LENGTH_P95, `95 % have at most ${percentile(lengths, 95)} lines`);
  assert.ok(percentile(given, 95) <= EXPORTS_P95, `95 % have at most ${percentile(given, 95)} exports`);
});

test("a feature is a folder and a line, and so is an adapter", () => {
  assert.deepEqual(folders(SOURCES), []);
});

test("words said to people are there in both languages, alike in kind", async () => {
  const faults: string[] = [];
  for (const path of SOURCES.keys()) {
    if (!/\/words[^/]*\.ts$/.test(path)) continue;
    const words = await import(`../${path}`);
    // words.ts speaks both; a part of it (words-card.ts) may hold one language, and is checked when it holds both.
    if (!path.endsWith("/words.ts") && !("zh" in words && "en" in words)) continue;
    const fault = twins(words);
    if (fault) faults.push(`${path}: ${fault}`);
  }
  assert.deepEqual(faults, []);
});

test("the checks can fail: a house with planted faults", () => {
  const tree: Tree = new Map([
    ["src/bot/contract.ts", 'import type { Kit } from "./kit.ts";\nimport { Hono } from "hono";\nexport type A = Kit;'],
    ["src/bot/kit.ts", 'import type { A } from "./contract.ts";\nexport type Kit = { a: A };'],
    ["src/bot/inbox.ts", 'import { open } from "../storage/open.ts";\n// "oc_42" and Feishu\nexport const i = open;'],
    ["src/storage/open.ts", "export const open = \"#bot import { x } from '../config.ts'\"; // you_are fine"],
    ["src/features/index.ts", 'import { a } from "./a/index.ts";\nimport { s } from "./a/store.ts";'],
    ["src/features/a/index.ts", 'import type { A } from "../../bot/contract.ts";\nimport "../b/store.ts";'],
    ["src/features/a/store.ts", 'const x = (await import("grammy")) as any; // @ts-ignore'],
    [
      "src/features/b/store.ts",
      `export const b: Promise<any> = 1; const c = \`as any \${1 as any}\`;${"\n".repeat(301)}`,
    ],
    ["src/loose.ts", 'export { a } from "#bot";'],
    ["adapters/one/index.ts", 'import { Bot } from "grammy";\nimport { t } from "../two/index.ts";\n// Feishu is fine'],
    ["adapters/two/index.ts", 'export { open } from "../../test/talk.ts";\nexport const t = 1;'],
  ]);
  const sources = look(tree);
  assert.deepEqual(arrows(sources, ALIASES, ROOMS, KEPT), [
    "src/bot/contract.ts:2: contract may not import hono",
    "src/bot/inbox.ts:1: bot may not reach src/storage/open.ts",
    "src/features/index.ts:2: features may not reach src/features/a/store.ts",
    'src/features/a/index.ts:1: the contract is imported as "#bot", not as "../../bot/contract.ts"',
    "src/features/a/index.ts:2: feature may not reach src/features/b/store.ts",
    'src/features/a/store.ts:1: grammy belongs to the room "adapter"',
    "src/loose.ts: in no room of the plan",
    "adapters/one/index.ts:2: adapter may not reach adapters/two/index.ts",
    "adapters/two/index.ts:1: test/talk.ts is outside the house",
  ]);
  assert.deepEqual(cycles(sources, ALIASES), [["src/bot/contract.ts", "src/bot/kit.ts"]]);
  assert.deepEqual(
    cycles(sources, ALIASES, (each) => !each.typeOnly),
    [],
  );
  assert.deepEqual(manners(tree, sources), [
    "src/bot/inbox.ts:2: a platform's name (oc_)",
    "src/bot/inbox.ts:2: a platform's name (Feishu)",
    "src/features/a/store.ts:1: a type that checks nothing (as any)",
    "src/features/a/store.ts:1: a silenced compiler (@ts-ignore)",
    "src/features/b/store.ts: 301 lines, more than 300",
    "src/features/b/store.ts:1: a type that checks nothing (<any>)",
    "src/features/b/store.ts:1: a type that checks nothing (as any)",
  ]);
  assert.deepEqual(folders(sources), [
    "src/features/b: no index.ts",
    "src/features/b: in no list, so nobody opens it",
    "adapters/one: in no list, so nobody opens it",
    "adapters/two: in no list, so nobody opens it",
  ]);
  assert.equal(twins({ zh: {} }), "no en");
});
