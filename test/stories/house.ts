/** The whole bot over one real adapter and its emulator, on a clock that is moved by hand. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import type { Adapter, House } from "#bot";
import { type App, openApp } from "../../src/app.ts";
import { FakeClock } from "../../src/bot/clock.ts";
import type { CoreTables } from "../../src/bot/schema.ts";
import { type Config, readConfig } from "../../src/config.ts";
import { quiet } from "../../src/log.ts";
import type { Place } from "../database.ts";
import { placeWithTables } from "../tables.ts";

/** By the real clock: what an emulator on this machine has delivered is heard long before. */
const HEARD_WITHIN_MS = 10_000;
/** By the fake clock: the paces of the platforms need seconds, a failure would need for ever. */
const STEP_MS = 2_000;
const MOST_STEPS = 90;

export interface Open {
  app: App;
  clock: FakeClock;
  /** How many messages the adapter has handed on, copies included, that the house has stored or turned away. */
  heard(): number;
  /** Resolves when the adapter reaches its platform. */
  up(): Promise<void>;
  /** `all` is true once the adapter has taken everything that was delivered. */
  settle(all: () => boolean): Promise<void>;
  moveTo(time: number): Promise<void>;
}

/** The configuration that all stages share, over a library without anything in it. */
export function configOver({ dir, databaseUrl }: Place, admin: string): Config {
  const house = { ORG_NAME: "东街党群服务中心", DUTY_PHONE: "0932-1234567", ADMINS: admin };
  return readConfig(
    { ...house, DATA_DIR: dir, LIBRARY_DIR: dir, ...(databaseUrl && { DATABASE_URL: databaseUrl }) },
    [],
  );
}

/** Opens and starts the app with one adapter; it stops when the test ends. */
export async function openHouse(
  t: TestContext,
  admin: string,
  start: number,
  adapter: (house: House) => Adapter,
): Promise<Open> {
  const place = await placeWithTables(t);
  const clock = new FakeClock(start);
  let heard = 0;
  const counted = (own: Adapter): Adapter => ({
    ...own,
    start: (receive) =>
      own.start(async (message) => {
        await receive(message);
        heard++;
      }),
  });
  const app = await openApp(configOver(place, admin), {
    clock,
    log: quiet,
    watch: false,
    adapters: (house) => [counted(adapter(house("stories")))],
    ...(place.schema && { schema: place.schema }),
  });
  place.inUse(() => app.stop());
  await app.start();

  const idle = () => app.core.idle();
  const waiting = async () => {
    const core = app.database.db.withTables<CoreTables>();
    return core.selectFrom("outbox").select("chat").where("status", "=", "due").limit(1).executeTakeFirst();
  };
  return {
    app,
    clock,
    heard: () => heard,
    async up() {
      const [own] = app.adapters.values();
      const until = performance.now() + HEARD_WITHIN_MS;
      while (own?.health?.() !== undefined && performance.now() < until) await realPause(2);
    },
    async settle(all) {
      for (let step = 0; step < MOST_STEPS; step++) {
        const until = performance.now() + HEARD_WITHIN_MS;
        // At once where the wire is quick; where it is not, looking without a pause would only take its time away.
        for (let looks = 0; !all() && performance.now() < until; looks++) await (looks < 50 ? turn() : realPause(1));
        assert.ok(all(), "the adapter did not hear everything");
        // What is due this very moment is done, and only what the platform's pace holds back moves the clock.
        await clock.advance(clock.now(), idle);
        if (!(await waiting())) return;
        await clock.advance(clock.now() + STEP_MS, idle);
      }
      assert.fail(`after ${MOST_STEPS} steps something still waits to be said`);
    },
    moveTo: (time) => clock.advance(time, idle),
  };
}

/** By the machine's clock, whatever time the story has. */
export function realPause(ms: number, signal?: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { ref: false, ...(signal && { signal }) }).catch(() => undefined);
}

/** Nothing was given up, doubted or parked. */
export async function nothingLost(app: App): Promise<void> {
  const core = app.database.db.withTables<CoreTables>();
  const lost = await core
    .selectFrom("outbox")
    .select(["status", "error"])
    .where("status", "in", ["refused", "unknown", "due"])
    .execute();
  assert.deepEqual(lost, [], "something could not be said");
  const open = await core.selectFrom("inbox").select(["status", "error"]).where("status", "!=", "done").execute();
  assert.deepEqual(open, [], "something could not be answered");
}
