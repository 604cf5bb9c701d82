/**
 * `npm run style`: how the program's own text measures up, over src/ and adapters/. Only figures; what must hold is
 * held by test/floors.test.ts.
 *
 * Last line: one JSON object with the same figures.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { cycles } from "./graph.ts";
import { type Source, scan } from "./scan.ts";
import { median, percentile, row } from "./table.ts";
import { readTree } from "./tree.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const TEST = /\.test\.tsx?$/;

const written: { dependencies?: object; imports?: Record<string, string> } = JSON.parse(
  readFileSync(`${ROOT}/package.json`, "utf8"),
);
const sources = new Map<string, Source>();
for (const [path, text] of readTree(ROOT, ["src", "adapters"])) {
  if (!TEST.test(path)) sources.set(path, scan(path, text));
}
const all = [...sources.values()];
const sum = (of: (source: Source) => number): number => all.reduce((total, source) => total + of(source), 0);
const tests = [...readTree(ROOT, ["test"])].map(([path, text]) => scan(path, text));
const testLines = tests.reduce((total, source) => total + source.lines, 0);

const lines = sum((source) => source.lines);
const byLength = all.toSorted((a, b) => b.lines - a.lines);
const aliases = written.imports ?? {};
const circles = cycles(sources, aliases);
const running = cycles(sources, aliases, (each) => !each.typeOnly);
const two = (value: number): number => Math.round(value * 100) / 100;

const figures = {
  files: all.length,
  lines,
  median: median(all.map((source) => source.lines)),
  p95: Math.round(
    percentile(
      all.map((source) => source.lines),
      95,
    ),
  ),
  longest: byLength[0]?.lines ?? 0,
  longest_file: byLength[0]?.path ?? "",
  exports_median: median(all.map((source) => source.exports.length)),
  exports_p95: Math.round(
    percentile(
      all.map((source) => source.exports.length),
      95,
    ),
  ),
  /** Comment lines over lines that are not blank. */
  comment_share: two(sum((source) => source.comments) / (lines - sum((source) => source.blank))),
  dependencies: Object.keys(written.dependencies ?? {}).length,
  tests_to_code: two(testLines / lines),
  cycles: circles.length,
  cycles_run_time: running.length,
};

/** What the house aims at (CONTRIBUTING.md): shown beside the figures, not judged here. */
const AIMS: Partial<Record<keyof typeof figures, string>> = {
  median: "≤ 70",
  p95: "≤ 200",
  longest: "≤ 300",
  exports_median: "1–2",
  comment_share: "0.10–0.15",
  dependencies: "few",
  tests_to_code: "≥ 1",
  cycles: "0",
};

console.log(row([18, 8, 12], ["src/, adapters/", "here", "aim"]));
for (const [name, value] of Object.entries(figures)) {
  if (typeof value !== "number") continue;
  const aim = AIMS[name as keyof typeof figures] ?? "";
  console.log(row([18, 8, 12], [name.replaceAll("_", " "), String(value), aim]));
}
console.log("\nThe longest files:");
for (const source of byLength.slice(0, 5)) console.log(`  ${source.path} ${source.lines}`);
for (const circle of circles) console.log(`In a circle: ${circle.join(" ")}`);
console.log(`\n${JSON.stringify(figures)}`);
