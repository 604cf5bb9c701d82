/**
 * `npm run bench:retrieval`: ours beside FTS5, LanceDB, MiniSearch, FlexSearch and Orama on the same data, each in a
 * process of its own: quality, time a question, time to build, memory. Reads YIZHAN_DATA (default ../shared/data).
 *
 * Options: `--sets stard-r,ncp` (default all), `--engines ours,fts5`, `--limit 150` questions a set (0: all; some engines
 * take a third of a second each on the large one), the same seeded choice for every engine. The engines get the text as
 * single characters and neighbours; each is asked every question once, alone on the machine's cores, one after another.
 * `--million` measures a library of a million passages instead, in PostgreSQL and in memory (retrieval/million.ts).
 * Last line: {"sets":[{"set","engines":[{"engine","n","ndcg@10",…}]}]}.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { row } from "./table.ts";

const HERE = fileURLToPath(new URL("./retrieval/", import.meta.url));
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DATA = `${process.env.YIZHAN_DATA ?? `${ROOT}../shared/data`}/retrieval`;
/** The slowest engine on the largest set takes a quarter of it. */
const CHILD_MS = 900_000;

const SETS: Record<string, { corpus: string; queries: string; qrels: string }> = {
  "stard-r": files("stard-r", "stard-r"),
  "lawbench-consult": files("stard-r", "lawbench-consult"),
  ncp: files("ncp", "ncp"),
  wiki: files("wiki", "wiki"),
  "wiki-hant": { ...files("wiki", "wiki"), queries: `${DATA}/wiki/queries-hant.dev.jsonl.gz` },
};
const ENGINES = ["ours", "fts5", "lancedb", "minisearch", "flexsearch", "orama"];

const { values } = parseArgs({
  options: {
    sets: { type: "string", default: Object.keys(SETS).join(",") },
    engines: { type: "string", default: ENGINES.join(",") },
    limit: { type: "string", default: "150" },
    million: { type: "boolean", default: false },
    passages: { type: "string", default: "1000000" },
  },
});

if (!existsSync(`${DATA}/stard-r/corpus.jsonl.gz`)) {
  console.log(`No data at ${DATA}: set YIZHAN_DATA to the folder that holds retrieval/.`);
  process.exit(0);
}
if (values.million) {
  const args = [`${HERE}million.ts`, "--passages", values.passages, "--limit", values.limit];
  process.exit(spawnSync(process.execPath, args, { cwd: ROOT, stdio: "inherit" }).status ?? 1);
}
if (!existsSync(`${HERE}node_modules`)) {
  console.log("The engines are not installed yet: running `npm install` in bench/retrieval (once, about 300 MB) …");
  // Without a lock: LanceDB names a package for each platform, and a registry that lacks one makes `npm ci` refuse them all.
  const install = ["install", "--no-package-lock", "--no-fund", "--no-audit", "--ignore-scripts"];
  const done = spawnSync("npm", install, { cwd: HERE, stdio: "inherit" });
  if (done.status !== 0) {
    console.error("npm install in bench/retrieval failed: run it there by hand, see what it says, then try again.");
    process.exit(1);
  }
}

interface Figures {
  engine: string;
  n: number;
  "ndcg@10": number;
  "recall@100": number;
  p50_ms: number;
  p99_ms: number;
  build_ms: number;
  rss_mb: number;
}

const wide = [14, 9, 11, 9, 9, 10, 9];
const out: { set: string; engines: (Figures | { engine: string; failed: string })[] }[] = [];
for (const set of values.sets.split(",")) {
  const paths = SETS[set];
  if (!paths) throw new Error(`no set ${set}: ${Object.keys(SETS).join(", ")}`);
  console.log(`\n${set}${values.limit === "0" ? "" : `, ${values.limit} questions of it or all that it has`}`);
  console.log(row(wide, ["", "nDCG@10", "recall@100", "p50 ms", "p99 ms", "build ms", "RSS MiB"]));
  const engines: (typeof out)[number]["engines"] = [];
  for (const engine of values.engines.split(",")) {
    const one = measure(engine, paths);
    engines.push(one);
    if ("failed" in one) console.log(row(wide, [engine, "failed", one.failed.slice(0, 40)]));
    else
      console.log(
        row(wide, [
          engine,
          one["ndcg@10"].toFixed(3),
          one["recall@100"].toFixed(3),
          one.p50_ms.toFixed(2),
          one.p99_ms.toFixed(2),
          String(one.build_ms),
          String(one.rss_mb),
        ]),
      );
  }
  out.push({ set, engines });
}
console.log(`\n${JSON.stringify({ sets: out })}`);

function measure(engine: string, { corpus, queries, qrels }: { corpus: string; queries: string; qrels: string }) {
  const args = [`${HERE}run.ts`, engine, corpus, queries, qrels, values.limit];
  const run = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8", timeout: CHILD_MS, maxBuffer: 1 << 26 });
  const line = run.stdout?.trimEnd().split("\n").at(-1) ?? "";
  if (run.status !== 0 || line === "") {
    return {
      engine,
      failed:
        run.stderr
          ?.trim()
          .split("\n")
          .find((one) => /Error/.test(one)) ?? "no answer in time",
    };
  }
  return { engine, ...(JSON.parse(line) as Omit<Figures, "engine">) };
}

function files(corpus: string, set: string) {
  return {
    corpus: `${DATA}/${corpus}/corpus.jsonl.gz`,
    queries: `${DATA}/${set}/queries.dev.jsonl.gz`,
    qrels: `${DATA}/${set}/qrels.dev.tsv.gz`,
  };
}
