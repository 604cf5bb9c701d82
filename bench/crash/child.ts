/**
 * The bot that is killed: the real app over a data directory (SQLite) or a schema of PostgreSQL, with the platforms of
 * pipe.ts as its only adapters. Started by life.ts, which says what it needs in one JSON argument.
 */
import { flushCompileCache } from "node:module";
import type { Address, Role } from "#bot";
import { type App, openApp } from "../../src/app.ts";
import { type Clock, realClock } from "../../src/bot/clock.ts";
import type { CoreTables } from "../../src/bot/schema.ts";
import { readConfig } from "../../src/config.ts";
import { openLog } from "../../src/log.ts";
import { HANDLERS, PLATFORMS, platformOf, type Stage } from "./cast.ts";
import { type Pipe, pipe } from "./pipe.ts";
import type { Place } from "./place.ts";
import { type Down, eachLine, type Up } from "./wire.ts";

export interface Orders {
  place: Place;
  stages: Stage[];
  /** How far the bot's clock is ahead: it may have been down longer than the parent waited. */
  aheadMs: number;
  /** The platforms limit how fast they may be spoken to. */
  paced: boolean;
}

/** The promise of a platform that shows one key once. */
const PROMISE_MS = 3600_000;

const { place, stages, aheadMs, paced } = JSON.parse(process.argv[2] ?? "") as Orders;
const config = readConfig(
  { DATA_DIR: place.dir, ORG_NAME: "东街党群服务中心", ...(place.url ? { DATABASE_URL: place.url } : {}) },
  [],
);
const clock: Clock = {
  now: () => realClock.now() + aheadMs,
  at: (time, ring) => realClock.at(time - aheadMs, ring),
};
const pipes = new Map<string, Pipe>();

function tell(line: Up): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${JSON.stringify(line)}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

const app = await openApp(config, {
  clock,
  log: openLog("warn"),
  watch: true,
  adapters: () => {
    for (const name of PLATFORMS) {
      const idempotentForMs = name === "keyed" ? PROMISE_MS : 0;
      const limits = paced ? [{ per: "chat" as const, n: 400, ms: 1000 }] : [];
      pipes.set(name, pipe({ name, idempotentForMs, limits, tell }));
    }
    return [...pipes.values()];
  },
  ...(place.schema ? { schema: place.schema } : {}),
});
await seed(app);
await app.start();
await tell({ ready: true });
// Written at the end of a process otherwise, which a killed one never reaches.
flushCompileCache();

await eachLine<Down>(process.stdin, (line) => {
  if ("hear" in line) void hear(line.hear);
  else void left().then((count) => tell({ left: count }));
});
await app.stop();

async function hear(message: Parameters<Pipe["receive"]>[0]): Promise<void> {
  try {
    await pipes.get(platformOf(message.id))?.receive(message);
    await tell({ ack: message.id });
  } catch {
    await tell({ failed: message.id });
  }
}

/** Rows that somebody still has to deal with. */
async function left(): Promise<{ inbox: number; outbox: number }> {
  const core = app.database.db.withTables<CoreTables>();
  const inbox = core.selectFrom("inbox").select((e) => e.fn.countAll<number>().as("n"));
  const outbox = core.selectFrom("outbox").select((e) => e.fn.countAll<number>().as("n"));
  return {
    inbox: Number((await inbox.where("status", "=", "new").executeTakeFirstOrThrow()).n),
    outbox: Number((await outbox.where("status", "in", ["due", "held"]).executeTakeFirstOrThrow()).n),
  };
}

/** Units, roles and groups, as src/seed.ts gives them to the sandbox: once, all of it or nothing. */
async function seed({ directory, database }: App): Promise<void> {
  if ((await directory.units()).length > 0) return;
  const staff: [Address, Role, string][] = stages.map((stage) => [stage.secretary, "secretary", stage.unit]);
  const people = new Map<string, string>();
  for (const [address] of staff) people.set(address, (await directory.of(address)).id);
  await database.unit(async (tx) => {
    const desk = await directory.makeUnit(tx, HANDLERS.unit);
    await directory.bind(tx, HANDLERS.group, desk.id, "handlers", "");
    for (const [address, role, name] of staff) {
      const unit = await directory.makeUnit(tx, name, desk.id);
      await directory.appoint(tx, people.get(address) ?? "", role, unit.id);
    }
    for (const { unit, group } of stages) {
      const { id } = await directory.makeUnit(tx, unit);
      await directory.bind(tx, group, id, "members", "");
    }
  });
}
