/** The variables of this adapter. */
import { type ZodType, z } from "zod";
import { both, type zh } from "./words.ts";

export interface Settings {
  clientId: string;
  clientSecret: string;
  /** The robot that speaks and whose files are fetched; for an app with a robot it is the client id. */
  robotCode: string;
  /** The newer interfaces, and the older ones (uploads, session answers). Without a trailing slash. */
  apiBase: string;
  oapiBase: string;
  /** A published card template (card.ts names its variables); undefined: buttons become numbered words. */
  cardTemplate: string | undefined;
}

type Fault = "clientId" | "clientSecret" | "robotCode" | "apiBase" | "oapiBase" | "cardTemplate";
const error = (name: Fault) => ({ error: both((words: typeof zh) => words[name]) });

/** Copied from a console: no blanks inside, or half of something else was copied with it. */
const copied = (name: Fault) => z.string(error(name)).trim().regex(/^\S+$/, error(name));
const optional = (name: Fault) =>
  z
    .string(error(name))
    .trim()
    .regex(/^\S*$/, error(name))
    .optional()
    .transform((value) => value || undefined);

const base = (name: "apiBase" | "oapiBase", official: string) =>
  z
    .string(error(name))
    .optional()
    .transform((value) => baseOf(value?.trim() || official))
    .refine((value) => value !== undefined, error(name));

/** Reads DINGTALK_* out of the environment; every issue names the variable and the remedy in both languages. */
export const settings: ZodType<Settings> = z
  .object({
    DINGTALK_CLIENT_ID: copied("clientId"),
    DINGTALK_CLIENT_SECRET: copied("clientSecret"),
    DINGTALK_ROBOT_CODE: optional("robotCode"),
    DINGTALK_API_BASE: base("apiBase", "https://api.dingtalk.com"),
    DINGTALK_OAPI_BASE: base("oapiBase", "https://oapi.dingtalk.com"),
    DINGTALK_CARD_TEMPLATE: optional("cardTemplate"),
  })
  .transform((env) => ({
    clientId: env.DINGTALK_CLIENT_ID,
    clientSecret: env.DINGTALK_CLIENT_SECRET,
    robotCode: env.DINGTALK_ROBOT_CODE ?? env.DINGTALK_CLIENT_ID,
    apiBase: env.DINGTALK_API_BASE ?? "",
    oapiBase: env.DINGTALK_OAPI_BASE ?? "",
    cardTemplate: env.DINGTALK_CARD_TEMPLATE,
  }));

/** True when a DingTalk app is named in the environment. */
export function wanted(env: Record<string, string | undefined>): boolean {
  return Boolean(env.DINGTALK_CLIENT_ID?.trim());
}

/** Plain http only to this machine: the client secret travels there. */
function baseOf(value: string): string | undefined {
  const url = URL.parse(value);
  if (!url || url.search || url.hash || url.username) return undefined;
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) return undefined;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
}
