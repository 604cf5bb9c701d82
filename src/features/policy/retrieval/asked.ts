import { isHan } from "./normalise.ts";
import type { Wanted } from "./query.ts";
import { eachToken } from "./tokens.ts";

/** What a Han character may begin or be: looked up for every character of every candidate, so one byte each. */
const SINGLE = 1;
const BEGINS = 2;
const MARKS = new Uint8Array(65_536);

/** Tokens to their places in `wanted`. One at a time: it borrows a table that `done()` gives back. */
export class Asked {
  readonly #wanted: Wanted[];
  readonly #singles = new Map<number, number>();
  readonly #pairs = new Map<number, number>();
  readonly #words = new Map<number, number>();

  constructor(wanted: Wanted[]) {
    this.#wanted = wanted;
    wanted.forEach(({ token }, place) => {
      if (token < 65_536) {
        this.#singles.set(token, place);
        MARKS[token] = (MARKS[token] ?? 0) | SINGLE;
      } else if (token < 0xd800_0000) {
        this.#pairs.set(token, place);
        MARKS[token >>> 16] = (MARKS[token >>> 16] ?? 0) | BEGINS;
      } else this.#words.set(token, place);
    });
  }

  done(): void {
    for (const { token } of this.#wanted) {
      if (token < 65_536) MARKS[token] = 0;
      else MARKS[token >>> 16] = 0;
    }
  }

  /** Calls `met` for each wanted token of folded units `from` to `to`, `at` counted from `from`; the tokens that are pairs. */
  each(units: Uint16Array, from: number, to: number, met: (place: number, at: number) => void): number {
    let pairs = 0;
    let before = 0;
    for (let i = from; i < to; i++) {
      const unit = units[i] ?? 32;
      if (isHan(unit)) {
        if ((MARKS[unit] ?? 0) & SINGLE) met(this.#singles.get(unit) ?? -1, i - from);
        if (before !== 0) {
          pairs++;
          if ((MARKS[before] ?? 0) & BEGINS) {
            const place = this.#pairs.get(before * 65_536 + unit);
            if (place !== undefined) met(place, i - 1 - from);
          }
        }
        before = unit;
        continue;
      }
      before = 0;
      if (unit === 32) continue;
      // A word of letters or digits: rare enough to be read the plain way.
      const start = i;
      while (i + 1 < to && units[i + 1] !== 32 && !isHan(units[i + 1] ?? 32)) i++;
      eachToken(units, start, i + 1, (token, pair) => {
        if (pair) pairs++;
        const place = this.#words.get(token);
        if (place !== undefined) met(place, start - from);
      });
    }
    return pairs;
  }
}
