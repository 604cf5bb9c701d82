/** The adapter's variables. */
import { type ZodType, z } from "zod";
import { both } from "./words.ts";

export interface Settings {
  token: string;
  /** Without a trailing slash. */
  apiRoot: string;
}

const token = z
  .string({ error: both((w) => w.tokenMissing) })
  .trim()
  .min(1, { error: both((w) => w.tokenMissing), abort: true })
  // Lenient on purpose: only what a slip of copying leaves behind. Whether the token is right, getMe tells.
  .regex(
    /^[^\s/?#:]+:[^\s/?#:]+$/,
    both((w) => w.tokenBroken),
  );

const apiRoot = z
  .string()
  .trim()
  .default("")
  .transform((root) => (root || "https://api.telegram.org").replace(/\/+$/, ""))
  .refine(
    (root) => /^https?:$/.test(URL.parse(root)?.protocol ?? ""),
    both((w) => w.rootBroken),
  );

/** Reads the whole environment record; every issue names the variable and the remedy in both languages. */
export const settings: ZodType<Settings> = z
  .object({ TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot })
  .transform((env) => ({ token: env.TELEGRAM_BOT_TOKEN, apiRoot: env.TELEGRAM_API_ROOT }));
