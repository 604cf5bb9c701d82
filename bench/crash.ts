/**
 * `npm run bench:crash`: the bot is killed with -9 at random moments, also while it starts, as 1,000 cases and 500
 * sign-ups come in with redelivery: a real process over SQLite, then over PostgreSQL. Afterwards its data is opened and
 * compared with what was acknowledged and shown.
 *
 * Options: `--kills 20` an engine, `--seed N` to have the same plan again, `--engine sqlite|postgres` for one alone.
 *
 * Last line: {"kills","lost","duplicated","out_of_order","over_capacity", …}, summed over the engines. Ends with exit
 * code 1 when any of the four is not 0.
 */
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { chance } from "./crash/chance.ts";
import { count, type Finding, type Findings, sum } from "./crash/count.ts";
import { inDoubt } from "./crash/count-said.ts";
import { overtaken } from "./crash/count-seats.ts";
import { readLedger } from "./crash/ledger.ts";
import { makePlace, removePlace } from "./crash/place.ts";
import { postgres } from "./crash/postgres.ts";
import { type StormOptions, storm } from "./crash/storm.ts";
import { row } from "./table.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "20" },
    seed: { type: "string", default: String(randomInt(2 ** 31)) },
    engine: { type: "string" },
  },
});

const OPTIONS: StormOptions = {
  reporters: 200,
  casesEach: 5,
  signUps: 500,
  callOuts: 5,
  seats: 250,
  kills: Number(values.kills),
  // Longer than another process's claims are respected (src/bot/pauses.ts).
  downMs: 61_000,
  limitMs: 300_000,
  tell: (words) => process.stderr.isTTY && process.stderr.write(`\r\x1b[K${words}`),
};

interface Report {
  findings: Findings;
  /** What is told but breaks no promise. */
  facts: Finding[];
}

async function run(engine: string, url: string | undefined): Promise<Report> {
  console.error(`${engine}: ${OPTIONS.kills} kills …`);
  const place = await makePlace(url);
  try {
    const story = await storm(place, OPTIONS, chance(Number(values.seed)));
    const ledger = await readLedger(place);
    const doubt = inDoubt(story, ledger);
    const late = overtaken(story, ledger);
    const facts: Finding[] = [
      ["seconds", Math.round(story.seconds)],
      ["kills", story.kills],
      ["… of these while it was starting", story.early],
      ["cases kept", ledger.tickets.length],
      ["sign-ups kept", ledger.signUps.length],
      ["… of these with a place", ledger.signUps.filter((one) => one.status === "signed_up").length],
      ["messages acknowledged", story.crowd.acked.size],
      ["deliveries repeated", story.crowd.redelivered],
      ["answers in the ledger", ledger.outbox.length],
      ["… of these in doubt after a kill, on the shelf", doubt.rows],
      ["… of which were in fact shown", doubt.shown],
      ["half-stored photos left on the disk", ledger.halves],
      ["sign-ups behind somebody who came later", late.places],
      ["… and therefore without a place", late.seats],
    ];
    return { findings: count(story, ledger), facts };
  } finally {
    OPTIONS.tell?.("");
    await removePlace(place);
  }
}

const reports = new Map<string, Report>();
console.log(`seed ${values.seed}`);
if (values.engine !== "postgres") reports.set("SQLite", await run("SQLite", undefined));
if (values.engine !== "sqlite") {
  const server = await postgres((why) =>
    console.log(`PostgreSQL is left out, nothing below speaks of it: ${why || "it could not be started"}`),
  );
  if (server) {
    try {
      reports.set("PostgreSQL", await run("PostgreSQL", server.url));
    } finally {
      await server.stop();
    }
  }
}

const WIDE = [66, 12, 12];
const all = [...reports.values()];
const line = (what: string, of: (report: Report) => number | undefined) =>
  console.log(row(WIDE, [what, ...all.map((report) => String(of(report) ?? "–"))]));
const total = (key: keyof Findings) => all.reduce((whole, { findings }) => whole + sum(findings[key]), 0);
const fact = (what: string) => all.reduce((whole, { facts }) => whole + (new Map(facts).get(what) ?? 0), 0);

console.log(row(WIDE, ["", ...reports.keys()]));
for (const [what] of all[0]?.facts ?? []) line(what, ({ facts }) => new Map(facts).get(what));
const headings: [keyof Findings, string][] = [
  ["lost", "LOST"],
  ["duplicated", "DUPLICATED"],
  ["outOfOrder", "OUT OF ORDER"],
  ["overCapacity", "OVER CAPACITY"],
];
for (const [key, heading] of headings) {
  console.log("");
  line(heading, ({ findings }) => sum(findings[key]));
  for (const [what] of all[0]?.findings[key] ?? [])
    line(`  ${what}`, ({ findings }) => new Map(findings[key]).get(what));
}

const figures = {
  kills: fact("kills"),
  lost: total("lost"),
  duplicated: total("duplicated"),
  out_of_order: total("outOfOrder"),
  over_capacity: total("overCapacity"),
  unknown: fact("… of these in doubt after a kill, on the shelf"),
  overtaken: fact("sign-ups behind somebody who came later"),
  cases: fact("cases kept"),
  sign_ups: fact("sign-ups kept"),
  redelivered: fact("deliveries repeated"),
  engines: [...reports.keys()],
  seed: Number(values.seed),
};
if (all.length === 0 || figures.lost + figures.duplicated + figures.out_of_order + figures.over_capacity > 0)
  process.exitCode = 1;
console.log(`\n${JSON.stringify(figures)}`);
