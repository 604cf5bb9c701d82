/** A reply as the messages that show it. Pure: what has to be read has been read. */
import type { Reply } from "#bot";
import { cut } from "../kit/cut.ts";
import { render } from "./render.ts";
import { TEXT_BYTES } from "./traits.ts";
import type { Words } from "./words.ts";

/** A file, ready to be sent. */
export interface Attached {
  name: string;
  bytes: Uint8Array;
}

export type Part = { kind: "file"; file: Attached } | { kind: "text"; text: string; called: string[] };

export interface Where {
  /** Elsewhere nobody can be called. */
  room: boolean;
  files: readonly Attached[];
  nameOf(id: string): string;
  words: Words;
}

/** Files first, the words after them. Empty when nothing is said. */
export function toCard(reply: Reply, { room, files, nameOf, words }: Where): Part[] {
  const { text, called } = render(aloud(reply, words), room ? (reply.mentions ?? []) : [], nameOf);
  const parts: Part[] = files.map((file) => ({ kind: "file", file }));
  const pieces = text ? cut(text, Buffer.byteLength, TEXT_BYTES) : [];
  // Whoever is called is named in the first piece, or further on; a call needs no name to be heard.
  return [...parts, ...pieces.map((piece, at): Part => ({ kind: "text", text: piece, called: at ? [] : called }))];
}

/** Buttons were numbered by the house before they came here; what is left leads to the direct chat. */
function aloud({ text, buttons = [] }: Reply, words: Words): string {
  const lines = buttons.map((one) => (one.private ? words.privately(one.says) : words.sayInstead(one.label, one.says)));
  return [text.trim(), ...lines].filter(Boolean).join("\n\n");
}
