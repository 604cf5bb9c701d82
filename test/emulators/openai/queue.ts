/** Steps for the calls of one desk of the pretend endpoint: those in the queue first, then always the same. */
import type { IncomingMessage } from "node:http";

export interface Sent<Body> {
  headers: IncomingMessage["headers"];
  body: Body;
}

export interface Queue<Body, Step> {
  /** Every call, in order, as it arrived. */
  calls: Sent<Body>[];
  script(...steps: Step[]): void;
  /** Answers every call for which no step is queued; may look at the call. */
  always(step: Step | ((call: Sent<Body>) => Step)): void;
  /** Forgets calls, queued steps and what was always answered. */
  clear(): void;
  next(call: Sent<Body>): Step;
}

export function queueOf<Body, Step>(usual: Step): Queue<Body, Step> {
  const calls: Sent<Body>[] = [];
  const queued: Step[] = [];
  let otherwise: (call: Sent<Body>) => Step = () => usual;
  return {
    calls,
    script: (...steps) => void queued.push(...steps),
    always(step) {
      otherwise = typeof step === "function" ? (step as (call: Sent<Body>) => Step) : () => step;
    },
    clear() {
      calls.length = 0;
      queued.length = 0;
      otherwise = () => usual;
    },
    next(call) {
      calls.push(call);
      return queued.shift() ?? otherwise(call);
    },
  };
}
