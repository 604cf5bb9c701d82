/** What the platforms (the parent) and the bot (the child) tell each other: a JSON object a line. */
import type { Readable } from "node:stream";
import type { Message } from "#bot";

/** To the bot: somebody said something, or: how much is still to be done? */
export type Down = { hear: Message } | { left: true };

/** A new message that a chat was shown. An edit of a living card shows nothing new, so it is not told. */
export interface Shown {
  key: string;
  to: string;
  text: string;
  living?: string;
}

/** From the bot. `ack`: the message with this id is stored; `failed`: it could not be, deliver it again. */
export type Up =
  | { ready: true }
  | { ack: string }
  | { failed: string }
  | { shown: Shown }
  | { left: { inbox: number; outbox: number } };

/**
 * Reads JSON lines. What a killed process left half-written was never told: it is dropped. Resolves at the end of the
 * stream.
 */
export async function eachLine<T>(stream: Readable, heard: (line: T) => void): Promise<void> {
  stream.setEncoding("utf8");
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) heard(JSON.parse(line) as T);
  }
}
