/**
 * `npm run contracts`: every adapter against the contract suite, as a table; then the adapters broken on purpose, which
 * must fail. The last line is JSON. `--degrade` writes docs/degrade.md instead.
 */
import "../test/emulators/wechat/install.ts";
import { writeFileSync } from "node:fs";
import type { Report, Result } from "../test/contracts/adapter.ts";
import { runSuite, suite } from "../test/contracts/adapter.ts";
import { benches } from "../test/contracts/benches/index.ts";
import { broken, faults } from "../test/contracts/broken.ts";
import { degrade } from "../test/contracts/degrade.ts";
import { type Column, degradePage } from "../test/contracts/degrade-page.ts";
import { row } from "./table.ts";

const SIGNS: Record<Result["verdict"], string> = { passed: "✓", "left out": "–", failed: "✗" };
const PROOFS = { proved: "proved", unproved: "UNPROVED", "not claimed": "–" };

const print = (line = "") => process.stdout.write(`${line}\n`);

async function contracts(): Promise<void> {
  const reports: Report[] = [];
  for (const platform of benches) reports.push(await runSuite(platform));
  const widths = [Math.max(...suite.map(({ name }) => name.length)), ...reports.map(({ name }) => name.length + 2)];
  const line = (cells: string[]) => print(row(widths, cells));

  line(["check", ...reports.map(({ name }) => name)]);
  for (const [at, { name }] of suite.entries())
    line([name, ...reports.map(({ results }) => SIGNS[results[at]?.verdict ?? "failed"])]);
  print("\n✓ kept   – not claimed, or the platform has no such thing   ✗ broken\n");
  line(["trait", ...reports.map(({ name }) => name)]);
  for (const trait of Object.keys(reports[0]?.traits ?? {}) as (keyof Report["traits"])[])
    line([trait, ...reports.map(({ traits }) => PROOFS[traits[trait]])]);
  print();
  for (const { name, results } of reports)
    for (const { check, verdict, why } of results) if (verdict === "failed") print(`✗ ${name}: ${check.name}: ${why}`);

  const caught = await caughtFaults();
  const sum = (of: "passed" | "failed") => reports.reduce((all, one) => all + one[of], 0);
  const adapters = reports.map(({ name, passed, failed, traits }) => ({ name, passed, failed, traits }));
  const bad = { caught, expected: faults.length };
  print(JSON.stringify({ adapters, passed: sum("passed"), failed: sum("failed"), broken: bad }));
  const unproved = reports.some(({ traits }) => Object.values(traits).includes("unproved"));
  process.exitCode = sum("failed") > 0 || unproved || caught < faults.length ? 1 : 0;
}

/** How many of the adapters broken on purpose fail exactly the checks they should. */
async function caughtFaults(): Promise<number> {
  let caught = 0;
  for (const fault of faults) {
    const { results } = await runSuite(broken(fault));
    const failed = results.filter((one) => one.verdict === "failed").map((one) => one.check.name);
    const exactly = JSON.stringify(failed.toSorted()) === JSON.stringify(fault.caughtBy.toSorted());
    if (exactly) caught += 1;
    print(`${exactly ? "✓" : "✗"} broken: ${fault.name}: fails ${failed.length} of ${fault.caughtBy.length} expected`);
  }
  return caught;
}

async function writeDegrade(): Promise<void> {
  const columns: Column[] = [];
  for (const platform of benches) columns.push({ name: platform.name, seen: await degrade(platform) });
  writeFileSync(new URL("../docs/degrade.md", import.meta.url), degradePage(columns));
  print("docs/degrade.md is written");
}

await (process.argv.includes("--degrade") ? writeDegrade() : contracts());
