/** Chance that can be repeated: a run's plan follows from its seed. */

export interface Chance {
  /** From 0 up to, not including, `below`. */
  number(below: number): number;
  integer(below: number): number;
  /** True once in `n` times. */
  once(n: number): boolean;
  shuffled<T>(values: readonly T[]): T[];
}

/** Mulberry32: 32 bits of state, even enough for choosing when and whom. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (below: number) => Math.floor(next() * below);
  return {
    number: (below) => next() * below,
    integer,
    once: (n) => integer(n) === 0,
    shuffled(values) {
      const order = values.map((value) => ({ value, at: next() }));
      return order.sort((a, b) => a.at - b.at).map(({ value }) => value);
    },
  };
}
