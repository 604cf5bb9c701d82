/**
 * How often the bot may speak before WeChat says 「发送消息过于频繁」. Nobody has published the figures; these are what the
 * adapter claims, counted over sliding windows that leave half a second for the way.
 */
import { GrpcError } from "./refusal.ts";

export interface Limits {
  /** Off: everything is let through, and still counted. */
  enforced: boolean;
  perMinute: number;
  /** Of each room and each person. */
  chatPerMinute: number;
  /** How often it said no. */
  refused: number;
  /** Counts one message, or throws. */
  count(to: string): void;
  /** The most messages that any window of `ms` held, in one chat or in all. */
  busiest(ms: number, to?: string): number;
}

const MINUTE = 59_500;

export function newLimits(now: () => number): Limits {
  const spent: { to: string; at: number }[] = [];
  const limits: Limits = {
    enforced: true,
    perMinute: 15,
    chatPerMinute: 8,
    refused: 0,
    count(to) {
      const recent = spent.filter((one) => one.at > now() - MINUTE);
      const inChat = recent.filter((one) => one.to === to).length;
      if (limits.enforced && (recent.length >= limits.perMinute || inChat >= limits.chatPerMinute)) {
        limits.refused += 1;
        throw new GrpcError(2, "发送消息过于频繁，可稍后再试。");
      }
      spent.push({ to, at: now() });
    },
    busiest(ms, to) {
      const times = spent.filter((one) => to === undefined || one.to === to).map((one) => one.at);
      return Math.max(0, ...times.map((end) => times.filter((at) => at > end - ms && at <= end).length));
    },
  };
  return limits;
}
