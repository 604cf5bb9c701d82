/**
 * Counts what one reply alone does not show: a long reply is several messages, and the platform counts messages.
 * The house keeps the pace of replies (traits.limits); this keeps the rest from running into the limit.
 */

export interface Budget {
  /** Takes one message of `whose` allowance and returns 0; or takes none and returns the ms until there is one. */
  spend(whose: string): number;
}

/** Messages arrive less evenly than they are sent. */
const MARGIN_MS = 500;
const MOST_KEPT = 5_000;

/** `limits`: at most n in any window of ms. */
export function budget(limits: { n: number; ms: number }[], now: () => number): Budget {
  const spent = new Map<string, number[]>();
  const longest = Math.max(...limits.map(({ ms }) => ms)) + MARGIN_MS;

  function forgetIdle(at: number): void {
    if (spent.size <= MOST_KEPT) return;
    for (const [whose, times] of spent) if ((times.at(-1) ?? 0) <= at - longest) spent.delete(whose);
  }

  return {
    spend(whose) {
      const at = now();
      const times = (spent.get(whose) ?? []).filter((one) => one > at - longest);
      const waits = limits.map(({ n, ms }) => {
        const oldest = times.at(-n);
        return oldest === undefined ? 0 : oldest + ms + MARGIN_MS - at;
      });
      const wait = Math.max(...waits);
      if (wait > 0) return wait;
      spent.set(whose, [...times, at]);
      forgetIdle(at);
      return 0;
    },
  };
}
