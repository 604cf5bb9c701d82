/** The least time in which a platform's limits let `count` messages to as many chats through, ms. */
export interface Limit {
  n: number;
  ms: number;
}

/** Each as early as every window allows, on a wire that takes no time. The first goes at 0. */
export function leastMs(count: number, limits: Limit[]): number {
  const at: number[] = [];
  for (let i = 0; i < count; i++) {
    const waits = limits.map(({ n, ms }) => (i >= n ? (at[i - n] as number) + ms : 0));
    at.push(Math.max(at[i - 1] ?? 0, ...waits));
  }
  return at.at(-1) ?? 0;
}
