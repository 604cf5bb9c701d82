/** People and groups as a test moves them. */
import type { Platform } from "./methods.ts";
import { press, type SaysOptions, say } from "./speech.ts";
import type { Chat, Message, Update, User } from "./types.ts";
import { messageKey } from "./world.ts";

export interface Actors {
  user(id: number, first_name: string, username?: string): User;
  /** A group with the bot in it; ids are negative, -100… are supergroups. */
  group(id: number, title: string): Chat;
  /** Somebody speaks in a group, or to the bot directly when the chat is the person. */
  says(user: User, chat: Chat | User, text: string, options?: SaysOptions): Message;
  /** Presses the button with this label; `spinning()` until the bot has answered. */
  press(user: User, shown: Shown, label: string): { id: string; update: Update; spinning(): boolean };
  /** Opens a t.me start link, as its button does: /start with the parameter, said directly. */
  follow(user: User, link: string): Message;
  /** The message as it looks now; undefined when it is deleted. */
  shown(shown: Shown): Message | undefined;
  /** Any frame at all, as an update with the next number. */
  push(frame: Record<string, unknown>): Update;
  /** A message or press once more: the very same update, or under a new update_id. */
  redeliver(what: Message | Update, as: "same" | "new"): void;
  /** The bot is put into a group, or out of it. */
  adds(user: User, group: Chat): void;
  removes(user: User, group: Chat): void;
  /** The group gets a new number; `quiet`: nobody tells the bot, it finds out by sending. */
  migrate(group: Chat, id: number, quiet?: boolean): Chat;
  /** The person blocks the bot. */
  block(user: User): void;
}

type Shown = Message | { message?: Message };

export function actors(platform: Platform): Actors {
  const { world, updates } = platform;
  const pushed: Update[] = [];
  const push = (frame: Record<string, unknown>) => {
    const update = updates.push(frame);
    pushed.push(update);
    return update;
  };
  const own = { ...platform, updates: { ...updates, push } };
  const seconds = () => Math.floor(world.now() / 1000);

  const says: Actors["says"] = (user, place, text, options = {}) => {
    const chat = "type" in place ? place : { id: place.id, type: "private" as const };
    if (chat.type === "private") world.chats.set(chat.id, chat);
    return say(own, user, chat, text, options);
  };

  function member(user: User, chat: Chat, is: "member" | "left"): void {
    const state = (status: string) => ({ status, user: world.bot });
    if (is === "left") world.left.add(chat.id);
    else world.left.delete(chat.id);
    const was = state(is === "left" ? "member" : "left");
    push({ my_chat_member: { chat, from: user, date: seconds(), old_chat_member: was, new_chat_member: state(is) } });
  }

  return {
    user(id, first_name, username) {
      const user = { id, is_bot: false, first_name, ...(username && { username }) };
      world.users.set(id, user);
      return user;
    },
    group(id, title) {
      const chat: Chat = {
        id,
        type: id < -1_000_000_000_000 || `${id}`.startsWith("-100") ? "supergroup" : "group",
        title,
      };
      world.chats.set(id, chat);
      return chat;
    },
    says,
    press(user, shown, label) {
      const message = messageOf(shown);
      const { update, id } = press(own, user, message, label);
      return { id, update, spinning: () => platform.turning.has(id) };
    },
    follow(user, link) {
      const url = new URL(link);
      if (url.host !== "t.me" || url.pathname !== `/${world.bot.username}`) throw new Error(`${link} leads elsewhere`);
      return says(user, user, `/start ${url.searchParams.get("start") ?? ""}`.trim());
    },
    shown(shown) {
      const message = messageOf(shown);
      return world.messages.get(messageKey(message.chat.id, message.message_id));
    },
    push,
    redeliver(what, as) {
      const update = "update_id" in what ? (what as Update) : pushed.find((one) => one.message === what);
      if (!update) throw new Error("this was never delivered");
      const { update_id: _, ...frame } = update;
      if (as === "same") updates.again(update);
      else push(frame);
    },
    adds: (user, chat) => member(user, chat, "member"),
    removes: (user, chat) => member(user, chat, "left"),
    migrate(old, id, quiet) {
      const { title } = old;
      const chat: Chat = { id, type: "supergroup", ...(title !== undefined && { title }) };
      world.chats.set(id, chat);
      world.moved.set(old.id, id);
      if (!quiet) {
        const note = { from: world.bot, date: seconds() };
        push({ message: { ...note, message_id: world.number(), chat: old, migrate_to_chat_id: id } });
        push({ message: { ...note, message_id: world.number(), chat, migrate_from_chat_id: old.id } });
      }
      return chat;
    },
    block: (user) => void world.blocked.add(user.id),
  };
}

function messageOf(shown: Shown): Message {
  const message = "message_id" in shown ? (shown as Message) : (shown.message as Message | undefined);
  if (!message) throw new Error("nothing was shown by this call");
  return message;
}
