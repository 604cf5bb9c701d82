/** The whole bot in one town, on a clock that the day moves, with its people at their posts. */
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import type { Address, Log, Role } from "#bot";
import { type App, openApp } from "../../src/app.ts";
import { FakeClock } from "../../src/bot/clock.ts";
import type { CoreTables } from "../../src/bot/schema.ts";
import { readConfig } from "../../src/config.ts";
import { type Ledger, ledger } from "./ledger.ts";
import type { OpenTown, Town } from "./town.ts";

/** Where the data lies; a folder of its own, and for PostgreSQL a schema of its own. */
export interface Place {
  dir: string;
  databaseUrl?: string;
  schema?: string;
}

export interface DayHouse extends Place {
  app: App;
  town: Town;
  book: Ledger;
  clock: FakeClock;
  /** Everything that was logged. */
  lines: string[];
  people: Record<"riders" | "handlers" | "secretaries", Address[]>;
  groups: { riders: Address; handlers: Address };
  /** Starts the bot, everybody at their posts. */
  open(): Promise<void>;
  /** Until `time`, with everything that is due on the way. */
  to(time: number): Promise<void>;
  /** Until nothing is under way: the line is up, `missing` is empty, nothing is due within a minute. */
  rest(missing: () => boolean): Promise<void>;
  /** Replies that are not sent yet. */
  waiting(): Promise<number>;
  stop(): Promise<void>;
}

const RIDERS = 8;
const UNIT = "东街";
/** By the machine's clock: what is on its way on this machine arrives long before. */
const LONGEST_REST_MS = 20_000;
/** While the line is awaited, the pauses between tries; while only the platform's pace is, in longer steps. */
const STEP_MS = 1_000;
/** Looks, a millisecond or more apart, before a message is thought to wait for a pause of this clock. */
const PATIENCE = 40;
const PACE_MS = 15_000;

export async function openHouse(open: OpenTown, place: Place, start: number, away: () => boolean): Promise<DayHouse> {
  const clock = new FakeClock(start);
  const now = () => clock.now();
  const town = await open(now);
  const book = ledger();
  const lines: string[] = [];
  const write = (fields: object, message: string) => void lines.push(`${message} ${JSON.stringify(fields)}`);
  const log: Log = { info: write, warn: write, error: write };

  const many = (n: number, kind: string, name: string) =>
    Array.from({ length: n }, (_, i) => town.person(`${kind}${i}`, `${name}${i + 1}`));
  const people = {
    riders: many(RIDERS, "rider", "骑手"),
    handlers: many(2, "handler", "承办"),
    secretaries: many(2, "secretary", "书记"),
  };
  const groups = { riders: town.group("g1", "东街骑手群"), handlers: town.group("g2", "东街承办群") };

  const { dir, databaseUrl, schema } = place;
  const variables = { ORG_NAME: "东街党群服务中心", DATA_DIR: dir, LIBRARY_DIR: "./library" };
  const app = await openApp(readConfig({ ...variables, ...(databaseUrl && { DATABASE_URL: databaseUrl }) }, []), {
    clock,
    log,
    watch: false,
    adapters: (house) => [book.watched(town, town.open(house(town.name)), away)],
    ...(schema && { schema }),
  });
  const adapter = app.adapters.get(town.name);
  const still = async () => {
    await app.core.idle();
    await turn();
  };
  const due = async (by: number) => {
    const rows = app.database.db.withTables<CoreTables>().selectFrom("outbox").select("key");
    const found = await rows.where("status", "=", "due").where("due_at", "<=", by).execute();
    return found.length;
  };
  return {
    ...place,
    app,
    town,
    book,
    clock,
    lines,
    people,
    groups,
    async open() {
      await postAll(app, people, groups);
      await app.start();
      await town.ready();
    },
    to: (time) => clock.advance(time, still),
    async rest(missing) {
      const last = performance.now() + LONGEST_REST_MS;
      for (let looks = 0; ; looks++) {
        await clock.advance(now(), still);
        const up = adapter?.health?.() === undefined;
        if (up && !missing() && (await due(now() + 60_000)) === 0) return;
        if (performance.now() > last) return;
        await sleep(1);
        // What is on the wire takes the machine's time; let go on, this clock would make it look as if it took minutes.
        if (up && missing() && looks < PATIENCE) continue;
        if (missing()) town.offerAgain?.();
        await clock.advance(now() + (up && !missing() ? PACE_MS : STEP_MS), still);
      }
    },
    waiting: () => due(Number.MAX_SAFE_INTEGER),
    async stop() {
      await app.stop();
      await town.close();
    },
  };
}

/** Roles and groups as a first start has them; who is who in a chat is the stories' matter. */
async function postAll(app: App, people: DayHouse["people"], groups: DayHouse["groups"]): Promise<void> {
  const roles: [Address[], Role][] = [
    [people.handlers, "handler"],
    [people.secretaries, "secretary"],
  ];
  for (const [some, role] of roles) {
    for (const [i, address] of some.entries()) {
      const member = await app.directory.of(address, `${role}${i + 1}`);
      await app.database.unit(async (tx) => {
        const unit = await app.directory.makeUnit(tx, UNIT);
        await app.directory.appoint(tx, member.id, role, unit.id);
      });
    }
  }
  await app.database.unit(async (tx) => {
    const unit = await app.directory.makeUnit(tx, UNIT);
    await app.directory.bind(tx, groups.riders, unit.id, "members", "");
    await app.directory.bind(tx, groups.handlers, unit.id, "handlers", "");
  });
}
