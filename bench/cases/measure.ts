/** Says each command many times, from the word to the answer, reads each screen, and lets one morning's clocks strike. */
import type { TicketTables } from "../../src/features/tickets/store/tables.ts";
import { chance } from "../crash/chance.ts";
import { median } from "../table.ts";
import { asking, type Line } from "./ask.ts";
import { chiefAsks } from "./asks-chief.ts";
import { reporterAsks } from "./asks-reporter.ts";
import { staffAsks } from "./asks-staff.ts";
import type { Town } from "./engines.ts";
import { screens } from "./screens.ts";

export interface Measured {
  medians: { name: string; ms: number }[];
  /** Until the last clock that was due had struck and its words stood in the outbox, in one commit a batch. */
  sweepMs: number;
  /** Until all of them had been shown as well. */
  shownMs: number;
  /** Clocks that struck in the sweep. */
  due: number;
}

const TIMES = 15;
/** Said before anything is counted: caches and prepared statements. */
const WARM = 2;
/** Duty has begun everywhere. */
const AFTER = "2026-11-23T09:05:00+08:00";
const LOOK_MS = 10;

export async function measure({ script, said }: Town, cases: number, seed: number): Promise<Measured> {
  const { kit } = script.app;
  const say = async (line: Line) => {
    said.length = 0;
    await script.line(JSON.stringify({ ...line, addressed: true }));
    return [...said];
  };
  const about = asking(script.app, cases, chance(seed), say);
  const medians: Measured["medians"] = [];
  for (const { name, next } of [...reporterAsks(about), ...staffAsks(about), ...chiefAsks(about)]) {
    const times: number[] = [];
    for (let n = -WARM; n < TIMES; n++) {
      const line = await next();
      said.length = 0;
      const start = performance.now();
      await script.line(JSON.stringify({ ...line, addressed: true }));
      const answer = said.find((one) => one.to === line.chat);
      if (!answer) throw new Error(`${name}: nothing was answered`);
      if (n >= 0) times.push(answer.shownAt - start);
    }
    medians.push({ name, ms: median(times) });
  }
  for (const { name, read } of screens(about)) {
    const times: number[] = [];
    for (let n = -WARM; n < TIMES; n++) {
      const start = performance.now();
      await read();
      if (n >= 0) times.push(performance.now() - start);
    }
    medians.push({ name, ms: median(times) });
  }
  const moment = Date.parse(AFTER);
  const due = await left();
  const start = performance.now();
  const shown = script.line(JSON.stringify({ clock: AFTER })).then(() => performance.now() - start);
  while ((await left()) > 0 && performance.now() - start < 600_000)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  const sweepMs = performance.now() - start;
  const shownMs = await shown;
  if ((await left()) > 0) throw new Error(`${await left()} clocks did not strike`);
  return { medians, sweepMs, shownMs, due };

  async function left(): Promise<number> {
    const rows = kit.db.withTables<TicketTables>().selectFrom("tickets").where("next_at", "<=", moment);
    const found = await rows.select((e) => e.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
    return Number(found.n);
  }
}
