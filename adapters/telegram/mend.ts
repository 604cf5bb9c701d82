/** What is already shown: changed in place, or taken back. */
import { type Api, GrammyError } from "grammy";
import { DeliveryError, type Receipt, type Reply } from "#bot";
import { messageAddress, shownMessages } from "./address.ts";
import { outcome } from "./outcome.ts";
import { type Part, toCard, type Where } from "./toCard.ts";

/**
 * Shows other words and buttons in the same messages; files stay. Throws DeliveryError: `refused` when the message is
 * gone, too old, or has too little room, so that the house may say it anew; else `not-sent`, to be tried again.
 */
export async function edit(api: Api, receipt: Receipt, reply: Reply, where: Where): Promise<Receipt> {
  const { chat, messages } = shownMessages(receipt);
  const parts = toCard({ ...reply, files: [] }, where);
  const texts = typeof receipt.texts === "number" ? receipt.texts : 1;
  if (parts.length === 0 || parts.length > Math.max(texts, 1)) {
    throw new DeliveryError("refused", "telegram: the new words do not fit the messages shown");
  }
  const first = messages.length - parts.length;
  for (const [at, part] of parts.entries()) {
    const message = messages[first + at] ?? 0;
    await harmless(() => change(api, chat, message, part, texts === 0), /message is not modified/i);
  }
  // A text that needs fewer messages than before leaves no stale piece behind.
  const surplus = texts > 0 ? messages.slice(messages.length - texts, first) : [];
  for (const message of surplus) await remove(api, chat, message);
  const earlier = messages.slice(0, -1).filter((message) => !surplus.includes(message));
  return {
    id: messageAddress(chat, messages.at(-1) ?? 0),
    texts: texts === 0 ? 0 : parts.length,
    ...(earlier.length > 0 && { earlier: earlier.join(",") }),
  };
}

/** Takes every message of the reply back; one that is gone already is taken back. Telegram allows it for 48 hours. */
export async function recall(api: Api, receipt: Receipt): Promise<void> {
  const { chat, messages } = shownMessages(receipt);
  for (const message of messages) await remove(api, chat, message);
}

function change(api: Api, chat: number, message: number, part: Part, caption: boolean): Promise<unknown> {
  const markup = { parse_mode: "HTML" as const, ...(part.keyboard && { reply_markup: part.keyboard }) };
  if (caption) return api.editMessageCaption(chat, message, { ...markup, caption: part.html });
  return api.editMessageText(chat, message, part.html, { ...markup, link_preview_options: { is_disabled: true } });
}

function remove(api: Api, chat: number, message: number): Promise<void> {
  return harmless(() => api.deleteMessage(chat, message), /message to delete not found/i);
}

/** Doing these twice changes nothing: "it is so already" is success, and where the outcome is unknown they are done again. */
async function harmless(call: () => Promise<unknown>, already: RegExp): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (error instanceof GrammyError && already.test(String(error.description))) return;
    const failed = outcome(error);
    throw failed.outcome === "unknown" ? new DeliveryError("not-sent", failed.message) : failed;
  }
}
