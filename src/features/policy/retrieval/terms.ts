import type { Token } from "./tokens.ts";

/** Tokens to term numbers 0, 1, 2 …: an open-addressing table in typed arrays (a Map would take ten times the memory). */
export class Terms {
  size = 0;
  #keys: Uint32Array;
  #values: Int32Array;

  /** Without arguments empty; with the two arrays of `table()` as it was when they were taken. */
  constructor(keys = new Uint32Array(1 << 12), values = new Int32Array(1 << 12).fill(-1), size = 0) {
    this.#keys = keys;
    this.#values = values;
    this.size = size;
  }

  /** What has to be kept to be this table again. */
  table(): { keys: Uint32Array; values: Int32Array } {
    return { keys: this.#keys, values: this.#values };
  }

  /** The number of a token, or -1. */
  find(token: Token): number {
    return this.#values[this.#slot(token)] ?? -1;
  }

  /** The number of a token, given one if it is new. */
  add(token: Token): number {
    let slot = this.#slot(token);
    const known = this.#values[slot] ?? -1;
    if (known >= 0) return known;
    // Half full at most: probes stay short.
    if (this.size * 2 >= this.#keys.length) {
      this.#grow();
      slot = this.#slot(token);
    }
    this.#keys[slot] = token;
    this.#values[slot] = this.size;
    return this.size++;
  }

  #slot(token: Token): number {
    const mask = this.#keys.length - 1;
    // Fibonacci hashing: neighbouring characters do not cluster.
    let slot = (Math.imul(token, 0x9e3779b1) >>> 7) & mask;
    while ((this.#values[slot] ?? -1) >= 0 && this.#keys[slot] !== token) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const values = this.#values;
    this.#keys = new Uint32Array(keys.length * 2);
    this.#values = new Int32Array(keys.length * 2).fill(-1);
    for (let i = 0; i < keys.length; i++) {
      const value = values[i] ?? -1;
      if (value < 0) continue;
      const slot = this.#slot(keys[i] ?? 0);
      this.#keys[slot] = keys[i] ?? 0;
      this.#values[slot] = value;
    }
  }
}
