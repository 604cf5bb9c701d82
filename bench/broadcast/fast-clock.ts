import { type Clock, realClock } from "../../src/bot/clock.ts";

/** A clock that goes `speed` times as fast as the machine's since the moment `since` (epoch ms), for days in minutes. */
export function fastClock(speed: number, since: number): Clock {
  if (speed === 1) return realClock;
  return {
    now: () => Math.floor(since + (realClock.now() - since) * speed),
    at: (time, ring) => realClock.at(since + (time - since) / speed, ring),
  };
}
