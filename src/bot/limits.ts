/**
 * How fast a platform may be spoken to.
 *
 * Limits are kept where they are counted, at the platform's end: a send arrives somewhere between its start and its end,
 * so it counts from its start until a whole window has passed since its end. One more may start while fewer than n count.
 * Then no window over there holds more than n, however long the network takes; a quiet time allows a burst, and nothing
 * is lost to an even pace or a late timer.
 */
import type { Traits } from "./contract.ts";

/** Both ends read their clocks in whole milliseconds. */
const ROUNDING_MS = 2;
/** Clocks are put right by up to 500 ppm (adjtime), each of the two in its own direction. */
const DRIFT = 0.001;

/** At most `n` may count; one counts until `spanMs` after its end. */
export interface Window {
  readonly n: number;
  readonly spanMs: number;
}

/** The windows of a platform: of all sends together, of each group, of each direct chat. */
export type Windows = Record<Traits["limits"][number]["per"], Window[]>;

export function windowsOf(limits: Traits["limits"]): Windows {
  const of = (which: keyof Windows) =>
    limits
      .filter(({ per }) => per === which)
      .map(({ n, ms }) => ({ n, spanMs: Math.ceil(ms * (1 + DRIFT)) + ROUNDING_MS }));
  return { app: of("app"), chat: of("chat"), person: of("person") };
}

/** The longest span of them all, ms: what ended before that is forgotten. */
export function longest(windows: Windows): number {
  return Math.max(0, ...[...windows.app, ...windows.chat, ...windows.person].map(({ spanMs }) => spanMs));
}

/**
 * Places of a window that pushes leave to answers: as many as answers took in it lately, so that whoever speaks during a
 * broadcast is answered even where the broadcast could use up a whole minute in its first seconds. At most half.
 */
export function kept(window: Window, answers: number): number {
  return Math.min(answers, Math.floor(window.n / 2));
}
