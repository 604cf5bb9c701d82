/** From a person to the bot: gives messages to the house, also twice, late, or again when the house could not take them. */
import type { Message } from "#bot";
import type { Heard, Hub } from "./hub.ts";

export interface Hearing {
  start(receive: (message: Message) => Promise<void>): void;
  /** True once the house has stored it; false: it could not just now, and is asked again for a while. */
  hear(heard: Heard): Promise<boolean>;
  /** The same message once more, as platforms do. */
  again(message: Message): Promise<boolean>;
  /** Arrives after `ms`, with the time at which it was said. */
  late(heard: Heard, ms: number): void;
  /** Aborts when the adapter stops. */
  signal: AbortSignal;
  stop(): void;
}

/** Pauses before asking again, ms; after the last the message is given up, visibly. */
const PAUSES = [300, 2_000, 10_000, 60_000];
const MOST_HEARD = 2000;

export function createHearing(hub: Hub): Hearing {
  const stopping = new AbortController();
  let receive: ((message: Message) => Promise<void>) | undefined;

  const give = async (message: Message): Promise<boolean> => {
    try {
      if (!receive || stopping.signal.aborted) return false;
      await receive(message);
      return true;
    } catch {
      // Whatever it was, the house has logged it; a platform only knows that it was not acknowledged.
      return false;
    }
  };
  const insist = async (message: Message) => {
    for (const pause of PAUSES) {
      await hub.house.wait(pause, stopping.signal);
      if (stopping.signal.aborted || (await give(message))) return;
    }
    hub.raw.note("failed", message);
  };
  const first = async (message: Message, way: "heard" | "late" | "again") => {
    hub.raw.note(way, message);
    if (await give(message)) return true;
    void insist(message);
    return false;
  };

  const remember = (heard: Heard) => {
    hub.heard.push(heard);
    if (hub.heard.length > MOST_HEARD) hub.heard.shift();
  };

  return {
    start(to) {
      receive = to;
    },
    hear(heard) {
      remember(heard);
      return first(heard.message, "heard");
    },
    again: (message) => first(message, "again"),
    late(heard, ms) {
      remember(heard);
      void hub.house.wait(ms, stopping.signal).then(() => stopping.signal.aborted || first(heard.message, "late"));
    },
    signal: stopping.signal,
    stop: () => stopping.abort(),
  };
}
