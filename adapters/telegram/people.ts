/** Who has spoken to the bot lately: to call people by name, and to know whose @username it is. In memory only. */
import type { User } from "grammy/types";
import { addressOf } from "./address.ts";
import { nameOf } from "./name.ts";

export interface People {
  /** Somebody spoke to the bot; those who only talk in its groups are not for it to know. */
  met(user: User): void;
  /** The name behind an address. */
  named(address: string): string | undefined;
  /** The person behind a username: Telegram tells no bot that, so only those who spoke are known. */
  known(username: string): number | undefined;
}

/** Enough for a street; the ones who spoke longest ago are forgotten first. */
const MOST = 1_000;

export function people(): People {
  const users = new Map<string, User>();
  const usernames = new Map<string, User>();
  const keep = (map: Map<string, User>, key: string, user: User) => {
    map.delete(key);
    map.set(key, user);
    const [oldest] = map.keys();
    if (map.size > MOST && oldest) map.delete(oldest);
  };
  return {
    met(user) {
      keep(users, addressOf(user.id), user);
      if (user.username) keep(usernames, user.username.toLowerCase(), user);
    },
    named: (address) => {
      const user = users.get(address);
      return user && nameOf(user);
    },
    known: (username) => usernames.get(username.toLowerCase())?.id,
  };
}
