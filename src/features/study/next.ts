/** Which item comes next for one person: pure, so that its reasons can be said in one sentence (PRODUCT.md P20). */
import type { Item } from "./store.ts";

type Choosable = Pick<Item, "id" | "source" | "series" | "ord" | "approved_at" | "push_at">;

const FRESH_MS = 3 * 86_400_000;

/**
 * Never one that was given before. First the series the person follows, then what the unit wrote lately, then a series
 * that was begun, then the rest as approved. Of a series always the first one missing: late joiners start at 1.
 */
export function pick<I extends Choosable>(
  items: readonly I[],
  given: ReadonlySet<string>,
  follows: string,
  now: number,
): I | undefined {
  const begun = new Set(items.filter((item) => given.has(item.id) && item.series).map((item) => item.series));
  const left = items.filter((item) => !given.has(item.id));
  const open = left.filter((item) => !item.series || firstOf(left, item.series) === item);
  const rank = (item: I): number => {
    if (item.series && item.series === follows) return 0;
    if (item.source === "chat" && Math.abs((item.push_at ?? item.approved_at ?? 0) - now) <= FRESH_MS) return 1;
    return item.series && begun.has(item.series) ? 2 : 3;
  };
  return open.toSorted((a, b) => rank(a) - rank(b) || byApproval(a, b))[0];
}

function firstOf<I extends Choosable>(items: readonly I[], series: string): I | undefined {
  return items.filter((item) => item.series === series).toSorted((a, b) => a.ord - b.ord || byApproval(a, b))[0];
}

function byApproval(a: Choosable, b: Choosable): number {
  return (a.approved_at ?? 0) - (b.approved_at ?? 0) || (a.id < b.id ? -1 : 1);
}
