/** What one frame must know of another: names, who is a person and what a group, and how to answer them. */
import type { Address, House, Message } from "#bot";
import type { RobotMessage } from "./frames.ts";
import { HOOK_FULL_MS } from "./outcome.ts";
import { isLoopback, type Settings } from "./settings.ts";

/** Enough for a district; who was heard longest ago is forgotten first. */
const MOST = 20_000;
/** An answer takes a moment to arrive. */
const MARGIN_MS = 5_000;
/** The frame says when its answer address ends (about 90 minutes); when it does not, this is believed. */
const UNTOLD_MS = 30 * 60_000;

interface Session {
  url: string;
  /** Epoch ms by the bot's clock. */
  until: number;
}

export interface Known {
  /** Remembers what an addressed message tells. */
  learn(message: RobotMessage, heard: Message): void;
  nameOf(staffId: string): string;
  /** Where an answer to this chat goes now; undefined when there is no such place any more. */
  session(chat: Address): Promise<string | undefined>;
  /** The platform does not know this answer address any more. */
  forget(chat: Address): Promise<void>;
  /** The address is deaf for ten minutes. */
  silence(chat: Address): void;
  /** Undefined when it was never heard of. */
  kindOf(address: Address): "group" | "person" | undefined;
}

export function knowledge(settings: Settings, house: House): Known {
  const names = limited<string>();
  const kinds = limited<"group" | "person">();
  const sessions = limited<Session>();
  const silent = limited<number>();
  const key = (chat: Address) => `session:${settings.clientId}:${chat}`;

  return {
    learn(message, { chat, from }) {
      kinds.set(from, "person");
      if (chat !== from) kinds.set(chat, "group");
      if (message.senderStaffId && message.senderNick) names.set(message.senderStaffId, message.senderNick);
      const { sessionWebhook: url, sessionWebhookExpiredTime } = message;
      if (!url) return;
      const session = { url, until: sessionWebhookExpiredTime || house.now() + UNTOLD_MS };
      sessions.set(chat, session);
      // In the background: an answer also works without it, by the slower way.
      house.cache.set(key(chat), JSON.stringify(session), session.until - house.now()).catch(() => undefined);
    },
    nameOf: (staffId) => names.get(staffId) ?? "",
    async session(chat) {
      if ((silent.get(chat) ?? 0) > house.now()) return undefined;
      const session = sessions.get(chat) ?? readSession(await house.cache.get(key(chat)).catch(() => undefined));
      if (!session || session.until - MARGIN_MS <= house.now() || !isTrusted(session.url, settings)) return undefined;
      return session.url;
    },
    async forget(chat) {
      sessions.delete(chat);
      await house.cache.delete(key(chat)).catch(() => undefined);
    },
    silence: (chat) => silent.set(chat, house.now() + HOOK_FULL_MS),
    kindOf: (address) => kinds.get(address),
  };
}

/** Words about people go to DingTalk only, whatever a frame says; on this machine, to a stand-in of DingTalk. */
export function isTrusted(address: string, { apiBase, oapiBase }: Settings): boolean {
  const url = URL.parse(address);
  if (!url || url.username) return false;
  const bases = [URL.parse(apiBase), URL.parse(oapiBase)];
  if (bases.some((base) => base?.origin === url.origin)) return true;
  if (isLoopback(url.hostname)) return isLoopback(bases[0]?.hostname ?? "");
  return url.protocol === "https:" && /(^|\.)dingtalk\.com$/.test(url.hostname);
}

function readSession(text: string | undefined): Session | undefined {
  try {
    const { url, until } = JSON.parse(text ?? "") as { url?: unknown; until?: unknown };
    return typeof url === "string" && typeof until === "number" ? { url, until } : undefined;
  } catch {
    return undefined;
  }
}

/** A map that forgets what was set longest ago. */
export function limited<V>(most = MOST) {
  const map = new Map<string, V>();
  return {
    get: (key: string) => map.get(key),
    delete: (key: string) => map.delete(key),
    set(key: string, value: V) {
      map.delete(key);
      map.set(key, value);
      const [oldest] = map.keys();
      if (map.size > most && oldest !== undefined) map.delete(oldest);
    },
  };
}
