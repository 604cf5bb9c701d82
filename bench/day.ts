/**
 * `npm run bench:day`: a day's mixed load replayed on every platform, through the real adapter and its emulator, with
 * copies, late copies, broken lines, kicks, limits, half-sent replies, expired tokens and a store that is away, all at
 * seeded random; on a clock of its own. Afterwards the platform's ledger and the database are counted.
 *
 * Options: `--seed N` to have the same day again, `--platform lark` for one alone, `--messages 300` for each.
 *
 * Last line: {"platforms":[{"name","messages","redelivered","faults","lost","twice","unknown","out_of_order",
 * "overheard"}, …],"seed"}. Ends with exit code 1 when any of lost, twice, out_of_order and overheard is not 0.
 */
import "../test/emulators/wechat/install.ts";
import { randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { count, type Findings } from "./day/count.ts";
import { liveThrough } from "./day/run.ts";
import { towns } from "./day/towns/index.ts";
import { row } from "./table.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(randomInt(2 ** 31)) },
    platform: { type: "string" },
    messages: { type: "string", default: "400" },
  },
});
const seed = Number(values.seed);
/** Fifteen messages a minute are all that WeChat is given: a long day has few words there. */
const MOST: Record<string, number> = { wechat: 120 };
/** In memory where there is such a place: how durable a disk is, is bench:crash's matter, and waiting for it takes most of the time. */
const base = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const chosen = Object.entries(towns).filter(([name]) => !values.platform || name === values.platform);
if (chosen.length === 0) throw new Error(`--platform is one of ${Object.keys(towns).join(", ")}`);

const COLUMNS = ["messages", "redelivered", "faults", "limited", "undelivered", "unknown"] as const;
const PROMISES = ["lost", "twice", "out_of_order", "overheard"] as const;
const WIDTHS = [10, ...[...COLUMNS, ...PROMISES].map((name) => name.length + 1), 8];
const print = (line: string) => process.stdout.write(`${line}\n`);

print(`seed ${seed}, about ${values.messages} messages on each platform\n`);
print(row(WIDTHS, ["platform", ...COLUMNS, ...PROMISES, "seconds"]));
const all: Findings[] = [];
for (const [name, open] of chosen) {
  const began = performance.now();
  const dir = await mkdtemp(join(base, "yizhan-day-"));
  const day = await liveThrough(open, { dir }, seed, Math.min(Number(values.messages), MOST[name] ?? Infinity));
  try {
    const found = await count(day);
    all.push(found);
    const figures = [...COLUMNS, ...PROMISES].map((column) => String(found[column]));
    print(row(WIDTHS, [name, ...figures, ((performance.now() - began) / 1_000).toFixed(1)]));
    for (const what of found.broken) print(`  ✗ ${what}`);
  } finally {
    await day.house.stop();
    await rm(dir, { recursive: true, force: true });
  }
}
const faults = all.flatMap((one) => one.broken).length;
const figures = all.map((one) => ({
  name: one.name,
  messages: one.messages,
  redelivered: one.redelivered,
  faults: one.faults,
  lost: one.lost,
  twice: one.twice,
  unknown: one.unknown,
  out_of_order: one.out_of_order,
  overheard: one.overheard,
}));
print(
  `\n${faults === 0 ? "nothing lost, nothing twice, nothing out of order, nothing overheard" : `${faults} findings`}`,
);
print(JSON.stringify({ platforms: figures, seed }));
process.exitCode = faults === 0 ? 0 : 1;
