/** Access tokens: fetched once for many, shared between processes through the house's cache, replaced when refused. */
import { DeliveryError, type House } from "#bot";
import { ask, CallFailed, codeOf, type Json } from "./http.ts";
import { outcome } from "./outcome.ts";
import type { Settings } from "./settings.ts";
import type { Words } from "./words.ts";

/** Given up so long before they end: a call under way must not outlive its token. */
const MARGIN_S = 300;
/** Wait this long before asking again when no token was to be had, or even a fresh one was refused. */
export const TOKEN_PAUSE_MS = 5_000;
/** Wrong credentials are mended by a person. */
const MEND_MS = 60_000;

export interface Tokens {
  /** Throws DeliveryError "not-sent": without a token nothing goes out. */
  get(): Promise<string>;
  /** Forgets this value, unless it has been replaced meanwhile. */
  drop(value: string): Promise<void>;
}

/** The token of the newer interfaces: the secret goes in the body. */
export function accessTokens(settings: Settings, house: House, words: Words, signal: AbortSignal): Tokens {
  const { apiBase, clientId, clientSecret } = settings;
  const url = `${apiBase}/v1.0/oauth2/accessToken`;
  const body = { appKey: clientId, appSecret: clientSecret };
  return kept(`token:${apiBase}:${clientId}`, house, words, async () => {
    const answer = await ask({ method: "POST", url, body }, signal);
    return { ...answer, token: answer.body?.accessToken, seconds: answer.body?.expireIn };
  });
}

/**
 * The token of the older interfaces. DingTalk takes the secret only in the address here, so it is fetched only when
 * an upload refused the newer one, and the address is never logged.
 */
export function oldTokens(settings: Settings, house: House, words: Words, signal: AbortSignal): Tokens {
  const { oapiBase, clientId, clientSecret } = settings;
  const query = new URLSearchParams({ appkey: clientId, appsecret: clientSecret });
  return kept(`old token:${oapiBase}:${clientId}`, house, words, async () => {
    const answer = await ask({ method: "GET", url: `${oapiBase}/gettoken?${query}` }, signal);
    return { ...answer, token: answer.body?.access_token, seconds: answer.body?.expires_in };
  });
}

interface Fetched {
  status: number;
  body: Json | undefined;
  retryAfterS: number | undefined;
  token: unknown;
  seconds: unknown;
}

function kept(name: string, { cache }: House, words: Words, fetchOne: () => Promise<Fetched>): Tokens {
  let held: { value: string; until: number } | undefined;
  let fetching: Promise<string> | undefined;

  async function find(): Promise<string> {
    // The platform counts by the machine's clock, not the bot's. A broken cache costs a request, never a message.
    const found = read(await cache.get(name).catch(() => undefined));
    held = found ?? (await fetched());
    if (!found) await cache.set(name, JSON.stringify(held), held.until - Date.now()).catch(() => undefined);
    return held.value;
  }

  async function fetched(): Promise<{ value: string; until: number }> {
    let failed: CallFailed;
    try {
      const { status, body, retryAfterS, token, seconds } = await fetchOne();
      if (status === 200 && typeof token === "string" && token) {
        const lasts = Math.max((Number(seconds) || 7_200) - MARGIN_S, 60);
        return { value: token, until: Date.now() + lasts * 1_000 };
      }
      failed = new CallFailed({ status, code: codeOf(body), retryAfterS });
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      failed = error;
    }
    const verdict = outcome(failed, words);
    const wrong = failed.code !== undefined && (verdict === "token" || verdict.outcome === "refused");
    const later = verdict === "token" ? undefined : verdict.retryAfterMs;
    throw new DeliveryError(
      "not-sent",
      `dingtalk: no token ${failed.message}`,
      later ?? (wrong ? MEND_MS : TOKEN_PAUSE_MS),
    );
  }

  return {
    async get() {
      if (held && held.until > Date.now()) return held.value;
      fetching ??= find().finally(() => {
        fetching = undefined;
      });
      return fetching;
    },
    async drop(value) {
      if (held?.value === value) held = undefined;
      const shared = read(await cache.get(name).catch(() => undefined));
      if (shared?.value === value) await cache.delete(name).catch(() => undefined);
    },
  };
}

function read(text: string | undefined): { value: string; until: number } | undefined {
  try {
    const { value, until } = JSON.parse(text ?? "") as { value?: unknown; until?: unknown };
    if (typeof value !== "string" || typeof until !== "number" || until <= Date.now()) return undefined;
    return { value, until };
  } catch {
    return undefined;
  }
}
