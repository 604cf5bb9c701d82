/** How often the bot may send, counted over sliding windows as Telegram's FAQ states them. */
import { ApiError } from "./types.ts";

export interface Limits {
  /** In all, per second. */
  perSecond?: number;
  /** Per group, per minute. */
  groupPerMinute?: number;
  /** Per chat, per second; Telegram lets short bursts pass, so it is off unless asked for. */
  chatPerSecond?: number;
}

export interface Counter {
  /** Counts one send, or throws 429 with the seconds until there is room. */
  count(chat: number): void;
  /** Sends that were let through in the last `ms`, in one chat or in all. */
  sends(ms: number, chat?: number): number;
  /** Refused with 429. */
  readonly refused: number;
  /** The most sends that any sliding window of `ms` held, in one chat or in all. */
  busiest(ms: number, chat?: number): number;
}

export function counter(limits: Limits, now: () => number): Counter {
  const sent: { chat: number; at: number }[] = [];
  let refused = 0;
  const of = (chat?: number) => sent.filter((one) => chat === undefined || one.chat === chat).map((one) => one.at);
  const within = (ms: number, chat?: number) => of(chat).filter((at) => at > now() - ms);

  function hold(most: number | undefined, ms: number, chat?: number): void {
    const recent = within(ms, chat);
    if (most === undefined || recent.length < most) return;
    refused++;
    const free = recent[recent.length - most] ?? now();
    const seconds = Math.max(1, Math.ceil((free + ms - now()) / 1000));
    throw new ApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
  }

  return {
    count(chat) {
      hold(limits.perSecond, 1_000);
      hold(limits.chatPerSecond, 1_000, chat);
      if (chat < 0) hold(limits.groupPerMinute, 60_000, chat);
      sent.push({ chat, at: now() });
    },
    sends: (ms, chat) => within(ms, chat).length,
    get refused() {
      return refused;
    },
    busiest(ms, chat) {
      const times = of(chat);
      return Math.max(0, ...times.map((end) => times.filter((at) => at > end - ms && at <= end).length));
    },
  };
}
