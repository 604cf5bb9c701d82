/** The ways to break an adapter from outside: what it hands on, what it says, what it tells of a failure. */
import { type Adapter, type Address, DeliveryError, type Message, type Reply } from "#bot";
import type { Platform } from "../bench.ts";

export interface Fault {
  name: string;
  /** The checks that must fail, and no others. */
  caughtBy: string[];
  /** The platform that shows it; the sandbox when left out. */
  on?: Platform;
  breaks(good: Adapter): Partial<Adapter>;
}

type Outcome = DeliveryError["outcome"];

/** Says something else, or under another key, or to somebody else. */
export const saying = (change: (reply: Reply, key: string, to: Address) => [Reply, string]) => (good: Adapter) => ({
  send(to: Address, reply: Reply, key: string) {
    const [said, under] = change(reply, key, to);
    return good.send(to, said, under);
  },
});
/** Hands on something else; nothing when undefined. */
export const hearing = (change: (message: Message) => Message | undefined) => (good: Adapter) => ({
  start: (receive: (message: Message) => Promise<void>) =>
    good.start(async (message) => {
      const heard = change(message);
      if (heard) await receive(heard);
    }),
});
/** Tells another fate than the true one. */
export const telling = (truth: Outcome, told: Outcome) => (good: Adapter) => ({
  send: (to: Address, reply: Reply, key: string) =>
    good.send(to, reply, key).catch((error: unknown) => {
      if (error instanceof DeliveryError && error.outcome === truth) throw new DeliveryError(told, "told wrongly");
      throw error;
    }),
});
