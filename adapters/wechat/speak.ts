/** Sending and taking back: one part after the other, and never one part twice. */
import { type Address, DeliveryError, type Receipt, type Reply } from "#bot";
import { within } from "./deadline.ts";
import type { Online } from "./line.ts";
import { fate } from "./outcome.ts";
import type { Pace } from "./pace.ts";
import { people } from "./people.ts";
import type { Read } from "./read.ts";
import type { Recent } from "./recent.ts";
import type { Rooms } from "./rooms.ts";
import { type Part, toCard } from "./toCard.ts";
import type { Words } from "./words.ts";

export interface SpeakParts {
  /** Throws DeliveryError while nobody is logged in. */
  online(): Online;
  read(files: NonNullable<Reply["files"]>): Promise<Read>;
  recent: Recent;
  rooms: Rooms;
  pace: Pace;
  words: Words;
}

const ANSWER_MS = 30_000;
/** Unfinished replies are few; the bound only keeps forgotten ones from piling up. */
const REMEMBERED = 1_000;

export function speaker({ online, read, recent, rooms, pace, words }: SpeakParts) {
  /** Ids of the parts of unfinished replies: the next try with the same key goes on behind them. */
  const unfinished = new Map<string, string[]>();
  /** What was taken back: once is enough. */
  const gone = new Set<string>();

  async function show({ puppet, box }: Online, to: string, part: Part): Promise<string> {
    const sending =
      part.kind === "file"
        ? puppet.messageSendFile(to, box(part.file.bytes, part.file.name))
        : puppet.messageSendText(to, part.text, part.called);
    const id = await within(ANSWER_MS, sending).catch((error: unknown) => {
      throw fate(error);
    });
    return id ?? ""; // several puppets do not tell it
  }

  async function namesFor(line: Online, chat: string, mentions: readonly Address[]): Promise<Map<string, string>> {
    const ids = mentions.filter((one) => one.startsWith("wechat:")).map(idOf);
    const found = await Promise.all(ids.map((id) => people(line.puppet).nameOf(chat, id)));
    return new Map(ids.map((id, at) => [id, found[at] || id]));
  }

  return {
    async send(to: Address, reply: Reply, key: string): Promise<Receipt> {
      const chat = idOf(to);
      const line = online();
      const room = rooms.has(chat);
      const names = room ? await namesFor(line, chat, reply.mentions ?? []) : new Map<string, string>();
      const { files, lost } = await read(reply.files ?? []);
      const text = [reply.text, ...lost.map(words.lostFile)].filter(Boolean).join("\n\n");
      const parts = toCard({ ...reply, text }, { room, files, nameOf: (id) => names.get(id) ?? id, words });
      if (parts.length === 0) throw new DeliveryError("refused", "wechat: nothing to say");
      const done = unfinished.get(key) ?? [];
      const wait = pace.take(chat, parts.length - done.length);
      if (wait > 0) throw new DeliveryError("not-sent", "wechat: enough said here for now", wait);
      for (const part of parts.slice(done.length)) {
        done.push(await show(line, chat, part));
        unfinished.set(key, done);
        const id = done.find(Boolean) ?? key;
        recent.said(to, part.kind === "text" ? part.text : "", id);
        const [oldest] = unfinished.keys();
        if (unfinished.size > REMEMBERED && oldest !== undefined) unfinished.delete(oldest);
      }
      unfinished.delete(key);
      return { id: done.find(Boolean) ?? key, chat, parts: done.join(" ") };
    },

    /** WeChat allows it for two minutes. A puppet that does not tell ids cannot take anything back. */
    async recall(receipt: Receipt): Promise<void> {
      const ids = String(receipt.parts ?? "").split(" ");
      if (ids.some((id) => id === ""))
        throw new DeliveryError("refused", "wechat: the id of this message is not known");
      const { puppet } = online();
      for (const id of ids) {
        if (gone.has(id)) continue;
        const done = await within(ANSWER_MS, puppet.messageRecall(id)).catch((error: unknown) => {
          throw fate(error);
        });
        if (!done) throw new DeliveryError("refused", "wechat: it can no longer be taken back");
        gone.add(id);
        const [oldest] = gone;
        if (gone.size > REMEMBERED && oldest !== undefined) gone.delete(oldest);
      }
    },
  };
}

function idOf(address: Address): string {
  if (!address.startsWith("wechat:")) throw new DeliveryError("refused", "wechat: this is no WeChat chat or person");
  return address.slice("wechat:".length);
}
