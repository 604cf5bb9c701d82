import { isHan } from "./normalise.ts";
import type { Wanted } from "./query.ts";
import { eachToken, WORD } from "./tokens.ts";

/**
 * What a unit is to the question at hand, looked up for every character of every candidate: a Han character it does not
 * hold, a blank, a letter or digit, or (from HELD on) the how-manieth of its own characters.
 */
const [OTHER, BLANK, LETTER, HELD] = [0, 1, 2, 3];
const CLASS = Uint16Array.from({ length: 65_536 }, (_, unit) => (unit === 32 ? BLANK : isHan(unit) ? OTHER : LETTER));

/** Tokens to their places in `wanted`. One at a time: it borrows a table that `done()` gives back. */
export class Asked {
  readonly #held: number[] = [];
  /** By class: the place of the single character, or -1. */
  readonly #singles: Int16Array;
  /** By the classes of two neighbours: the place of the pair, or -1. No hashing: a question has some dozen characters. */
  readonly #pairs: Int16Array;
  readonly #width: number;
  readonly #words = new Map<number, number>();

  constructor(wanted: Wanted[]) {
    for (const { token } of wanted) {
      if (token >= WORD) continue;
      this.#hold(token & 0xffff);
      if (token > 0xffff) this.#hold(token >>> 16);
    }
    this.#width = HELD + this.#held.length;
    this.#singles = new Int16Array(this.#width).fill(-1);
    this.#pairs = new Int16Array(this.#width * this.#width).fill(-1);
    wanted.forEach(({ token }, place) => {
      if (token >= WORD) this.#words.set(token, place);
      else if (token > 0xffff) this.#pairs[classOf(token >>> 16) * this.#width + classOf(token & 0xffff)] = place;
      else this.#singles[classOf(token)] = place;
    });
  }

  done(): void {
    for (const unit of this.#held) CLASS[unit] = OTHER;
  }

  #hold(unit: number): void {
    if (CLASS[unit] === OTHER) CLASS[unit] = HELD + this.#held.push(unit) - 1;
  }

  /** Calls `met` for each wanted token of folded units `from` to `to`, `at` counted from `from`; the tokens that are pairs. */
  each(units: Uint16Array, from: number, to: number, met: (place: number, at: number) => void): number {
    const width = this.#width;
    const singles = this.#singles;
    const neighbours = this.#pairs;
    let pairs = 0;
    let before = BLANK;
    for (let i = from; i < to; i++) {
      const now = CLASS[units[i] ?? 32] ?? BLANK;
      if (now === LETTER) {
        // A word of letters or digits: rare enough to be read the plain way.
        const start = i;
        while (i + 1 < to && CLASS[units[i + 1] ?? 32] === LETTER) i++;
        eachToken(units, start, i + 1, (token, pair) => {
          if (pair) pairs++;
          const place = this.#words.get(token);
          if (place !== undefined) met(place, start - from);
        });
        before = BLANK;
        continue;
      }
      if (now >= HELD) {
        const single = singles[now] ?? -1;
        if (single >= 0) met(single, i - from);
        if (before >= HELD) {
          const pair = neighbours[before * width + now] ?? -1;
          if (pair >= 0) met(pair, i - 1 - from);
        }
      }
      if (now !== BLANK && before !== BLANK) pairs++;
      before = now;
    }
    return pairs;
  }
}

const classOf = (unit: number): number => CLASS[unit] ?? OTHER;
