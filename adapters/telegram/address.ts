/** How Telegram's numbers are spelled as addresses. */
import { type Address, DeliveryError, type Receipt } from "#bot";

/** A chat (-100…: a group) or a person; in a direct chat both have the same number. */
export const addressOf = (id: number): Address => `telegram:${id}`;

/** A message, as heard and as shown: the number alone is unique only within its chat. */
export const messageAddress = (chat: number, message: number): Address => `telegram:${chat}:${message}`;

/** The platform's number of a chat or person; refuses an address of another adapter. */
export function chatId(address: string): number {
  const id = Number(/^telegram:(-?\d+)$/.exec(address)?.[1]);
  if (!Number.isSafeInteger(id)) throw new DeliveryError("refused", "telegram: this is no Telegram chat or person");
  return id;
}

/** The messages behind a receipt, in the order shown: a long text takes several. */
export function shownMessages(receipt: Receipt): { chat: number; messages: number[] } {
  const [, chat, last] = /^telegram:(-?\d+):(\d+)$/.exec(receipt.id) ?? [];
  if (!chat || !last) throw new DeliveryError("refused", "telegram: this is no receipt of a Telegram message");
  const earlier = typeof receipt.earlier === "string" ? receipt.earlier.split(",") : [];
  return { chat: Number(chat), messages: [...earlier, last].map(Number) };
}
