/** What happened in the sandbox, as the bot hears it. Pure: the same happening gives the same message. */
import type { Address, FileRef, Message, Place } from "#bot";
import { bot } from "./cast.ts";
import type { Person, Shown } from "./wire.ts";

/** Words, files or a place from a person; `to` is the line they quote. */
export interface Spoken {
  kind: "spoken";
  id: string;
  chat: Address;
  from: Person;
  text: string;
  files: FileRef[];
  place?: Place;
  to?: Shown;
  at: string;
}

/** A press on a button of a shown line. */
export interface Pressed {
  kind: "pressed";
  id: string;
  chat: Address;
  from: Person;
  says: string;
  on: Shown;
  at: string;
}

/** The bot came into a room or was taken out of it. */
export interface Moved {
  kind: "moved";
  id: string;
  chat: Address;
  from: Person;
  event: "added" | "removed";
  at: string;
}

/** `people`: who can be mentioned here, by name. */
export function toMessage(what: Spoken | Pressed | Moved, people: readonly Person[]): Message {
  const { chat, at } = what;
  const common = { id: `sandbox:${what.id}` as Address, chat, from: what.from.address, name: what.from.name, at };
  if (what.kind === "pressed") return { ...common, addressed: true, text: what.says, files: [], replyTo: what.on.id };
  if (what.kind === "moved") return { ...common, addressed: true, text: "", files: [], event: what.event };

  const { text, mentioned } = readMentions(what.text, people);
  const toBot = what.to?.from === bot.address ? what.to.id : undefined;
  return {
    ...common,
    addressed: chat === what.from.address || mentioned || toBot !== undefined,
    text,
    files: what.files,
    ...(what.place && { place: what.place }),
    ...(toBot !== undefined && { replyTo: toBot }),
  };
}

/** Takes the bot's own mention out and makes the others' `[@name](address)`. Full-width ＠ counts, as on a phone. */
function readMentions(text: string, people: readonly Person[]): { text: string; mentioned: boolean } {
  // The longest name first, so that @王师傅傅 is not read as @王师傅 with a rest.
  const names = [...people, bot].sort((a, b) => b.name.length - a.name.length);
  let mentioned = false;
  let out = "";
  for (let at = 0; at < text.length; ) {
    const sign = text[at] === "@" || text[at] === "＠";
    const who = sign ? names.find(({ name }) => text.startsWith(name, at + 1)) : undefined;
    if (!who) {
      out += text[at];
      at += 1;
      continue;
    }
    at += 1 + who.name.length;
    if (who.address !== bot.address) out += `[@${who.name}](${who.address})`;
    else {
      mentioned = true;
      // The gap that a picker puts after a mention goes with it.
      while (text[at] === " " || text[at] === "\u2005" || text[at] === "\u3000") at += 1;
    }
  }
  return { text: out.trim(), mentioned };
}
