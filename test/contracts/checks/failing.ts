/** What is known of a message's fate when something goes wrong. */
import assert from "node:assert/strict";
import { DeliveryError } from "#bot";
import type { Trouble } from "../bench.ts";
import type { Check } from "../check.ts";
import { NotClaimed, type Stage } from "../stage.ts";

const WORDS = { text: "明早六点集合" };
const KEY = "one-key";

/** Makes the trouble; returns how long the platform asks to wait, ms. */
async function meets({ bench }: Stage, trouble: Trouble): Promise<number> {
  const make = bench.troubles[trouble];
  if (!make) throw new NotClaimed(trouble);
  return make();
}

async function shownTimes({ bench }: Stage): Promise<number> {
  return (await bench.seen(bench.group)).filter((one) => one.text.includes(WORDS.text)).length;
}

export const failing: Check[] = [
  {
    name: "nobody there: not-sent, and later sent once",
    async run(stage) {
      const { bench } = stage;
      await meets(stage, "unreachable");
      assert.equal((await stage.fails(bench.group, WORDS, KEY)).outcome, "not-sent");
      await bench.mend();
      await bench.adapter.send(bench.group, WORDS, KEY);
      assert.equal(await shownTimes(stage), 1);
    },
  },
  {
    name: "the answer lost: unknown, and never twice by itself",
    async run(stage) {
      const { bench } = stage;
      await meets(stage, "unanswered");
      const sent = await bench.adapter.send(bench.group, WORDS, KEY).catch((error: unknown) => error);
      assert.equal(await shownTimes(stage), 1);
      if (sent instanceof DeliveryError) assert.equal(sent.outcome, "unknown");
      else assert.ok(!(sent instanceof Error), "no DeliveryError");
      if (bench.adapter.traits.idempotentForMs === 0) return;
      await bench.adapter.send(bench.group, WORDS, KEY);
      assert.equal(await shownTimes(stage), 1, "the next try with the key showed it again");
    },
  },
  {
    name: "told no: refused",
    async run(stage) {
      await meets(stage, "refused");
      assert.equal((await stage.fails(stage.bench.group, WORDS, KEY)).outcome, "refused");
      assert.equal(await shownTimes(stage), 0);
    },
  },
  {
    name: "too often: not-sent, with the pause asked for",
    async run(stage) {
      const ms = await meets(stage, "limited");
      const { outcome, retryAfterMs } = await stage.fails(stage.bench.group, WORDS, KEY);
      assert.equal(outcome, "not-sent");
      assert.ok((retryAfterMs ?? 0) >= ms, `asked to wait ${ms} ms, told ${retryAfterMs}`);
      assert.equal(await shownTimes(stage), 0);
    },
  },
];
