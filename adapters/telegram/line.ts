/** How updates come in: by asking for them (poll.ts) or by being called (hook.ts). */
import type { Update } from "grammy/types";
import type { Message } from "#bot";
import type { Heard } from "./reader.ts";

/** The kinds of update that the house understands. */
export const WANTED = ["message", "callback_query", "my_chat_member"] as const;

export interface Line {
  /** Runs until the signal aborts; never throws. */
  run(signal: AbortSignal): Promise<void>;
  /** Tells the platform what is stored and not yet confirmed; for the end, so that the next start does not hear it again. */
  confirm(signal: AbortSignal): Promise<void>;
}

export interface Ear {
  read(updates: Update[]): Heard[];
  /** Resolves when the message is stored; a throw makes the same update come again. */
  receive(message: Message): Promise<void>;
  /** After the update is stored. */
  after(heard: Heard): void;
  /** Undefined: updates can come. */
  trouble(why: string | undefined): void;
}
