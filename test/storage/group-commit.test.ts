import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { openDatabase } from "../../src/storage/open.ts";
import { freshPlace } from "../database.ts";

type T = { t: { n: number } };

test("units are kept or undone one by one, though they share a commit", async (t) => {
  const place = await freshPlace(t);
  const database = openDatabase(place.dir, place.databaseUrl, place.schema);
  t.after(() => database.close());
  await database.unit(async (tx) => void (await sql`create table t (n integer primary key)`.execute(tx)));
  const add = (n: number) => database.unit((tx) => tx.withTables<T>().insertInto("t").values({ n }).execute());
  const results = await Promise.allSettled([1, 2, 2, 3, 1, 4].map(add));
  assert.equal(results.filter((one) => one.status === "fulfilled").length, 4);
  const rows = await database.db.withTables<T>().selectFrom("t").select("n").orderBy("n").execute();
  assert.deepEqual(
    rows.map((row) => row.n),
    [1, 2, 3, 4],
  );
});

test("what a unit did is not seen outside before it is kept", async (t) => {
  const place = await freshPlace(t);
  const database = openDatabase(place.dir, place.databaseUrl, place.schema);
  t.after(() => database.close());
  await database.unit(async (tx) => void (await sql`create table t (n integer primary key)`.execute(tx)));
  let seen = -1;
  await database.unit(async (tx) => {
    await tx.withTables<T>().insertInto("t").values({ n: 1 }).execute();
    seen = (await database.db.withTables<T>().selectFrom("t").select("n").execute()).length;
  });
  assert.equal(seen, 0);
});

test("counts and big numbers are numbers on both engines", async (t) => {
  const place = await freshPlace(t);
  const database = openDatabase(place.dir, place.databaseUrl, place.schema);
  t.after(() => database.close());
  const big = Date.UTC(2200, 0, 1);
  await database.unit(async (tx) => {
    await sql`create table b (n bigint not null)`.execute(tx);
    await sql`insert into b values (${big})`.execute(tx);
  });
  type B = { b: { n: number } };
  const db = database.db.withTables<B>();
  const row = await db
    .selectFrom("b")
    .select((e) => [e.fn.countAll<number>().as("count"), e.fn.max("n").as("max"), e.fn.sum<number>("n").as("sum")])
    .executeTakeFirst();
  assert.deepEqual({ ...row }, { count: 1, max: big, sum: big });
});

test("names that are locked keep others out until the transaction ends", async (t) => {
  const place = await freshPlace(t);
  const database = openDatabase(place.dir, place.databaseUrl, place.schema);
  t.after(() => database.close());
  let inside = 0;
  let most = 0;
  const work = () =>
    database.unit(async (tx) => {
      await database.lock(tx, "one", "two");
      inside += 1;
      most = Math.max(most, inside);
      await sql`select 1`.execute(tx);
      inside -= 1;
    });
  await Promise.all(Array.from({ length: 10 }, work));
  assert.equal(most, 1);
});
