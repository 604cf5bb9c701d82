/** Presses whose card may still be changed: within five seconds, once, and only in answer to the press. */

/** Document 101463: an update more than 5 s after the press is refused. Some of it the answer needs on its way. */
const ANSWER_MS = 4_000;
const MOST = 1_000;

export interface Presses {
  note(task: string, reqId: string): void;
  /** The request id under which this card can be changed now; asked once, it is used up. */
  take(task: string): string | undefined;
}

/** `now`: the machine's own clock in ms, because the platform counts by real time. */
export function presses(now: () => number = () => performance.now()): Presses {
  const latest = new Map<string, { reqId: string; at: number }>();
  return {
    note(task, reqId) {
      latest.delete(task);
      latest.set(task, { reqId, at: now() });
      const [oldest] = latest.keys();
      if (latest.size > MOST && oldest !== undefined) latest.delete(oldest);
    },
    take(task) {
      const press = latest.get(task);
      latest.delete(task);
      return press && now() - press.at < ANSWER_MS ? press.reqId : undefined;
    },
  };
}
