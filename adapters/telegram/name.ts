import type { User } from "grammy/types";

/** What a person is called in Telegram. */
export function nameOf(user: User): string {
  return [user.first_name, user.last_name].filter(Boolean).join(" ");
}
