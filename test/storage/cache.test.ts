import assert from "node:assert/strict";
import { test } from "node:test";
import { coreMigrations } from "../../src/bot/schema.ts";
import { openCache } from "../../src/storage/cache.ts";
import { migrate } from "../../src/storage/migrate.ts";
import { openDatabase } from "../../src/storage/open.ts";
import { freshPlace } from "../database.ts";

test("the cache keeps, replaces, forgets, and keeps namespaces apart", async (t) => {
  const place = await freshPlace(t);
  const database = openDatabase(place.dir, place.databaseUrl, place.schema);
  t.after(() => database.close());
  await migrate(database, [{ feature: "core", migrations: coreMigrations }]);
  const cache = await openCache("one", database);
  const other = await openCache("two", database);
  await cache.set("token", "a", 60_000);
  await cache.set("token", "b", 60_000);
  assert.equal(await cache.get("token"), "b");
  assert.equal(await other.get("token"), undefined);
  await cache.set("old", "x", -1);
  assert.equal(await cache.get("old"), undefined);
  await cache.delete("token");
  assert.equal(await cache.get("token"), undefined);
});

test("a Redis without its package says what to install", async (t) => {
  const place = await freshPlace(t);
  const database = openDatabase(place.dir, place.databaseUrl, place.schema);
  t.after(() => database.close());
  await assert.rejects(openCache("one", database, "redis://127.0.0.1:1"), /npm install @keyv\/redis/);
});
