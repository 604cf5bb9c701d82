/**
 * Whose turn it is where a platform limits all that is said together: chats stand in line, answers before pushes, and one
 * at a time tries. A broadcast to thousands costs one look a message, and keeps nobody waiting who asked something.
 */
import type { Clock } from "./clock.ts";

interface Line {
  /** Chats that wait with an answer, and with a push, in order of coming. */
  waiting: [answers: Set<string>, pushes: Set<string>];
  /** Nothing of this kind can go before; Infinity: not before something under way has ended. */
  closed: [answers: number, pushes: number];
  /** Was called and has not tried yet. */
  called: string | undefined;
  calling: boolean;
  cancel: (() => void) | undefined;
}

export class Turns {
  readonly #clock: Clock;
  readonly #wake: (chat: string) => void;
  readonly #lines = new Map<string, Line>();

  /** `wake`: the chat was called; its lane shall ask `isTurn`, or say by `left` that it had nothing to ask for. */
  constructor(clock: Clock, wake: (chat: string) => void) {
    this.#clock = clock;
    this.#wake = wake;
  }

  /** Puts a chat in line; it is woken when its turn comes, perhaps at once. */
  join(app: string, chat: string, push: boolean): void {
    this.#add(app, chat, push);
    this.#call(this.#line(app));
  }

  /** May this chat try now? If not it stands in line and will be woken. Asking again changes nothing. */
  isTurn(app: string, chat: string, push: boolean): boolean {
    const line = this.#line(app);
    if (line.called === chat) return true;
    this.#add(app, chat, push);
    if (line.called !== undefined || this.#first(line) !== chat) {
      this.#call(line);
      return false;
    }
    line.called = chat;
    return true;
  }

  /** It tried in vain and stays first: nothing of its kind can go before `until`. */
  shut(app: string, chat: string, push: boolean, until: number): void {
    const line = this.#line(app);
    line.closed[1] = Math.max(line.closed[1], until);
    if (!push) line.closed[0] = Math.max(line.closed[0], until);
    if (line.called === chat) line.called = undefined;
    this.#call(line);
  }

  /** Something under way has ended: now it is known when its place comes free. */
  reopen(app: string): void {
    const line = this.#lines.get(app);
    if (!line?.closed.includes(Number.POSITIVE_INFINITY)) return;
    line.closed = line.closed.map((until) => (Number.isFinite(until) ? until : 0)) as Line["closed"];
    this.#call(line);
  }

  /** The chat may go, or wants nothing any more: if it was its turn, the next one is called. */
  left(app: string, chat: string): void {
    const line = this.#lines.get(app);
    if (line?.called !== chat) return;
    line.called = undefined;
    for (const one of line.waiting) one.delete(chat);
    this.#call(line);
  }

  /** Does anybody stand in line? */
  waiting(app: string): boolean {
    return this.#lines.get(app)?.waiting.some((one) => one.size > 0) ?? false;
  }

  stop(): void {
    for (const line of this.#lines.values()) line.cancel?.();
    this.#lines.clear();
  }

  #line(app: string): Line {
    let line = this.#lines.get(app);
    if (!line) {
      line = { waiting: [new Set(), new Set()], closed: [0, 0], called: undefined, calling: false, cancel: undefined };
      this.#lines.set(app, line);
    }
    return line;
  }

  #add(app: string, chat: string, push: boolean): void {
    const [answers, pushes] = this.#line(app).waiting;
    // What a chat has to say goes in order: its kind is that of the first in its queue.
    (push ? answers : pushes).delete(chat);
    (push ? pushes : answers).add(chat);
  }

  #first(line: Line): string | undefined {
    const now = this.#clock.now();
    for (const kind of [0, 1] as const) {
      const [first] = line.waiting[kind];
      if (first !== undefined && line.closed[kind] <= now) return first;
    }
    return undefined;
  }

  /** Calls one after another while they pass at once, then sets the alarm for when a place comes free. */
  #call(line: Line): void {
    if (line.calling) return;
    line.calling = true;
    while (line.called === undefined) {
      const chat = this.#first(line);
      if (chat === undefined) break;
      line.called = chat;
      this.#wake(chat);
    }
    line.calling = false;
    line.cancel?.();
    line.cancel = undefined;
    if (line.called !== undefined) return;
    const times = ([0, 1] as const).filter((kind) => line.waiting[kind].size > 0).map((kind) => line.closed[kind]);
    const next = Math.min(...times);
    if (Number.isFinite(next)) line.cancel = this.#clock.at(next, () => this.#call(line));
  }
}
