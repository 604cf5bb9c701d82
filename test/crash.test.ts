/** Killed at any moment, the bot loses nothing, says nothing twice and keeps the order. The long run is bench/crash.ts. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { chance } from "../bench/crash/chance.ts";
import { count, type Findings, sum } from "../bench/crash/count.ts";
import { type Ledger, readLedger } from "../bench/crash/ledger.ts";
import { makePlace, removePlace } from "../bench/crash/place.ts";
import { type Story, storm } from "../bench/crash/storm.ts";
import { openTestCore } from "./core.ts";

const QUICK = { reporters: 12, casesEach: 5, signUps: 20, callOuts: 2, seats: 10, kills: 5 };
/** Longer than a dead process's claims are respected, so that nobody waits for them. */
const DOWN_MS = 61_000;
const SEED = 20261123;

const failures = (findings: Findings) =>
  Object.values(findings)
    .flat()
    .filter(([, times]) => times !== 0);

test("60 cases and 20 sign-ups come in while the process is killed five times", async (t) => {
  const place = await makePlace(process.env.TEST_DATABASE_URL);
  t.after(() => removePlace(place));
  const story = await storm(place, { ...QUICK, downMs: DOWN_MS, limitMs: 90_000 }, chance(SEED));
  const ledger = await readLedger(place);
  assert.deepEqual(failures(count(story, ledger)), []);
  assert.equal(story.kills, QUICK.kills);
  assert.equal(ledger.tickets.length, QUICK.reporters * QUICK.casesEach);
  assert.equal(ledger.signUps.length, QUICK.signUps);
  assert.ok(story.crowd.redelivered > 0);
  countNotices(story, ledger);
});

/** What the count is for: each fault, made by hand in what is kept, is found. */
function countNotices(story: Story, ledger: Ledger): void {
  const kinds = { lost: 0, duplicated: 0, outOfOrder: 0, overCapacity: 0 };
  const found = (changed: Partial<Ledger>): typeof kinds => {
    const findings = count(story, { ...ledger, ...changed });
    const { lost, duplicated, outOfOrder, overCapacity } = findings;
    return {
      lost: sum(lost),
      duplicated: sum(duplicated),
      outOfOrder: sum(outOfOrder),
      overCapacity: sum(overCapacity),
    };
  };
  const { tickets, signUps, outbox, inbox, callouts } = ledger;
  assert.deepEqual(found({}), kinds);
  const [ticket] = tickets;
  assert.ok(ticket);
  assert.ok(found({ tickets: tickets.slice(1) }).lost > 0);
  assert.ok(found({ tickets: [...tickets, { ...ticket, no: "000000" }] }).duplicated > 0);
  const times = tickets.map(({ created_at }) => created_at).reverse();
  assert.ok(found({ tickets: tickets.map((one, i) => ({ ...one, created_at: times[i] ?? 0 })) }).outOfOrder > 0);
  assert.ok(found({ signUps: signUps.slice(1) }).lost > 0);
  assert.ok(found({ signUps: [...signUps, ...signUps.slice(0, 1)] }).duplicated > 0);
  const turned = signUps.map((one) => ({ ...one, seq: -one.seq + QUICK.signUps + 1 }));
  assert.ok(found({ signUps: turned }).outOfOrder > 0);
  assert.ok(found({ callouts: callouts.map((one) => ({ ...one, capacity: one.capacity - 1 })) }).overCapacity > 0);
  assert.ok(found({ inbox: inbox.map((one) => ({ ...one, status: "parked" as const })) }).lost > 0);
  assert.ok(found({ outbox: outbox.filter((row) => row.living !== null) }).lost > 0);
  assert.ok(found({ outbox: outbox.map((row) => ({ ...row, status: "due" as const })) }).lost > 0);
  assert.ok(found({ shelf: { ...ledger.shelf, unknown: ledger.shelf.unknown + 1 } }).lost > 0);
  const [said] = outbox.filter((row) => row.living === null);
  assert.ok(said);
  assert.ok(found({ outbox: [...outbox, { ...said, key: "another" }] }).duplicated > 0);
}

test("what was still to be sent when the process died is sent before what is answered afterwards", async (t) => {
  const never = new Promise<never>(() => {});
  let died = false;
  let reached = () => {};
  const third = new Promise<void>((resolve) => {
    reached = resolve;
  });
  let bot = await openTestCore(t, {
    register: (registry) =>
      registry.otherwise(async ({ message }) => {
        if (message.text === "3" && !died) {
          reached();
          await never;
        }
        return { text: message.text };
      }),
  });
  // The first answer hangs at the platform, the second waits behind it, the third message is being thought about.
  bot.platform.onSend = () => never;
  for (const text of ["1", "2", "3"]) await bot.say({ text }, false);
  await third;
  died = true;
  bot = await bot.again();
  await bot.advance(DOWN_MS);
  assert.deepEqual(bot.texts(), ["2", "3"]);
});
