/** How much one person has taken on: overlaps are refused, long days only warned about. */

export interface Span {
  starts: number;
  ends: number;
}

const HOUR = 3_600_000;
/** At most this much service in any 24 hours, and this much unbroken rest (engelsystem#746). */
const MOST_HOURS = 10;
const LEAST_REST = 11;

/** True when the two share a moment; one ending as the other starts is no overlap. */
export function overlaps(a: Span, b: Span): boolean {
  return a.starts < b.ends && b.starts < a.ends;
}

/** What should be said about taking `wanted` on top of `others`: too many hours in 24, or too little rest. */
export function strain(wanted: Span, others: readonly Span[]): { hours: boolean; rest: boolean } {
  const all = [...others, wanted].sort((a, b) => a.starts - b.starts);
  let hours = false;
  let rest = false;
  for (const first of all) {
    // The 24 hours that begin with a service; a window in which the wanted one has no part is not today's question.
    const window = { starts: first.starts, ends: first.starts + 24 * HOUR };
    if (!overlaps(window, wanted)) continue;
    const inside = all.filter((span) => overlaps(span, window));
    let served = 0;
    let longest = 0;
    let free = window.starts;
    for (const span of inside) {
      served += Math.min(span.ends, window.ends) - Math.max(span.starts, window.starts);
      longest = Math.max(longest, span.starts - free);
      free = Math.max(free, span.ends);
    }
    longest = Math.max(longest, window.ends - free);
    if (served > MOST_HOURS * HOUR) hours = true;
    if (longest < LEAST_REST * HOUR) rest = true;
  }
  return { hours, rest };
}
