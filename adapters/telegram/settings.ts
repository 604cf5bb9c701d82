/** The adapter's variables. */
import { type ZodType, z } from "zod";
import { both } from "./words.ts";

export interface Settings {
  token: string;
  /** Without a trailing slash. */
  apiRoot: string;
  /** Left out: long polling. */
  webhook?: Webhook;
}

export interface Webhook {
  /** Where Telegram posts updates: this program's route, as others reach it. */
  url: string;
  /** Sent along with every update; whoever does not know it is refused. */
  secret: string;
}

/** Bot API, setWebhook: the only ports that Telegram's own servers post to. */
const PORTS = ["", "80", "88", "443", "8443"];

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

/** Bot API, setWebhook.secret_token. */
const secret = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z0-9_-]{0,256}$/,
    both((w) => w.secretBroken),
  )
  .optional();

const plain = z.string().trim().optional();

/** Reads the whole environment record; every issue names the variable and the remedy in both languages. */
export const settings: ZodType<Settings> = z
  .object({
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_API_ROOT: apiRoot,
    TELEGRAM_WEBHOOK_SECRET: secret,
    PUBLIC_URL: plain,
    HTTP_HOST: plain,
    HTTP_PORT: plain,
  })
  .transform((env, context) => {
    const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot, TELEGRAM_WEBHOOK_SECRET: secret } = env;
    if (!secret) return { token, apiRoot };
    const here = `http://${env.HTTP_HOST || "127.0.0.1"}:${env.HTTP_PORT || "8080"}`;
    const url = hookUrl(env.PUBLIC_URL || here, apiRoot);
    if (url) return { token, apiRoot, webhook: { url, secret } };
    context.addIssue({ code: "custom", message: both((w) => w.publicUrl) });
    return z.NEVER;
  });

/** Undefined when Telegram would not post there, or what people say would travel in the clear between machines. */
function hookUrl(publicUrl: string, apiRoot: string): string | undefined {
  const url = URL.parse(publicUrl);
  if (!url || url.search || url.hash || url.username) return undefined;
  // A Bot API server on this machine may post in the clear and to any port; Telegram's own cannot reach a loopback.
  const own = isLoopback(URL.parse(apiRoot)?.hostname ?? "");
  const reached = own ? url.protocol === "https:" || isLoopback(url.hostname) : url.protocol === "https:";
  if (!reached || (!own && (isLoopback(url.hostname) || !PORTS.includes(url.port)))) return undefined;
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}/telegram/webhook`;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
}
