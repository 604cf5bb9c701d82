/** Text and caption with their entities: who is spoken to, and the words without the mention. Offsets are UTF-16 units. */
import type { MessageEntity, User } from "grammy/types";
import { addressOf } from "./address.ts";

export interface Read {
  /** Trimmed; the bot's own mention is out, a person's whose id is known is `[@name](telegram:<id>)`. */
  text: string;
  /** A mention, a text mention or a command with the bot's name. */
  addressed: boolean;
  /** The command that the words begin with, without slash and name; `text` is then what follows it. */
  command?: string;
}

/** The person behind a username, if known. */
export type Known = (username: string) => number | undefined;

/** Cuts by the platform's entities, never by a pattern: a name inside a link or a code sample is not a mention. */
export function readEntities(text: string, entities: readonly MessageEntity[], me: User, known: Known): Read {
  const read: Read = { text: "", addressed: false };
  let done = 0;
  for (const entity of [...entities].sort((a, b) => a.offset - b.offset)) {
    if (entity.offset < done) continue; // inside one that is already dealt with
    const end = entity.offset + entity.length;
    const words = text.slice(entity.offset, end);
    const shown = instead(entity, words, me, known);
    if (!shown) continue;
    read.text += text.slice(done, entity.offset);
    done = end;
    if (shown.toMe) read.addressed = true;
    if (shown.command !== undefined && read.command === undefined && read.text.trim() === "") {
      read.command = shown.command;
      read.text = "";
    } else if (shown.text) {
      read.text += shown.text;
    } else {
      done += gap(read.text, text, end);
    }
  }
  read.text = (read.text + text.slice(done)).trim();
  return read;
}

interface Shown {
  text: string;
  toMe?: boolean;
  command?: string;
}

function instead(entity: MessageEntity, words: string, me: User, known: Known): Shown | undefined {
  const mine = `@${me.username ?? ""}`.toLowerCase();
  if (entity.type === "mention") {
    if (words.toLowerCase() === mine) return { text: "", toMe: true };
    const person = known(words.slice(1));
    return person === undefined ? undefined : { text: `[${words}](${addressOf(person)})` };
  }
  if (entity.type === "text_mention") {
    if (entity.user.id === me.id) return { text: "", toMe: true };
    return { text: `[@${words.replace(/^@|[[\]()]/g, "")}](${addressOf(entity.user.id)})` };
  }
  if (entity.type !== "bot_command") return undefined;
  const at = words.indexOf("@");
  if (at >= 0 && words.slice(at).toLowerCase() !== mine) return undefined; // another bot's command stays as written
  const command = words.slice(1, at < 0 ? undefined : at);
  return { text: `/${command}`, command, toMe: at >= 0 };
}

/** How much after a mention taken out goes with it: one space too many, or "，" and ":" after a calling at the start. */
function gap(before: string, text: string, from: number): number {
  const rest = text.slice(from);
  if (before.trim() === "") return /^[\s,，:：、]*/.exec(rest)?.[0].length ?? 0;
  return /\s$/.test(before) && /^[ \t]/.test(rest) ? 1 : 0;
}
