/** What was sent lately under one limit: how many are under way, and when the others ended. */
export class Recent {
  #under = 0;
  /** Epoch ms, ascending. */
  readonly #ended: number[] = [];

  /** How many are under way. */
  get under(): number {
    return this.#under;
  }

  begin(): void {
    this.#under += 1;
  }

  end(at: number): void {
    this.#under -= 1;
    this.add(at);
  }

  /** One that ended at `at`. */
  add(at: number): void {
    let i = this.#ended.length;
    while (i > 0 && (this.#ended[i - 1] as number) > at) i -= 1;
    this.#ended.splice(i, 0, at);
  }

  /** When the n-th last ended: Infinity while it is under way, -Infinity when there are not so many. */
  nthLast(n: number): number {
    if (n <= this.#under) return Number.POSITIVE_INFINITY;
    return this.#ended[this.#ended.length - (n - this.#under)] ?? Number.NEGATIVE_INFINITY;
  }

  /** How many are under way or ended after `since`. */
  after(since: number): number {
    let i = this.#ended.length;
    while (i > 0 && (this.#ended[i - 1] as number) > since) i -= 1;
    return this.#under + this.#ended.length - i;
  }

  /** Drops what ended by `before`; true if nothing is left. */
  forget(before: number): boolean {
    let i = 0;
    while (i < this.#ended.length && (this.#ended[i] as number) <= before) i += 1;
    if (i > 0) this.#ended.splice(0, i);
    return this.#under === 0 && this.#ended.length === 0;
  }
}
