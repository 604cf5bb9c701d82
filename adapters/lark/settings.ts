/** The variables of this adapter. */
import { type ZodType, z } from "zod";
import { en, zh } from "./words.ts";

export interface Settings {
  /** "cli_" and 16 hexadecimal digits: with any other the SDK stays idle without a word. */
  appId: string;
  appSecret: string;
  /** Without a trailing slash. */
  domain: string;
}

const NAMED: Record<string, string> = { feishu: "https://open.feishu.cn", lark: "https://open.larksuite.com" };

const both = (words: "appId" | "appSecret" | "domain") => ({ error: `${zh[words]} / ${en[words]}` });

/** Reads LARK_APP_ID, LARK_APP_SECRET and LARK_DOMAIN out of the environment. */
export const settings: ZodType<Settings> = z
  .object({
    LARK_APP_ID: z
      .string(both("appId"))
      .trim()
      .regex(/^cli_[0-9a-fA-F]{16}$/, both("appId")),
    LARK_APP_SECRET: z.string(both("appSecret")).trim().min(1, both("appSecret")),
    LARK_DOMAIN: z
      .string(both("domain"))
      .optional()
      .transform((value) => domainOf(value?.trim() || "feishu"))
      .refine((domain) => domain !== undefined, both("domain")),
  })
  .transform((env) => ({
    appId: env.LARK_APP_ID,
    appSecret: env.LARK_APP_SECRET,
    domain: env.LARK_DOMAIN ?? "",
  }));

/** True when a Feishu app is named in the environment. */
export function wanted(env: Record<string, string | undefined>): boolean {
  return Boolean(env.LARK_APP_ID?.trim());
}

/** Plain http only to this machine: the app secret travels there. */
function domainOf(value: string): string | undefined {
  const named = NAMED[value.toLowerCase()];
  if (named) return named;
  const url = URL.parse(value);
  if (!url || url.search || url.hash || url.username) return undefined;
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) return undefined;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
}
