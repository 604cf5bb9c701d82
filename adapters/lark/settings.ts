/** The variables of this adapter. */
import { type ZodType, z } from "zod";
import type { Keys } from "./seal.ts";
import { en, zh } from "./words.ts";

export interface Settings {
  /** "cli_" and 16 hexadecimal digits: with any other the SDK stays idle without a word. */
  appId: string;
  appSecret: string;
  /** Without a trailing slash. */
  domain: string;
  /** What proves that a webhook call is Feishu's; left out: the long connection only. */
  webhook?: Keys;
  /** Where others reach this program, without a trailing slash; only `doctor` wants to know. */
  publicUrl?: string;
}

const NAMED: Record<string, string> = { feishu: "https://open.feishu.cn", lark: "https://open.larksuite.com" };

type Said = "appId" | "appSecret" | "domain" | "encryptKey" | "verificationToken";
const both = (words: Said) => ({ error: `${zh[words]} / ${en[words]}` });

const optional = z.string().trim().default("");

/** Reads the LARK_… variables and PUBLIC_URL out of the environment. */
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
    LARK_ENCRYPT_KEY: optional,
    LARK_VERIFICATION_TOKEN: optional,
    PUBLIC_URL: optional,
  })
  // Either of the two alone proves nothing: the key without the token, or the token in the clear.
  .refine((env) => !env.LARK_VERIFICATION_TOKEN || env.LARK_ENCRYPT_KEY, both("encryptKey"))
  .refine((env) => !env.LARK_ENCRYPT_KEY || env.LARK_VERIFICATION_TOKEN, both("verificationToken"))
  .transform((env) => ({
    appId: env.LARK_APP_ID,
    appSecret: env.LARK_APP_SECRET,
    domain: env.LARK_DOMAIN ?? "",
    ...(env.LARK_ENCRYPT_KEY && {
      webhook: { encryptKey: env.LARK_ENCRYPT_KEY, verificationToken: env.LARK_VERIFICATION_TOKEN },
    }),
    ...(env.PUBLIC_URL && { publicUrl: env.PUBLIC_URL.replace(/\/+$/, "") }),
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
