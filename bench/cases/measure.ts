/** Says each command many times, from the word to the answer, and lets one morning's clocks strike. */
import type { TicketTables } from "../../src/features/tickets/store.ts";
import { chance } from "../crash/chance.ts";
import { median } from "../table.ts";
import { asks } from "./asks.ts";
import type { Town } from "./engines.ts";

export interface Measured {
  medians: { name: string; ms: number }[];
  sweepMs: number;
  /** Clocks that struck in the sweep. */
  due: number;
}

const TIMES = 25;
/** Said before anything is counted: caches and prepared statements. */
const WARM = 3;
/** Duty has begun everywhere. */
const AFTER = "2026-11-23T09:05:00+08:00";

export async function measure({ script, said }: Town, cases: number, seed: number): Promise<Measured> {
  const { kit } = script.app;
  const medians = [];
  for (const { name, next } of asks(kit, cases, chance(seed))) {
    const times: number[] = [];
    for (let n = -WARM; n < TIMES; n++) {
      const line = JSON.stringify({ ...(await next()), addressed: true });
      said.length = 0;
      const start = performance.now();
      await script.line(line);
      if (n >= 0) times.push(performance.now() - start);
      if (said.length === 0) throw new Error(`${name}: nothing was answered`);
    }
    medians.push({ name, ms: median(times) });
  }
  const due = await dueBy(Date.parse(AFTER));
  const start = performance.now();
  await script.line(JSON.stringify({ clock: AFTER }));
  const sweepMs = performance.now() - start;
  const left = await dueBy(Date.parse(AFTER));
  if (left > 0) throw new Error(`${left} clocks did not strike`);
  return { medians, sweepMs, due };

  async function dueBy(moment: number): Promise<number> {
    const rows = kit.db.withTables<TicketTables>().selectFrom("tickets").where("next_at", "<=", moment);
    const found = await rows.select((e) => e.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
    return Number(found.n);
  }
}
