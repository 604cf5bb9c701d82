/**
 * `npm run bench:cases`: a million cases with all that belongs to them beside ten thousand, on SQLite and PostgreSQL: what
 * every chat command about cases takes from the word to the answer, what each screen takes, and the sweep of the clocks
 * that are due on one morning.
 *
 *   --cases 1000000   the large town   --seed 1   --engine sqlite|postgres   only one
 *
 * Last line: one JSON object. Exit code 1 when a median is over 50 ms or the sweep over 2 s.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Engine, openTown, type Town } from "./cases/engines.ts";
import { type Measured, measure } from "./cases/measure.ts";
import { postgres } from "./crash/postgres.ts";
import { row } from "./table.ts";

const SMALL = 10_000;
const MOST_MEDIAN_MS = 50;
const MOST_SWEEP_MS = 2_000;

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    engine: { type: "string" },
  },
});
const large = Number(values.cases);
const seed = Number(values.seed);
const print = (line = "") => process.stdout.write(`${line}\n`);

async function compare(engine: Engine) {
  const found: Measured[] = [];
  for (const cases of [SMALL, large]) {
    const dir = mkdtempSync(join(tmpdir(), "yizhan-cases-"));
    let town: Town | undefined;
    try {
      const start = performance.now();
      town = await openTown(engine, dir, cases, seed);
      print(`${engine.name}: ${cases} cases settled in ${((performance.now() - start) / 1000).toFixed(0)} s`);
      found.push(await measure(town, cases, seed));
    } finally {
      await town?.close();
      rmSync(dir, { recursive: true, force: true });
    }
  }
  const [small, big] = found;
  if (!small || !big) throw new Error("nothing was measured");
  const widths = [32, 12, 12, 8];
  print(row(widths, [`${engine.name}, median ms`, String(SMALL), String(large), "ratio"]));
  const ratios = big.medians.map(({ name, ms }, at) => {
    const before = small.medians[at]?.ms ?? Number.NaN;
    print(row(widths, [name, before.toFixed(1), ms.toFixed(1), (ms / before).toFixed(2)]));
    return ms / before;
  });
  const sweep = ({ sweepMs, due }: Measured) => `${sweepMs.toFixed(0)} (${due})`;
  print(row(widths, ["sweep, ms (clocks due)", sweep(small), sweep(big)]));
  print(row(widths, ["… until all was shown", small.shownMs.toFixed(0), big.shownMs.toFixed(0)]));
  print();
  return {
    name: engine.name,
    slowest_median_ms: Number(Math.max(...big.medians.map(({ ms }) => ms)).toFixed(1)),
    growth_ratio: Number(Math.max(...ratios).toFixed(2)),
    sweep_ms: Math.round(big.sweepMs),
  };
}

const wanted = (name: Engine["name"]) => values.engine === undefined || values.engine === name;
const server = wanted("postgres") ? await postgres((why) => print(`PostgreSQL is left out: ${why}`)) : undefined;
const engines = [];
try {
  if (wanted("sqlite")) engines.push(await compare({ name: "sqlite" }));
  if (server) engines.push(await compare({ name: "postgres", url: server.url }));
} finally {
  await server?.stop();
}
print(JSON.stringify({ cases: large, engines }));
const slow = engines.some((one) => one.slowest_median_ms > MOST_MEDIAN_MS || one.sweep_ms > MOST_SWEEP_MS);
process.exitCode = slow || engines.length < (values.engine === undefined ? 2 : 1) ? 1 : 0;
