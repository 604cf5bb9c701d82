/** The page has no sign-in, so it answers this machine only, and obeys only its own page. */
import type { Context, MiddlewareHandler } from "hono";
import type { zh } from "../words.ts";
import { refuse } from "./desk.ts";

const LOOPBACK_NAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);
const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** `open`: somebody else's sign-in stands before this page, so it answers under any name. */
export function guard(words: typeof zh, open: boolean): MiddlewareHandler {
  return async (c, next) => {
    const refusal = refuseStranger(c, words, open);
    if (!refusal) await next();
    else c.res = refusal;
    // After the answer is made: set before, they would be lost on every answer that a route builds by itself.
    c.header("Content-Security-Policy", POLICY);
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Referrer-Policy", "no-referrer");
    c.header("Cross-Origin-Resource-Policy", "same-origin");
  };
}

function refuseStranger(c: Context, words: typeof zh, open: boolean): Response | undefined {
  if (!open && !isLocal(c)) return c.text(words.localOnly, 403);
  if (c.req.method !== "GET" && c.req.method !== "HEAD" && !isOwnPage(c)) return refuse(c, 403, words.crossSite);
  return undefined;
}

/**
 * By the name asked for (another site's name pointed at 127.0.0.1 must not get in), by the caller's address where it is
 * known, and by the traces of a proxy, behind which everybody looks local.
 */
function isLocal(c: Context): boolean {
  const host = c.req.header("host") ?? new URL(c.req.url).host;
  if (!LOOPBACK_NAMES.has(host.replace(/:\d+$/, "").toLowerCase())) return false;
  if (["forwarded", "x-forwarded-for", "x-real-ip"].some((name) => c.req.header(name) !== undefined)) return false;
  const address = remoteAddress(c.env);
  return address === undefined || /^(127\.|::1$|::ffff:127\.)/.test(address);
}

/** The node server puts its request in `env.incoming`; a request made in a test has none. */
function remoteAddress(env: unknown): string | undefined {
  const incoming = (env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming;
  return incoming?.socket?.remoteAddress;
}

/** Browsers state where a request comes from, in one header or the other; one that states nothing is refused. */
function isOwnPage(c: Context): boolean {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined) return site === "same-origin";
  const origin = c.req.header("origin");
  const host = c.req.header("host") ?? new URL(c.req.url).host;
  return origin === `http://${host}` || origin === `https://${host}`;
}
