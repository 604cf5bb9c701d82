/** A reply to the messages that Feishu shows. Pure: what has to be uploaded has been uploaded. */
import type { Reply } from "#bot";
import { cut, shortened } from "../kit/cut.ts";
import { cardOf } from "./card.ts";
import * as dialects from "./render.ts";
import { hasMarkdown, render } from "./render.ts";
import { weigh } from "./weigh.ts";

/**
 * Longest request bodies: 150 KB for a text, 30 KB for a card (Feishu, im-v1 message/create). Some is kept for the
 * envelope, for mentions put in front and for those that grow from `[@name](…)` to a tag.
 */
const TEXT_BYTES = 150 * 1024 - 2_048;
const CARD_BYTES = 30 * 1024 - 1_536;
/** A text this long, in bytes of UTF-8, stays one card even with ten buttons under it. Claimed in the traits. */
export const ONE_CARD_BYTES = 24 * 1024;

export interface Extras {
  /** The reply goes to a person, not to a group. */
  direct: boolean;
  /** Keys of the reply's uploaded files. */
  images: string[];
  files: string[];
  /** A person's name by open_id, "" when it is not known. */
  nameOf(openId: string): string;
}

export interface Shown {
  msg_type: "text" | "interactive" | "image" | "file";
  /** A JSON string. */
  content: string;
}

/** One message or more, in order; the buttons are on the last one that carries words. Empty when nothing is said. */
export function toCard(reply: Reply, extras: Extras): Shown[] {
  const buttons = (reply.buttons ?? []).filter((one) => !one.private); // we may write first: the link is not needed
  const words = reply.text.trim();
  const mentions = reply.mentions ?? [];
  const spoken = words !== "" || mentions.length > 0;
  const files = extras.files.map((file_key) => shown("file", { file_key }));
  if (!spoken && buttons.length + extras.images.length + files.length === 0) return [];
  const asCard = reply.living !== undefined || buttons.length > 0 || (spoken && extras.images.length > 0);
  if (asCard || hasMarkdown(words)) return [...cards({ ...reply, text: words, buttons }, extras), ...files];
  const pictures = extras.images.map((image_key) => shown("image", { image_key }));
  if (!spoken) return [...pictures, ...files];
  const texts = cut(words, weigh, TEXT_BYTES).map((piece, at) =>
    shown("text", { text: render(piece, at ? [] : mentions, dialects.text, extras.nameOf) }),
  );
  return [...texts, ...pictures, ...files];
}

function cards(reply: Reply, extras: Extras): Shown[] {
  const { images, direct } = extras;
  const buttons = reply.buttons ?? [];
  const summary = summaryOf(reply.text);
  const bare = weighCard(cardOf({ markdown: "", images: [], buttons: [], direct, summary }));
  const full = weighCard(cardOf({ markdown: "", images, buttons, direct, summary }));
  const room = (used: number) => Math.max(CARD_BYTES - used, 1_024);
  const pieces = reply.living
    ? [shortened(reply.text, weigh, room(full))]
    : cut(reply.text, weigh, room(bare), room(full));
  return pieces.map((piece, at) => {
    const last = at === pieces.length - 1;
    const markdown = render(piece, at ? [] : (reply.mentions ?? []), dialects.card, extras.nameOf);
    const parts = {
      markdown,
      direct,
      summary: summaryOf(piece),
      images: last ? images : [],
      buttons: last ? buttons : [],
    };
    return shown("interactive", cardOf(parts));
  });
}

/** What the frame of a card costs in a request body. */
function weighCard(card: object): number {
  return Buffer.byteLength(JSON.stringify(JSON.stringify(card)));
}

/** The first words without marks, links and names in brackets, for the list of chats. */
function summaryOf(markdown: string): string {
  const line = markdown.split("\n").find((one) => one.trim()) ?? "";
  const plain = line
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[*`~#>|]/g, "")
    .replaceAll("<", "＜");
  return [...plain.trim()].slice(0, 40).join("");
}

function shown(msg_type: Shown["msg_type"], body: object): Shown {
  return { msg_type, content: JSON.stringify(body) };
}
