/** A reply as the messages that show it: pure. */
import type { InlineKeyboardMarkup } from "grammy/types";
import type { FileRef, Reply } from "#bot";
import { cut } from "./cut.ts";
import { html } from "./html.ts";
import { keyboard } from "./keyboard.ts";
import { rich } from "./rich.ts";
import type { Span } from "./span.ts";
import { startLink } from "./start.ts";

/** Bot API: text after entities, and the caption of a photo or document, in UTF-16 units. */
const TEXT = 4096;
const CAPTION = 1024;

/** One message: a text, or a file with or without words under it. */
export interface Part {
  html: string;
  file?: FileRef;
  keyboard?: InlineKeyboardMarkup;
}

export interface Where {
  /** A direct chat: no way to it and no calling by name is needed. */
  direct: boolean;
  /** The bot's, without @. */
  username: string;
  /** What to call a person who is mentioned. */
  call(address: string): string;
}

/** Files first, the words after or under the last one; the buttons on the last message, whose number is the receipt. */
export function toCard(reply: Reply, where: Where): Part[] {
  const buttons = (reply.buttons ?? []).filter((button) => !(button.private && where.direct));
  const links = buttons.filter((button) => button.private).map((button) => startLink(button.says, where.username));
  const words = [...calls(reply, where), ...rich(reply.text), ...lines([...new Set(links)], reply.text)];
  const parts: Part[] = (reply.files ?? []).map((file) => ({ html: "", file }));
  const texts = cut(words, TEXT);
  const under = parts.at(-1);
  if (under && texts.length === 1 && length(words) <= CAPTION) under.html = html(words);
  else for (const text of texts) parts.push({ html: html(text) });
  const last = parts.at(-1);
  const keys = keyboard(buttons, where.username);
  if (last && keys) last.keyboard = keys;
  return parts;
}

/** Those who are called and not yet named in the text, each as a mention that notifies. */
function calls(reply: Reply, where: Where): Span[] {
  if (where.direct) return [];
  const spans: Span[] = [];
  for (const address of new Set(reply.mentions)) {
    const id = /^telegram:(\d+)$/.exec(address)?.[1];
    if (!id || reply.text.includes(`(${address})`)) continue;
    spans.push(
      { text: where.call(address), marks: [{ tag: "a", href: `tg://user?id=${id}` }] },
      { text: " ", marks: [] },
    );
  }
  return spans;
}

/** The plain link too, each on its own line: it can be copied, and buttons do not survive forwarding. */
function lines(links: string[], text: string): Span[] {
  const missing = links.filter((link) => !text.includes(link));
  return missing.map((link, at) => ({ text: (text.trim() || at > 0 ? "\n" : "") + link, marks: [] }));
}

function length(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + span.text.length, 0);
}
