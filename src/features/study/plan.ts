/** When a library item goes out: one a group a day, each series in its order. */
import type { Calendar } from "#bot";

const DAY = 86_400_000;
/** Nothing is planned further ahead than this; the item stays on demand. */
const HORIZON_DAYS = 400;

/** The next moment at `slot` on a day that is not taken; undefined when the slot is no time or lies in quiet hours. */
export function nextFree(
  slot: string,
  now: number,
  taken: ReadonlySet<string>,
  calendar: Calendar,
): number | undefined {
  for (let days = 0; days < HORIZON_DAYS; days++) {
    const date = calendar.dateOf(now + days * DAY);
    const at = calendar.moment(date, slot);
    if (at === undefined || calendar.isQuiet(at)) return undefined;
    if (at > now && !taken.has(date)) return at;
  }
  return undefined;
}

export interface Planned {
  item: string;
  ord: number;
  slot: string;
  due: number;
}

/** The same days, dealt out again in the order of the series: returns only those whose time changes. */
export function inOrder(planned: readonly Planned[], calendar: Calendar): { item: string; due: number }[] {
  const days = planned.map((one) => calendar.dateOf(one.due)).sort();
  const sorted = planned.toSorted((a, b) => a.ord - b.ord || a.due - b.due);
  return sorted.flatMap((one, i) => {
    const due = calendar.moment(days[i] ?? "", one.slot);
    return due === undefined || due === one.due ? [] : [{ item: one.item, due }];
  });
}
