/** The queue of updates: delivered again and again until an offset passes them. */
import { ApiError, type Update } from "./types.ts";

export interface Updates {
  push(frame: Record<string, unknown>): Update;
  /** The very same update once more, whatever offset has passed it. */
  again(update: Update): void;
  /** One getUpdates; resolves with what waits, or after `timeout` seconds with nothing. */
  poll(ask: { offset?: number; limit?: number; timeout?: number; allowed_updates?: string[] }): Promise<Update[]>;
  /** What a webhook is to be posted next, if anything waits. */
  next(): Update | undefined;
  /** A webhook has taken it. */
  delivered(update: Update): void;
  /** Only these kinds are queued from now on. */
  allow(kinds: string[]): void;
  /** Numbers start anew from here, as after a week without updates. */
  renumber(first: number): void;
  /** Throws away what waits. */
  forget(): void;
  /** Called after every change of the queue. */
  changed: () => void;
  readonly pending: readonly Update[];
  /** The last update_id that an offset has passed. */
  readonly confirmed: number;
  /** A webhook blocks polling while it is set. */
  webhook: string;
  /** Lets go of a waiting poll. */
  stop(): void;
}

export function updateQueue(first = 100): Updates {
  let pending: Update[] = [];
  let repeated: Update[] = [];
  let next = first;
  let confirmed = first - 1;
  let allowed: string[] | undefined;
  let wake: ((error?: ApiError) => void) | undefined;

  const waiting = (limit: number) => [...repeated, ...pending].slice(0, limit);

  const updates: Updates = {
    webhook: "",
    changed: () => {},
    next: () => waiting(1)[0],
    delivered(update) {
      if (repeated.includes(update)) repeated = repeated.filter((one) => one !== update);
      else pending = pending.filter((one) => one !== update);
      confirmed = Math.max(confirmed, update.update_id);
    },
    allow(kinds) {
      allowed = kinds;
    },
    renumber(first) {
      next = first;
    },
    forget() {
      pending = [];
    },
    push(frame) {
      const update = { update_id: next++, ...frame };
      const kind = Object.keys(frame)[0] ?? "";
      if (!allowed || allowed.includes(kind)) pending.push(update);
      wake?.();
      updates.changed();
      return update;
    },
    again(update) {
      repeated.push(update);
      wake?.();
      updates.changed();
    },
    async poll({ offset = 0, limit = 100, timeout = 0, allowed_updates }) {
      if (updates.webhook) {
        throw new ApiError(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      if (allowed_updates) allowed = allowed_updates;
      confirmed = Math.max(confirmed, offset - 1);
      pending = pending.filter((update) => update.update_id >= offset);
      wake?.(
        new ApiError(
          409,
          "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        ),
      );
      if (waiting(limit).length === 0 && timeout > 0) {
        let mine: typeof wake;
        await new Promise<void>((done, fail) => {
          const end = setTimeout(done, timeout * 1000);
          mine = (error) => {
            clearTimeout(end);
            if (error) fail(error);
            else done();
          };
          wake = mine;
        }).finally(() => {
          if (wake === mine) wake = undefined; // a newer poll may wait by now
        });
      }
      // What came in while this poll was held counts only from its offset on.
      const given = waiting(limit).filter((update) => repeated.includes(update) || update.update_id >= offset);
      repeated = repeated.filter((update) => !given.includes(update));
      return given;
    },
    get pending() {
      return pending;
    },
    get confirmed() {
      return confirmed;
    },
    stop: () => wake?.(),
  };
  return updates;
}
