/** Counts in memory what this process sends: all there is to count where it alone holds the database. */
import { kept, longest, type Window, type Windows } from "./limits.ts";
import { Recent } from "./recent.ts";

/** One message, as far as limits look at it. */
export interface Spoken {
  adapter: string;
  chat: string;
  /** 1: the chat is one person's. */
  direct: number;
  /** 1: one of many said at once, or on time; 0: somebody waits for it. */
  push: number;
}

/**
 * So many pushes are on their way together: fifty a second on a wire that takes a quarter of a second. What is on its way
 * when a process dies is in doubt.
 */
const SIDE_BY_SIDE = 12;
/** After so many ends the chats that were long silent are forgotten. */
const SWEEP = 1_024;

export class Meter {
  readonly #windows: Windows;
  readonly #longest: number;
  readonly #all = new Recent();
  readonly #answers = new Recent();
  readonly #chats = new Map<string, Recent>();
  #ends = 0;

  constructor(windows: Windows) {
    this.#windows = windows;
    this.#longest = longest(windows);
  }

  /** From when on the chat's own limits let one more start. */
  ownFrom(one: Spoken): number {
    const recent = this.#chats.get(one.chat);
    return recent ? free(recent, this.#own(one)) : 0;
  }

  /** The same for the limits of all together; Infinity: not before something under way has ended. */
  appFrom(push: boolean, now: number): number {
    if (push && this.full()) return Number.POSITIVE_INFINITY;
    const keep = (window: Window) => (push ? kept(window, this.#answers.after(now - window.spanMs)) : 0);
    return free(this.#all, this.#windows.app, keep);
  }

  /** Enough is under way for pushes. */
  full(): boolean {
    return this.#all.under >= SIDE_BY_SIDE;
  }

  begin(one: Spoken): void {
    for (const recent of this.#of(one)) recent.begin();
  }

  end(one: Spoken, at: number): void {
    for (const recent of this.#of(one)) {
      recent.end(at);
      recent.forget(at - this.#longest);
    }
    this.#ends += 1;
    if (this.#ends % SWEEP > 0) return;
    for (const [chat, recent] of this.#chats) if (recent.forget(at - this.#longest)) this.#chats.delete(chat);
  }

  /** One of an earlier run. */
  remember(one: Omit<Spoken, "direct">, at: number): void {
    for (const recent of this.#of(one)) recent.add(at);
  }

  /** How full the fullest window of the app and of the chat was before this one, 0–1: whose limit was it likely to be? */
  fullness(one: Spoken, now: number): { app: number; own: number } {
    const full = (recent: Recent | undefined, windows: Window[]) =>
      Math.max(0, ...windows.map(({ n, spanMs }) => ((recent?.after(now - spanMs) ?? 0) - 1) / n));
    return { app: full(this.#all, this.#windows.app), own: full(this.#chats.get(one.chat), this.#own(one)) };
  }

  #own(one: Spoken): Window[] {
    return one.direct ? this.#windows.person : this.#windows.chat;
  }

  #of({ chat, push }: Omit<Spoken, "direct">): Recent[] {
    let own = this.#chats.get(chat);
    if (!own) {
      own = new Recent();
      this.#chats.set(chat, own);
    }
    return push ? [this.#all, own] : [this.#all, this.#answers, own];
  }
}

/** When every window has a place beyond those it keeps. */
function free(recent: Recent, windows: Window[], keep: (window: Window) => number = () => 0): number {
  return Math.max(0, ...windows.map((window) => recent.nthLast(window.n - keep(window)) + window.spanMs));
}
