/** A small day on every platform, seeded: nothing lost, nothing twice, in order, nobody overheard; and the count can fail. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Adapter } from "#bot";
import { count } from "../../bench/day/count.ts";
import { type Day, liveThrough } from "../../bench/day/run.ts";
import type { DayTables } from "../../bench/day/tables.ts";
import type { OpenTown } from "../../bench/day/town.ts";
import { towns } from "../../bench/day/towns/index.ts";
import { freshPlace } from "../database.ts";

const SEED = 20_261_123;
const MESSAGES = 40;

async function lived(t: TestContext, open: OpenTown, messages = MESSAGES): Promise<Day> {
  // On SQLite always: a store that is shared is looked at four times a second, and by this clock that makes a day long.
  const { dir } = await freshPlace(t);
  const day = await liveThrough(open, { dir }, SEED, messages);
  t.after(() => day.house.stop());
  return day;
}

for (const [name, open] of Object.entries(towns)) {
  test(`a small day on ${name}`, async (t) => {
    const found = await count(await lived(t, open));
    assert.deepEqual(found.broken, []);
    assert.ok(found.messages >= MESSAGES, `only ${found.messages} messages`);
    assert.ok(found.redelivered > 3 && found.faults > 5, "the day was too quiet to prove anything");
  });
}

/** The sandbox with an adapter that does one thing wrong. */
function wrong(how: (adapter: Adapter) => Partial<Adapter>): OpenTown {
  return async (now) => {
    const town = await (towns.sandbox as OpenTown)(now);
    return {
      ...town,
      open(house) {
        const adapter = town.open(house);
        return { ...adapter, ...how(adapter) };
      },
    };
  };
}

test("an adapter that says everything twice is found out", async (t) => {
  const twice = wrong(({ send }) => ({
    async send(to, reply, key) {
      await send(to, reply, `${key} again`);
      return send(to, reply, key);
    },
  }));
  const found = await count(await lived(t, twice, 20));
  assert.ok(found.twice > 10, `${found.twice}`);
});

test("an adapter that swallows a reply is found out", async (t) => {
  let n = 0;
  const silent = wrong(({ send }) => ({
    send: async (to, reply, key) => (++n % 9 === 0 ? { id: key } : send(to, reply, key)),
  }));
  const found = await count(await lived(t, silent, 20));
  assert.ok(found.lost > 2, `${found.lost}`);
});

test("an adapter that takes every word for addressed is found out", async (t) => {
  const ears = wrong(({ start }) => ({
    start: (receive) => start((message) => receive({ ...message, addressed: true })),
  }));
  const found = await count(await lived(t, ears, 40));
  assert.ok(found.overheard > 0, `${found.overheard}`);
});

test("replies that overtake each other, and messages that nobody answers, are found out", async (t) => {
  const day = await lived(t, towns.sandbox as OpenTown, 20);
  assert.deepEqual((await count(day)).broken, []);
  day.house.book.tries.reverse();
  assert.ok((await count(day)).out_of_order > 5);
  await day.house.app.database.unit(async (tx) => {
    await tx.withTables<DayTables>().deleteFrom("outbox").execute();
  });
  assert.ok((await count(day)).lost > 5);
});
