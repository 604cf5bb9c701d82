/** Buttons under a message, and the way to the direct chat. */
import type { InlineKeyboardButton, InlineKeyboardMarkup } from "grammy/types";
import { type Button, DeliveryError } from "#bot";
import { startLink } from "./start.ts";

/** Two labels stand side by side on a small phone while each is at most seven 汉字 wide. */
const HALF_ROW = 14;
/** Bot API, InlineKeyboardButton.callback_data. The house's 48 bytes fit. */
const DATA_BYTES = 64;

/** One or two a row by width; undefined when there is none. `username` is the bot's, for the way to its direct chat. */
export function keyboard(buttons: readonly Button[], username: string): InlineKeyboardMarkup | undefined {
  const rows: InlineKeyboardButton[][] = [];
  let room = false;
  for (const button of buttons) {
    const narrow = columns(button.label) <= HALF_ROW;
    if (narrow && room) rows.at(-1)?.push(key(button, username));
    else rows.push([key(button, username)]);
    room = narrow && !room;
  }
  return rows.length > 0 ? { inline_keyboard: rows } : undefined;
}

function key({ label, says, private: direct }: Button, username: string): InlineKeyboardButton {
  if (direct) return { text: label, url: startLink(says, username) };
  if (Buffer.byteLength(says) > DATA_BYTES) throw new DeliveryError("refused", "telegram: a button says over 64 bytes");
  return { text: label, callback_data: says };
}

/** Width on a screen: a 汉字, kana, full-width sign or emoji takes two columns. */
function columns(text: string): number {
  return [...text].reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1), 0);
}
