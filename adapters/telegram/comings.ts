/** The bot's own comings and goings in groups. */
import type { ChatMember, ChatMemberUpdated, Message as Frame, User } from "grammy/types";
import type { Message } from "#bot";
import { addressOf } from "./address.ts";
import { nameOf } from "./name.ts";

/** Added to or removed from a group; other changes of rank, and people blocking the bot, are no event. */
export function cameOrWent(update: ChatMemberUpdated): Message | undefined {
  const { chat, from, date } = update;
  if (chat.type !== "group" && chat.type !== "supergroup") return undefined;
  const was = inside(update.old_chat_member);
  const is = inside(update.new_chat_member);
  if (was === is) return undefined;
  const event = is ? "added" : "removed";
  return {
    // By content, not by update_id: the same change under a new update_id is the same change.
    id: `telegram:${event}:${chat.id}:${date}`,
    chat: addressOf(chat.id),
    from: addressOf(from.id),
    name: nameOf(from),
    addressed: true,
    text: "",
    files: [],
    event,
    at: new Date(date * 1000).toISOString(),
  };
}

/** A group became a supergroup and has a new number. Told in the old chat and again in the new one, under one id. */
export function movedBy(frame: Frame, me: User): Message | undefined {
  const { migrate_to_chat_id: to, migrate_from_chat_id: from } = frame;
  if (to !== undefined) return moved(frame.chat.id, to, me, frame.date * 1000);
  return from === undefined ? undefined : moved(from, frame.chat.id, me, frame.date * 1000);
}

/** The same news, also when a send found it out first. Told by the bot itself: no member has to have done it. */
export function moved(from: number, to: number, me: User, at: number): Message {
  return {
    id: `telegram:moved:${from}:${to}`,
    chat: addressOf(from),
    from: addressOf(me.id),
    name: nameOf(me),
    addressed: true,
    text: addressOf(to),
    files: [],
    event: "moved",
    at: new Date(at).toISOString(),
  };
}

function inside(member: ChatMember): boolean {
  if (member.status === "restricted") return member.is_member;
  return member.status === "member" || member.status === "administrator" || member.status === "creator";
}
