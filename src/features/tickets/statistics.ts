/** The figures of one month, by unit or by kind, small cells hidden. Nobody is ranked: no handler, no order by figure. Pure. */
import type { Fact } from "./facts.ts";
import type { Rating } from "./store-back.ts";
import { type Cell, LEAST, type Share, shares, suppress } from "./suppress.ts";

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

/** One line for each key: a unit's id (or null), or a kind. Every fact and rating belongs to one of them. */
export function figures<K>(
  keys: readonly K[],
  facts: readonly Fact[],
  ratings: readonly Rating[],
  key: { fact(fact: Fact): K; rating(rating: Rating): K },
): Figures {
  const groups = keys.map((one) => facts.filter((fact) => key.fact(fact) === one));
  const votes = keys.map((one) => ratings.filter((rating) => key.rating(rating) === one));
  const count = (test: (fact: Fact) => boolean) => groups.map((group) => group.filter(test).length);
  const sum = (all: Rating[]) => all.reduce((n, rating) => n + rating.n, 0);
  const received = suppress(count(() => true));
  const response = shares(
    count((fact) => fact.responded),
    count(() => true),
  );
  const solution = shares(
    count((fact) => fact.solved === true),
    count((fact) => fact.solved !== undefined),
  );
  const satisfaction = shares(
    votes.map((all) => sum(all.filter((rating) => rating.score !== "bad"))),
    votes.map(sum),
  );
  const onTime = shares(
    count((fact) => fact.onTime === true),
    count((fact) => fact.onTime !== undefined),
  );
  const results = suppress(count((fact) => fact.days !== undefined));
  const line = (
    [n, first, second, third, fourth]: [Cell, Share, Share, Share, Share],
    done: Cell | undefined,
    group: readonly Fact[],
  ): Line => {
    const days = typeof done === "number" ? median(group.flatMap((fact) => fact.days ?? [])) : undefined;
    const shown = { received: n, response: first, solution: second, satisfaction: third, onTime: fourth };
    return days === undefined ? shown : { ...shown, days };
  };
  return {
    lines: groups.map((group, i) =>
      line(
        [
          received.cells[i] ?? "kept",
          response.cells[i] ?? "kept",
          solution.cells[i] ?? "kept",
          satisfaction.cells[i] ?? "kept",
          onTime.cells[i] ?? "kept",
        ],
        results.cells[i],
        group,
      ),
    ),
    total: line(
      [received.total, response.total, solution.total, satisfaction.total, onTime.total],
      results.total,
      facts,
    ),
  };
}

/** Of at least LEAST numbers; the lower middle of two, so that it is a number that occurred. */
export function median(numbers: number[]): number | undefined {
  if (numbers.length < LEAST) return undefined;
  return numbers.sort((a, b) => a - b)[Math.ceil(numbers.length / 2) - 1];
}
