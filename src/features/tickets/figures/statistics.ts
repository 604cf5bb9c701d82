/** The figures of one month, by unit or by kind, small cells hidden. Nobody is ranked: no handler, no order by figure. Pure. */

import type { Votes } from "../reporter/survey-rows.ts";
import { type Cell, LEAST, type Share, shares, suppress } from "./suppress.ts";
import type { Tally } from "./tally.ts";

export interface Line {
  received: Cell;
  /** Taken up or answered, of those received. */
  response: Share;
  /** Solved by the reporter's word, of those that were closed or came back. */
  solution: Share;
  /** 满意 and 基本满意, of all verdicts. */
  satisfaction: Share;
  /** A result within the time, of those with a result or overdue. */
  onTime: Share;
  /** Median working days from the beginning to the result; undefined under five results. */
  days?: number;
}

export interface Figures {
  /** In the order of `keys`. */
  lines: Line[];
  total: Line;
}

/** One line for each key: a unit's id ("" for none), or a kind. Every tally and all votes belong to one of them. */
export function figures<K extends string>(
  keys: readonly K[],
  tallies: readonly Tally<K>[],
  votes: readonly Votes<K>[],
): Figures {
  const groups = grouped(keys, tallies);
  const said = grouped(keys, votes);
  const sum = (of: (tally: Tally<K>) => number) => groups.map((group) => total(group, of));
  const received = suppress(sum(({ n }) => n));
  const response = shares(
    sum(({ responded }) => responded),
    sum(({ n }) => n),
  );
  const solution = shares(
    sum(({ solved }) => solved),
    sum(({ solvable }) => solvable),
  );
  const satisfaction = shares(
    said.map((all) => total(all, ({ content }) => content)),
    said.map((all) => total(all, ({ n }) => n)),
  );
  const onTime = shares(
    sum(({ on_time }) => on_time),
    sum(({ timed }) => timed),
  );
  const results = suppress(sum(({ days, n }) => (days === null ? 0 : n)));
  const line = (at: number | undefined, group: readonly Tally<K>[]): Line => {
    const cell = <C>({ cells, total }: { cells: C[]; total: C }): C | "kept" =>
      at === undefined ? total : (cells[at] ?? "kept");
    const days = typeof cell(results) === "number" ? median(group) : undefined;
    return {
      received: cell(received),
      response: cell(response),
      solution: cell(solution),
      satisfaction: cell(satisfaction),
      onTime: cell(onTime),
      ...(days === undefined ? {} : { days }),
    };
  };
  return { lines: groups.map((group, at) => line(at, group)), total: line(undefined, tallies) };
}

/** Of at least LEAST results; the lower middle of two, so that it is a number that occurred. */
export function median(tallies: readonly Pick<Tally, "days" | "n">[]): number | undefined {
  const times = new Map<number, number>();
  for (const { days, n } of tallies) if (days !== null) times.set(days, (times.get(days) ?? 0) + n);
  const all = total([...times.values()], (n) => n);
  if (all < LEAST) return undefined;
  let before = 0;
  for (const [days, n] of [...times].sort(([a], [b]) => a - b)) {
    before += n;
    if (before >= Math.ceil(all / 2)) return days;
  }
  return undefined;
}

export function total<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((sum, one) => sum + of(one), 0);
}

function grouped<K, T extends { key: K }>(keys: readonly K[], all: readonly T[]): T[][] {
  const groups = new Map(keys.map((one) => [one, [] as T[]]));
  for (const one of all) groups.get(one.key)?.push(one);
  return [...groups.values()];
}
