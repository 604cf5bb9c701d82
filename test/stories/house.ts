/** The whole bot over one real adapter and its emulator, on a clock that is moved by hand. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import type { Adapter, House } from "#bot";
import { type App, openApp } from "../../src/app.ts";
import { FakeClock } from "../../src/bot/clock.ts";
import type { CoreTables } from "../../src/bot/schema.ts";
import { type Config, readConfig } from "../../src/config.ts";
import { quiet } from "../../src/log.ts";
import { freshPlace, type Place } from "../database.ts";

/** By the real clock: what an emulator on this machine has delivered is heard long before. */
const HEARD_WITHIN_MS = 10_000;
/** By the fake clock: the paces of the platforms need seconds, a failure would need for ever. */
const STEP_MS = 2_000;
const MOST_STEPS = 90;

export interface Open {
  app: App;
  clock: FakeClock;
  /** `heard` is true once the adapter has taken everything that was delivered. */
  settle(heard: () => boolean): Promise<void>;
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
  const place = await freshPlace(t);
  const clock = new FakeClock(start);
  const app = await openApp(configOver(place, admin), {
    clock,
    log: quiet,
    watch: false,
    adapters: (house) => [adapter(house("stories"))],
    ...(place.schema && { schema: place.schema }),
  });
  t.after(() => app.stop());
  await app.start();

  const idle = () => app.core.idle();
  const waiting = async () => {
    const core = app.database.db.withTables<CoreTables>();
    return core.selectFrom("outbox").select("chat").where("status", "=", "due").limit(1).executeTakeFirst();
  };
  return {
    app,
    clock,
    async settle(heard) {
      for (let step = 0; step < MOST_STEPS; step++) {
        const until = performance.now() + HEARD_WITHIN_MS;
        while (!heard() && performance.now() < until) await turn();
        assert.ok(heard(), "the adapter did not hear everything");
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
