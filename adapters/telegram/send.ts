/** A reply delivered: part by part, through migrations, never one part twice. */
import { GrammyError } from "grammy";
import { type Address, DeliveryError, type Receipt, type Reply } from "#bot";
import { chatId, messageAddress } from "./address.ts";
import { outcome } from "./outcome.ts";
import { type Part, toCard, type Where } from "./toCard.ts";
import { showPart, type Wires } from "./upload.ts";

export interface Ways extends Wires {
  where(reply: Reply, direct: boolean): Promise<Where>;
  /** A group turned out to have a new number. */
  moved(from: number, to: number): void;
}

/** Unfinished replies are few; the bound only keeps forgotten ones from piling up. */
const REMEMBERED = 1_000;

/** Throws DeliveryError. When a later part fails, the next try with the same key goes on with that part. */
export function sender(ways: Ways): (to: Address, reply: Reply, key: string) => Promise<Receipt> {
  const shown = new Map<string, (number | undefined)[]>();
  const moved = new Map<number, number>();

  async function show(chat: number, part: Part, topic?: number): Promise<number | undefined> {
    const now = moved.get(chat) ?? chat;
    try {
      return await showPart(ways, now, part, topic);
    } catch (error) {
      // The topic was closed for good meanwhile: the answer is still owed.
      if (topic !== undefined && error instanceof GrammyError && /thread not found/.test(error.description))
        return show(chat, part);
      const to = error instanceof GrammyError ? error.parameters?.migrate_to_chat_id : undefined;
      if (to === undefined || to === now) throw error;
      // A 400 has shown nothing, so saying it in the new chat is no repetition.
      moved.set(chat, to);
      ways.moved(now, to);
      return showPart(ways, to, part);
    }
  }

  return async (to, reply, key) => {
    try {
      const chat = chatId(to);
      const parts = toCard(reply, await ways.where(reply, chat > 0));
      const done = shown.get(key) ?? [];
      for (const part of parts.slice(done.length)) {
        done.push(await show(chat, part, reply.topic === undefined ? undefined : Number(reply.topic)));
        shown.delete(key);
        shown.set(key, done);
      }
      shown.delete(key);
      return receipt(moved.get(chat) ?? chat, parts, done);
    } catch (error) {
      for (const old of [...shown.keys()].slice(0, -REMEMBERED)) shown.delete(old);
      throw outcome(error);
    }
  };
}

/** Named after the last message, which carries the buttons. `texts`: how many at the end are texts; 0: words under a file. */
function receipt(chat: number, parts: Part[], numbers: (number | undefined)[]): Receipt {
  const shown = numbers.filter((number) => number !== undefined);
  const last = shown.pop();
  if (last === undefined) throw new DeliveryError("refused", "telegram: there is nothing to show in this reply");
  const texts = parts.filter((part) => !part.file).length;
  return { id: messageAddress(chat, last), texts, ...(shown.length > 0 && { earlier: shown.join(",") }) };
}
