/** The terminal: a group chat of one keyboard, and the wire of `talk --json`. Nothing is opened on the network. */
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type { Adapter, Address, Receipt, Reply, Traits } from "#bot";

/** Something was shown: a new message, a card that changed, or one taken back. */
export interface Shown {
  to: Address;
  reply: Reply;
  key: string;
}

export interface TerminalSettings {
  /** Called for everything shown, in order. */
  show(shown: Shown): void;
  /** False: buttons become numbered words, as on platforms without them. */
  buttons: boolean;
}

/** An adapter without a transport: who drives it calls the bot's `receive` with messages from toMessage.ts. */
export function terminal(settings: TerminalSettings): Adapter {
  const traits: Traits = {
    buttons: settings.buttons,
    mentions: true,
    coldDirect: true,
    groupPhotos: true,
    textBytes: 1_000_000,
    // Whoever reads the lines tells a repeated one by its key, so a line cut off by a crash is said again.
    idempotentForMs: 24 * 3600_000,
    limits: [],
  };
  const show = (to: Address, reply: Reply, key: string): Receipt => {
    settings.show({ to, reply, key });
    return reply.living ? { id: key, to, living: reply.living } : { id: key, to };
  };
  return {
    name: "terminal",
    traits,
    async start() {},
    async stop() {},
    send: async (to, reply, key) => show(to, reply, key),
    edit: async (receipt, reply) => show(String(receipt.to) as Address, reply, receipt.id),
    async recall(receipt) {
      const name = receipt.living === undefined ? {} : { living: String(receipt.living) };
      show(String(receipt.to) as Address, { text: "", gone: true, ...name }, receipt.id);
    },
    async fetch(file) {
      const path = file.ref.slice("terminal:".length);
      return Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
    },
  };
}
