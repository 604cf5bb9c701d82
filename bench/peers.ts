/**
 * `npm run bench:peers`: the same synthetic work through our core and through grammY, Chat SDK and botbuilder.
 *
 * Each measurement runs in a process of its own; repetitions go round the table, so that a busy neighbour meets
 * everybody; medians are shown. Options: `--n 20000` messages a phase, `--repeat 3`, `--ms 4000` (a phase is fed no
 * longer than this, so that the whole takes about three minutes on two slow cores; one commit a step always meets it).
 *
 * Last line: {"ours":{"correct","memory":{"cpu_us"},"disk":{"cpu_us","per_s","per_s_single_commit"}},"peers":[…]}.
 * Ends with exit code 1 when one of the promises at the end of the table is not kept.
 */
import "./peers-installed.ts";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Verdict } from "./peers/correct.ts";
import type { Load, LoadOptions, Phase } from "./peers/load.ts";
import { median, row } from "./table.ts";

const HERE = fileURLToPath(new URL("./peers/", import.meta.url));
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const IN_FLIGHT = 256;
/** A child that needs longer hangs: the slowest one here takes a tenth of it. */
const CHILD_MS = 180_000;

/** CPU of our core per message in memory, and how much group commit must gain over one commit a step. */
const PROMISED_CPU_US = 60;
const PROMISED_GAIN = 10;

const { values } = parseArgs({
  options: {
    n: { type: "string", default: "20000" },
    repeat: { type: "string", default: "3" },
    ms: { type: "string", default: "4000" },
  },
});
const full: LoadOptions = { n: Number(values.n), inFlight: IN_FLIGHT, maxMs: Number(values.ms) };
const disk: LoadOptions = { ...full, skipSequential: true };

const PEERS = ["grammy", "chat-sdk", "botbuilder"];
const withOurs = existsSync(new URL("./ours.ts", import.meta.url));
if (!withOurs) console.log("bench/ours.ts is not there: only the peers are measured.");

/** Runs bench/peers/run.ts and reads the last line that it prints. */
function child<T>(who: string, what: "load" | "correct", options?: LoadOptions): Promise<T> {
  return new Promise((resolve, reject) => {
    const args = [`${HERE}run.ts`, who, what, ...(options ? [JSON.stringify(options)] : [])];
    const run = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"], timeout: CHILD_MS });
    let out = "";
    run.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    run.on("error", reject);
    run.on("close", (code) => {
      const line = out.trimEnd().split("\n").at(-1) ?? "";
      if (code === 0 && line !== "") resolve(JSON.parse(line));
      else reject(new Error(`${who} ${what} ended with ${code ?? "no answer in time"}`));
    });
  });
}

/** Everybody's loads, round by round. */
const loads = new Map<string, Load[]>();
const rounds: [who: string, options: LoadOptions][] = [
  ["bare", full],
  ...PEERS.map((who): [string, LoadOptions] => [who, full]),
];
if (withOurs) rounds.push(["ours:memory", full], ["ours:disk", disk], ["ours:disk-single-commit", disk]);
for (let round = 1; round <= Number(values.repeat); round++) {
  for (const [who, options] of rounds) {
    console.error(`round ${round} of ${values.repeat}: ${who}`);
    loads.set(who, [...(loads.get(who) ?? []), await child<Load>(who, "load", options)]);
  }
}
const verdicts = new Map<string, Verdict[]>();
for (const who of [...PEERS, "chat-sdk-default", ...(withOurs ? ["ours:memory", "ours:disk"] : [])]) {
  console.error(`correctness: ${who}`);
  verdicts.set(who, await child<Verdict[]>(who, "correct"));
}

const of = (who: string): Load[] => loads.get(who) ?? [];
const phase = (who: string, name: "sequential" | "inFlight", key: keyof Phase): number =>
  median(of(who).flatMap((each) => each[name]?.[key] ?? []));
/** The mean of both phases; a run without the first counts the second alone. */
const cpuUs = (who: string): number =>
  median(of(who).map(({ sequential, inFlight }) => ((sequential ?? inFlight).cpuUs + inFlight.cpuUs) / 2));
const correct = (who: string): number => (verdicts.get(who) ?? []).filter((each) => each.holds).length;
const round1 = (value: number): number => Math.round(value * 10) / 10;

console.log(
  `\nUp to ${full.n} messages or ${full.maxMs} ms a phase, over 1,000 conversations, median of ${values.repeat}.`,
);
console.log("CPU in µs a message.\n");
const wide = [34, 8, 12, 12, 12, 12, 8, 10];
console.log(
  row(wide, ["", "CPU", "CPU, one at", `CPU, ${IN_FLIGHT}`, "msg/s, one", `msg/s, ${IN_FLIGHT}`, "RSS", "messages"]),
);
console.log(row(wide, ["", "both", "a time", "in flight", "at a time", "in flight", "MiB", "in flight"]));
for (const [who] of rounds) {
  const name = who.startsWith("ours") ? who.replace(":", ": ") : (of(who)[0]?.name ?? who);
  const cells = [
    cpuUs(who),
    phase(who, "sequential", "cpuUs"),
    phase(who, "inFlight", "cpuUs"),
    phase(who, "sequential", "perSecond"),
    phase(who, "inFlight", "perSecond"),
    median(of(who).map((each) => each.rssMb)),
    phase(who, "inFlight", "answered"),
  ];
  const shown = cells.map((cell, i) => (Number.isNaN(cell) ? "–" : cell.toFixed(i < 3 ? 1 : 0)));
  console.log(row(wide, [name, ...shown]));
}

console.log("\nS2 each message delivered three times · S3 a burst of 20 in one chat, 5–13 ms each");
console.log("S4 a handler that fails once, redelivered · S5 a button pressed three times\n");
for (const [who, seen] of verdicts) {
  console.log(`${who}: ${correct(who)} of ${seen.length}`);
  for (const each of seen) console.log(`  ${each.key} ${each.holds ? "holds" : "FAILS"}  ${each.seen}`);
}

const peers = PEERS.map((who) => ({
  name: of(who)[0]?.name ?? who,
  cpu_us: round1(cpuUs(who)),
  cpu_us_sequential: round1(phase(who, "sequential", "cpuUs")),
  cpu_us_in_flight: round1(phase(who, "inFlight", "cpuUs")),
  correct: correct(who),
}));
const perSecond = phase("ours:disk", "inFlight", "perSecond");
const perSecondSingle = phase("ours:disk-single-commit", "inFlight", "perSecond");
const ours = withOurs
  ? {
      // In memory and on disk alike: the lesser of the two.
      correct: Math.min(correct("ours:memory"), correct("ours:disk")),
      memory: {
        cpu_us: round1(cpuUs("ours:memory")),
        cpu_us_sequential: round1(phase("ours:memory", "sequential", "cpuUs")),
        cpu_us_in_flight: round1(phase("ours:memory", "inFlight", "cpuUs")),
      },
      disk: {
        cpu_us: round1(cpuUs("ours:disk")),
        per_s: round1(perSecond),
        per_s_single_commit: round1(perSecondSingle),
      },
    }
  : null;

if (ours) {
  const gain = perSecond / perSecondSingle;
  const promises: [kept: boolean, words: string][] = [
    [ours.correct === 4, `ours keeps all four: ${ours.correct}`],
    [ours.memory.cpu_us <= PROMISED_CPU_US, `CPU in memory within ${PROMISED_CPU_US} µs: ${ours.memory.cpu_us}`],
    [gain >= PROMISED_GAIN, `group commit at least ${PROMISED_GAIN} × one commit a step: ${round1(gain)} ×`],
  ];
  console.log("");
  // Microseconds depend on the machine and its neighbours; the ratios of one run hardly do.
  for (const who of PEERS) console.log(`CPU of ours in memory: ${round1(cpuUs("ours:memory") / cpuUs(who))} × ${who}`);
  for (const [kept, words] of promises) console.log(`${kept ? "kept  " : "BROKEN"}  ${words}`);
  if (promises.some(([kept]) => !kept)) process.exitCode = 1;
}
console.log(`\n${JSON.stringify({ ours, peers })}`);
