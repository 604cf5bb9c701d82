/** What belongs before the joint meeting (联席会议): unsolved past its day, disputed twice, met by many. Pure. */

import { running } from "../case/deadline.ts";
import { isOver } from "../case/lifecycle.ts";
import type { Why } from "../figures/store-back.ts";
import type { Ticket } from "../store/tables.ts";
import { CLASS, classesOf } from "./classes.ts";

export interface Picked {
  row: Ticket;
  why: Why;
  /** Cases and people that have the same, this one included. */
  many: number;
}

/** More than a meeting can speak of. */
const MOST = 30;
const DISPUTES = 2;
const ORDER: Why[] = ["disputed", "overdue", "repeated"];

/** `joined`: how many others met the same, by case number. Each case once, for its weightiest reason, the oldest first. */
export function pick(rows: readonly Ticket[], joined: ReadonlyMap<string, number>, today: string): Picked[] {
  const open = rows.filter((row) => !isOver(row.state));
  const found = new Map<string, Picked>();
  const add = (row: Ticket, why: Why, many: number) => {
    if (!found.has(row.no)) found.set(row.no, { row, why, many });
  };
  const together = new Map<string, number>();
  const classes = classesOf(open);
  const met = (row: Ticket) => 1 + (joined.get(row.no) ?? 0);
  for (const same of classes) {
    const many = same.reduce((sum, row) => sum + met(row), 0);
    for (const row of same) together.set(row.no, many);
  }
  const of = (row: Ticket) => together.get(row.no) ?? met(row);
  for (const row of open) if (row.reopened >= DISPUTES) add(row, "disputed", of(row));
  for (const row of open) if (running(row) && row.due < today) add(row, "overdue", of(row));
  for (const row of open) if (met(row) >= CLASS) add(row, "repeated", of(row));
  for (const [first] of classes) if (first) add(first, "repeated", of(first));
  return [...found.values()]
    .sort((a, b) => ORDER.indexOf(a.why) - ORDER.indexOf(b.why) || a.row.created_at - b.row.created_at)
    .slice(0, MOST);
}
