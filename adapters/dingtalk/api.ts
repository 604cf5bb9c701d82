/** Calls of DingTalk's interfaces: token, time limit, and what is known when one fails. */
import { DeliveryError, type House } from "#bot";
import { type Asked, ask, CallFailed, codeOf, type Json } from "./http.ts";
import { outcome } from "./outcome.ts";
import type { Settings } from "./settings.ts";
import { accessTokens, oldTokens, TOKEN_PAUSE_MS, type Tokens } from "./tokens.ts";
import type { Words } from "./words.ts";

/** A file of 20 MB at 2.7 Mbit/s. */
const UPLOAD_MS = 60_000;

export interface Api {
  /** A newer interface, "/v1.0/…". Returns the answer's body. Throws DeliveryError. */
  call(method: "POST" | "PUT", path: string, body: Json): Promise<Json>;
  /** The address given with a message: it holds its own credential. Throws CallFailed, or DeliveryError when stopping. */
  answer(sessionWebhook: string, body: Json): Promise<Json>;
  /** Returns the media id. Throws DeliveryError. */
  upload(type: "image" | "file", name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string>;
}

/** After `signal` nothing is sent any more, and what is under way breaks off. */
export function apiOf(settings: Settings, house: House, words: Words, signal: AbortSignal): Api {
  const { apiBase, oapiBase } = settings;
  const tokens = accessTokens(settings, house, words, signal);
  const old = oldTokens(settings, house, words, signal);

  /** Tries again at once with a fresh token, of this kind or of the next, when one is refused. */
  async function withToken(kinds: Tokens[], asked: (token: string) => Asked): Promise<Json> {
    for (const kind of kinds) {
      const token = await kind.get();
      try {
        return await checked(asked(token), signal);
      } catch (error) {
        const verdict = judge(error, words);
        if (verdict !== "token") throw verdict;
        await kind.drop(token);
      }
    }
    throw new DeliveryError("not-sent", "dingtalk: token refused", TOKEN_PAUSE_MS);
  }

  return {
    call: (method, path, body) =>
      withToken([tokens, tokens], (token) => ({
        method,
        url: apiBase + path,
        headers: { "x-acs-dingtalk-access-token": token },
        body,
      })),
    answer: (url, body) => checked({ method: "POST", url, body }, signal),
    async upload(type, name, bytes) {
      const form = new FormData();
      form.set("type", type);
      form.set("media", new Blob([bytes]), name);
      const url = (token: string) => `${oapiBase}/media/upload?${new URLSearchParams({ access_token: token, type })}`;
      const asked = (token: string): Asked => ({ method: "POST", url: url(token), body: form, timeoutMs: UPLOAD_MS });
      const { media_id } = await withToken([tokens, old, old], asked);
      if (typeof media_id !== "string" || !media_id)
        throw new DeliveryError("not-sent", "dingtalk: no media id", 5_000);
      return media_id;
    },
  };
}

/** DingTalk says no in HTTP 200 as well; a body that is no JSON is not DingTalk's answer. */
async function checked(asked: Asked, signal: AbortSignal): Promise<Json> {
  if (signal.aborted) throw new DeliveryError("not-sent", "dingtalk: stopping");
  const { status, body, retryAfterS } = await ask(asked, signal);
  const code = codeOf(body);
  if (status >= 200 && status < 300 && body && code === undefined) return body;
  throw new CallFailed({ status, code, retryAfterS });
}

function judge(error: unknown, words: Words): DeliveryError | "token" {
  if (error instanceof CallFailed) return outcome(error, words);
  return error instanceof DeliveryError ? error : new DeliveryError("unknown", "dingtalk: unexpected");
}
