/** What the bench (the parent) and the bot (the child) tell each other: a JSON object a line. */
import type { Address } from "#bot";

export interface Orders {
  dir: string;
  platform: string;
  variables: Record<string, string>;
  groups: Address[];
  /** The clock goes so much faster than the machine's, from `since` (epoch ms) on. */
  speed: number;
  since: number;
}

/** The broadcast is due. */
export type Down = { go: true };

export interface Progress {
  /** Of the outbox: all, and not yet sent. */
  rows: number;
  open: number;
  /** Chats of which nobody knows whether they were shown it; told when nothing is open any more. */
  doubtful: Address[];
  memory?: Memory;
}

/** Bytes. */
export interface Memory {
  rss: number;
  /** After a collection: the heap and what hangs on it. */
  used: number;
}

export type Up = { ready: true } | Progress;
