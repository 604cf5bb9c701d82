/** A reply as the messages that show it. Pure: what has to be uploaded has been uploaded. */
import type { Button, Reply } from "#bot";
import { cut, shortened } from "../kit/cut.ts";
import { MOST_BUTTONS, paramsOf } from "./card.ts";
import { type Called, harmless, hasMarkdown, markdown, people } from "./render.ts";
import type { Media } from "./uploads.ts";
import { PIECE_BYTES, weigh } from "./weigh.ts";
import type { Words } from "./words.ts";

export interface Where {
  /** The group's conversation id; empty: a direct chat. */
  group: string;
  /** A card template is there. */
  cards: boolean;
  media: Media[];
  nameOf(staffId: string): string;
  words: Words;
}

export type Part =
  | { kind: "media"; media: Media }
  | { kind: "words"; title: string; rich: boolean; at: string[]; called: string; named: string }
  | { kind: "card"; params: Record<string, string>; at: string[]; buttons: Button[]; instead: Part[] };

/** Files first, the words after them, the buttons on the last message. Empty when nothing is said. */
export function toCard(reply: Reply, where: Where): Part[] {
  const parts: Part[] = where.media.map((media) => ({ kind: "media", media }));
  const buttons = (reply.buttons ?? []).filter((one) => !one.private); // we may write first: the link is not needed
  const asCard = where.cards && (buttons.length > 0 || reply.living !== undefined);
  const text = reply.text.trim();
  const mentions = where.group ? (reply.mentions ?? []) : [];
  if (!asCard) return [...parts, ...spoken(aloud(text, buttons, where), mentions, where)];
  // What has no place on the template is said in words: every button can be typed.
  const whole = aloud(text, buttons.slice(MOST_BUTTONS), where);
  const pieces = reply.living ? [shortened(whole, weigh, PIECE_BYTES)] : cut(whole, weigh, PIECE_BYTES);
  const last = pieces.pop() ?? "";
  return [
    ...parts,
    ...pieces.flatMap((piece, at) => spoken(piece, at ? [] : mentions, where)),
    card(last, buttons, pieces.length > 0 ? [] : mentions, where),
  ];
}

function card(text: string, buttons: Button[], mentions: string[], where: Where): Part {
  const shown = buttons.slice(0, MOST_BUTTONS);
  // The card carries its mentions beside its words.
  const { at } = people(text, mentions, where.nameOf);
  const body = markdown(people(text, [], where.nameOf).named);
  const instead = spoken(aloud(text, shown, where), mentions, where);
  return {
    kind: "card",
    params: paramsOf(titleOf(text, where.words), body, shown, where.group),
    at,
    buttons: shown,
    instead,
  };
}

function spoken(text: string, mentions: string[], where: Where): Part[] {
  if (!text && mentions.length === 0) return [];
  const rich = hasMarkdown(text);
  return cut(text, weigh, PIECE_BYTES).map((piece, at) => {
    const { called, named, at: ids }: Called = people(piece, at ? [] : mentions, where.nameOf);
    const title = titleOf(piece, where.words);
    return { kind: "words", title, rich, at: ids, called: rich ? markdown(called) : called, named: markdown(named) };
  });
}

/** Buttons as words that can be typed. Without a template the house has numbered them before they come here. */
function aloud(text: string, buttons: readonly Button[], { words }: Where): string {
  return [text, ...buttons.map((one) => words.sayInstead(one.label, one.says))].filter(Boolean).join("\n\n");
}

/** The first words without marks and addresses, for the list of chats. */
function titleOf(text: string, words: Words): string {
  const line = text.split("\n").find((one) => one.trim()) ?? "";
  const bare = line.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*`~#>|]/g, "");
  const signs = [...new Intl.Segmenter("zh").segment(bare.trim())].map((one) => one.segment);
  return harmless(signs.slice(0, 20).join("")) || words.title;
}
