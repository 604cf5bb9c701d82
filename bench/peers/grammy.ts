/** grammY with its two usual companions: `sequentialize` by chat and a session in memory. */
import { sequentialize } from "@grammyjs/runner";
import { Bot, type Context, type SessionFlavor, session } from "grammy";
import type { Update, UserFromGetMe } from "grammy/types";
import type { Handler, Peer, Shown } from "./peer.ts";
import { chatId, heard, type WorkEvent } from "./work.ts";

type Talk = Context & SessionFlavor<{ heard: number }>;

const ME = {
  id: 1,
  is_bot: true,
  first_name: "bot",
  username: "bench_bot",
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
} as UserFromGetMe;

/** Telegram counts its chats; the work's ids carry such a number in base 36. */
const chatNumber = (conversation: string): number => Number.parseInt(conversation.slice(3), 36) + 1;

/** The event as this platform would have put it. `nonce` is fresh at each delivery: a peer that wants it may look. */
function toUpdate(event: WorkEvent, nonce: number): Update {
  const { id, conversation, person, text, pressed, at } = heard(event);
  const chat = { id: chatNumber(conversation), type: "group" as const, title: conversation };
  const from = { id: chat.id, is_bot: false, first_name: person };
  const date = Math.floor(at / 1000);
  if (pressed) {
    const shown = { message_id: 1, date, chat, from: ME, text: "?" };
    const query = { id, from, chat_instance: conversation, data: text, message: shown };
    return { update_id: nonce, callback_query: query } as Update;
  }
  // The numeric id of a message cannot hold the work's id, so the id travels as the author's signature.
  return { update_id: nonce, message: { message_id: nonce, date, chat, from, text, author_signature: id } } as Update;
}

export async function open(): Promise<Peer> {
  let handler: Handler = async () => undefined;
  let shown: Shown = () => {};
  let updates = 0;
  const bot = new Bot<Talk>("1:bench", { botInfo: ME });
  bot.api.config.use(async (_next, method, payload) => {
    if (method !== "sendMessage") return { ok: true, result: true as never };
    const { chat_id, text } = payload as unknown as { chat_id: number; text: string };
    shown(chatId(chat_id - 1), text);
    return {
      ok: true,
      result: { message_id: ++updates, date: 0, chat: { id: chat_id, type: "group" }, text } as never,
    };
  });
  bot.use(sequentialize((ctx) => String(ctx.chat?.id)));
  bot.use(session({ initial: () => ({ heard: 0 }), getSessionKey: (ctx) => String(ctx.chat?.id) }));
  const answer = async (ctx: Talk, text: string, id: string) => {
    ctx.session.heard += 1;
    const reply = await handler(chatId((ctx.chat?.id ?? 0) - 1), text, id);
    if (reply !== undefined) await ctx.reply(reply);
  };
  bot.on("message:text", (ctx) => answer(ctx, ctx.message.text, ctx.message.author_signature ?? ""));
  bot.on("callback_query:data", async (ctx) => {
    await answer(ctx, ctx.callbackQuery.data, ctx.callbackQuery.id);
    await ctx.answerCallbackQuery();
  });
  return {
    name: "grammY + sequentialize + session",
    onMessage: (fn) => {
      handler = fn;
    },
    onReply: (fn) => {
      shown = fn;
    },
    handle: (event) => bot.handleUpdate(toUpdate(event, ++updates)),
    async close() {},
  };
}
