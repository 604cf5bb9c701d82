import assert from "node:assert/strict";
import { test } from "node:test";
import { Hono } from "hono";
import { coreMigrations } from "../src/bot/schema.ts";
import { http } from "../src/http.ts";
import { migrate } from "../src/storage/migrate.ts";
import { openDatabase } from "../src/storage/open.ts";
import { Platform } from "./core.ts";
import { freshPlace } from "./database.ts";

async function serve(t: Parameters<typeof freshPlace>[0], health?: string) {
  const place = await freshPlace(t);
  const database = openDatabase(place.dir, place.databaseUrl, place.schema);
  t.after(() => database.close().catch(() => {}));
  await migrate(database, [{ feature: "core", migrations: coreMigrations }]);
  const platform = Object.assign(new Platform(() => 0), { health: () => health });
  const own = new Hono().get("/hook", (c) => c.text("mine"));
  const app = http({ database, adapters: new Map([["test", platform]]), routes: new Map([["test", own]]) });
  return { app, database };
}

test("/healthz lives while the process does; /readyz says which platform is down", async (t) => {
  const { app } = await serve(t, "no connection");
  assert.equal((await app.request("/healthz")).status, 200);
  const ready = await app.request("/readyz");
  assert.equal(ready.status, 503);
  assert.deepEqual(((await ready.json()) as { platforms: unknown }).platforms, { test: "no connection" });
});

test("/readyz is 200 when all is well, and 503 when the database is gone", async (t) => {
  const { app, database } = await serve(t);
  assert.equal((await app.request("/readyz")).status, 200);
  await database.close();
  assert.equal((await app.request("/readyz")).status, 503);
  assert.equal((await app.request("/healthz")).status, 200);
});

test("/metrics counts what waits and what is on the shelf; an adapter's routes are under its name", async (t) => {
  const { app } = await serve(t);
  const text = await (await app.request("/metrics")).text();
  for (const name of ["inbox_open", "outbox_due", "inbox_parked", "outbox_unknown"]) {
    assert.match(text, new RegExp(`^yizhan_${name} 0$`, "m"));
  }
  assert.equal(await (await app.request("/test/hook")).text(), "mine");
  assert.match(await (await app.request("/")).text(), /驿站/);
});
