/** A platform at the other end of a pipe, as an adapter in the child. */
import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Adapter, Message, Traits } from "#bot";
import type { Up } from "./wire.ts";

export interface PipeSettings {
  name: string;
  /** 0, or how long the platform shows one key only once. */
  idempotentForMs: number;
  limits: Traits["limits"];
  /** Resolves when the line has left this process: whatever happens to it then, the platform has it. */
  tell(line: Up): Promise<void>;
}

export interface Pipe extends Adapter {
  receive(message: Message): Promise<void>;
}

/** A message is shown some milliseconds before the platform's answer tells so: a kill may fall between the two. */
const ANSWER_MS = 6;

export function pipe({ name, idempotentForMs, limits, tell }: PipeSettings): Pipe {
  let hear: ((message: Message) => Promise<void>) | undefined;
  const answer = () => pause(Math.random() * ANSWER_MS);
  return {
    name,
    traits: {
      buttons: true,
      mentions: true,
      coldDirect: true,
      groupPhotos: true,
      textBytes: 100_000,
      idempotentForMs,
      limits,
    },
    async start(receive) {
      hear = receive;
    },
    async receive(message) {
      if (!hear) throw new Error("the adapter was not started");
      await hear(message);
    },
    async send(to, { text, living }, key) {
      await tell({ shown: { key, to, text, ...(living ? { living } : {}) } });
      await answer();
      return { id: key };
    },
    async edit(receipt) {
      await answer();
      return receipt;
    },
    // A photo is made of its name, so that the same one arrives at every try.
    async fetch(file) {
      await answer();
      return new Blob([photo(file.ref)]).stream();
    },
    async stop() {},
  };
}

/** The bytes of a photo. */
export function photo(ref: string): string {
  return `photo ${ref}`;
}

/** What the house calls it once it is kept. */
export function photoHash(ref: string): string {
  return createHash("sha256").update(photo(ref)).digest("hex");
}
