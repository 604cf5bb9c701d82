/** The variables of this adapter. */
import { type ZodType, z } from "zod";
import { en, zh } from "./words.ts";

export interface Settings {
  botId: string;
  secret: string;
  wsUrl: string;
  /** The bot's name as people see it; needed only when it holds a space. */
  botName?: string;
  /** Keys of group robots. `only`: of the one group there is. */
  robots: { only?: string; byChat: Record<string, string> };
  /** Without a trailing slash. */
  webhookBase: string;
}

type Said = "botId" | "secret" | "wsUrl" | "webhookKey" | "webhookBase";
const both = (words: Said) => ({ error: `${zh[words]} / ${en[words]}` });

const address = (secure: string, otherwise: string, words: Said) =>
  z
    .string(both(words))
    .optional()
    .transform((value) => addressOf(value?.trim() || otherwise, secure))
    .refine((value) => value !== undefined, both(words));

/** Reads the WECOM_… variables out of the environment. */
export const settings: ZodType<Settings> = z
  .object({
    WECOM_BOT_ID: z.string(both("botId")).trim().min(1, both("botId")),
    WECOM_BOT_SECRET: z.string(both("secret")).trim().min(1, both("secret")),
    WECOM_WS_URL: address("wss:", "wss://openws.work.weixin.qq.com", "wsUrl"),
    WECOM_BOT_NAME: z.string().trim().optional(),
    WECOM_WEBHOOK_KEY: z
      .string()
      .optional()
      .transform((value) => robotsOf(value ?? ""))
      .refine((robots) => robots !== undefined, both("webhookKey")),
    WECOM_WEBHOOK_BASE: address("https:", "https://qyapi.weixin.qq.com", "webhookBase"),
  })
  .transform((env) => ({
    botId: env.WECOM_BOT_ID,
    secret: env.WECOM_BOT_SECRET,
    wsUrl: env.WECOM_WS_URL ?? "",
    ...(env.WECOM_BOT_NAME && { botName: env.WECOM_BOT_NAME.replace(/^@/, "") }),
    robots: env.WECOM_WEBHOOK_KEY ?? { byChat: {} },
    webhookBase: env.WECOM_WEBHOOK_BASE ?? "",
  }));

/** True when a WeCom bot is named in the environment. */
export function wanted(env: Record<string, string | undefined>): boolean {
  return Boolean(env.WECOM_BOT_ID?.trim());
}

/** Without encryption only to this machine: secrets travel there. */
function addressOf(value: string, secure: string): string | undefined {
  const url = URL.parse(value);
  if (!url || url.username || url.hash) return undefined;
  const plain = secure.replace("s:", ":");
  const here = /^(localhost|\[::1\]|127(\.\d+){3})$/.test(url.hostname);
  if (url.protocol !== secure && !(url.protocol === plain && here)) return undefined;
  return value.replace(/\/+$/, "");
}

/** "key", the whole address that WeCom shows, or "chatid=key" several times; undefined when it is none of these. */
function robotsOf(value: string): Settings["robots"] | undefined {
  const robots: Settings["robots"] = { byChat: {} };
  for (const item of value.split(/[\s,，;；]+/).filter(Boolean)) {
    const [, chat, key] = /^(?:([^=:/?]+)=)?(?:https?:\/\/\S*[?&]key=)?([\w-]+)$/.exec(item) ?? [];
    if (!key || (!chat && robots.only)) return undefined;
    if (chat) robots.byChat[chat] = key;
    else robots.only = key;
  }
  return robots;
}
