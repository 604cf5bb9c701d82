/** So many questions at once and so many waiting: an endpoint is not flooded, and nobody waits for a place for ever. */

/** ANSWERS.md §4, caps. */
const AT_ONCE = 8;
const WAITING = 100;

export interface Seats {
  /** Resolves to true with a seat, which must be given back; to false when too many wait or the signal aborts first. */
  take(signal: AbortSignal): Promise<boolean>;
  give(): void;
}

export function seats(atOnce = AT_ONCE, most = WAITING): Seats {
  let taken = 0;
  const line: (() => void)[] = [];
  return {
    async take(signal) {
      if (taken < atOnce) {
        taken++;
        return true;
      }
      if (line.length >= most || signal.aborted) return false;
      return new Promise((resolve) => {
        const called = () => {
          signal.removeEventListener("abort", gone);
          resolve(true);
        };
        const gone = () => {
          line.splice(line.indexOf(called), 1);
          resolve(false);
        };
        line.push(called);
        signal.addEventListener("abort", gone, { once: true });
      });
    },
    give() {
      const next = line.shift();
      // The seat goes from hand to hand.
      if (next) next();
      else taken--;
    },
  };
}
