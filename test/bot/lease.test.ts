import assert from "node:assert/strict";
import { test } from "node:test";
import { leases } from "../../src/bot/lease.ts";
import { coreMigrations } from "../../src/bot/schema.ts";
import { migrate } from "../../src/storage/migrate.ts";
import { openDatabase } from "../../src/storage/open.ts";
import { freshPlace } from "../database.ts";

test("a lease has one holder among those who live", async (t) => {
  const place = await freshPlace(t);
  const database = openDatabase(place.dir, place.databaseUrl, place.schema);
  t.after(() => database.close());
  await migrate(database, [{ feature: "core", migrations: coreMigrations }]);
  let now = 1_000;
  const [one, two] = [leases(database, () => now), leases(database, () => now)];
  assert.equal(await one.take("line", 60_000), true);
  assert.equal(await one.take("line", 60_000), true);
  // Several processes wait for its end; where one alone can hold the database, the earlier holder was killed.
  assert.equal(await two.take("line", 60_000), !database.shared);
  now += 60_001;
  assert.equal(await two.take("line", 60_000), true);
  await two.give("line");
  assert.equal(await one.take("line", 60_000), true);
});
