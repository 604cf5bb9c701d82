/** Telegram's side of a webhook: posts updates one after another, repeats what was not answered with 2xx. */
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, type Update } from "./types.ts";
import type { Updates } from "./updates.ts";

export interface Posted {
  update_id: number;
  /** 0: nobody answered. */
  status: number;
  /** What the answer said; a bot that echoes is a fault. */
  body: string;
}

/** Ways to knock that are not Telegram's. */
export type Forgery = "wrong secret" | "no secret" | "no update" | "no JSON" | "too long" | "GET";

export interface Hooks {
  /** Every delivery, in order. */
  readonly posted: readonly Posted[];
  /** What the bot asked for with setWebhook; undefined: it did not, or took it back. */
  readonly wanted: { max_connections: number; allowed_updates?: string[]; secret_token: string } | undefined;
  /** Posts what waits until one is refused; resolves then, or when nothing waits. Telegram does so by itself. */
  pump(): Promise<void>;
  /** Somebody else knocks at the same address. */
  forge(how: Forgery, update?: Update): Promise<Posted>;
  /** A delivery failed lately, as getWebhookInfo tells it. */
  fails(message: string): void;
}

export interface HookDesk extends Hooks {
  set(body: Record<string, unknown>): true;
  drop(body: Record<string, unknown>): true;
  info(): object;
  stop(): void;
}

/** Longest wait for an answer; Telegram's own is not told. */
const PATIENCE_MS = 10_000;

/** `againMs`: the pause before what was refused is posted again. */
export function hookDesk(updates: Updates, now: () => number, againMs = 1_000): HookDesk {
  const posted: Posted[] = [];
  const end = new AbortController();
  let wanted: Hooks["wanted"];
  let failure: { last_error_date: number; last_error_message: string } | undefined;
  let pumping: Promise<void> | undefined;

  async function post(body: BodyInit | null, headers: Record<string, string>, method = "POST") {
    try {
      const signal = AbortSignal.any([end.signal, AbortSignal.timeout(PATIENCE_MS)]);
      const answer = await fetch(updates.webhook, { method, body, headers, signal, redirect: "manual" });
      return { status: answer.status, body: await answer.text() };
    } catch {
      return { status: 0, body: "" };
    }
  }

  const headersFor = (secret = wanted?.secret_token ?? "") => ({
    "content-type": "application/json",
    ...(secret && { "x-telegram-bot-api-secret-token": secret }),
  });

  async function deliver(): Promise<void> {
    for (let update = updates.next(); update && wanted && !end.signal.aborted; update = updates.next()) {
      const answer = await post(JSON.stringify(update), headersFor());
      posted.push({ update_id: update.update_id, ...answer });
      if (answer.status < 200 || answer.status > 299) {
        const why = answer.status === 0 ? "Connection refused" : `Wrong response from the webhook: ${answer.status}`;
        failure = { last_error_date: Math.floor(now() / 1000), last_error_message: why };
        void sleep(againMs, undefined, { ref: false, signal: end.signal }).then(pump, () => {});
        return;
      }
      updates.delivered(update);
    }
  }

  function pump(): Promise<void> {
    pumping ??= deliver().finally(() => {
      pumping = undefined;
    });
    return pumping;
  }

  return {
    posted,
    get wanted() {
      return wanted;
    },
    pump,
    async forge(how, update = { update_id: 1 }) {
      const bodies: Partial<Record<Forgery, string>> = {
        "no update": '{"hello":"world"}',
        "no JSON": "{",
        "too long": JSON.stringify({ ...update, pad: "x".repeat(2 * 1024 * 1024) }),
      };
      const headers = how === "wrong secret" ? headersFor("guessed") : how === "no secret" ? {} : headersFor();
      if (how === "GET") return { update_id: 0, ...(await post(null, headers, "GET")) };
      return { update_id: update.update_id, ...(await post(bodies[how] ?? JSON.stringify(update), headers)) };
    },
    fails(message) {
      failure = { last_error_date: Math.floor(now() / 1000), last_error_message: message };
    },
    set(body) {
      const url = URL.parse(String(body.url ?? ""));
      const secret = String(body.secret_token ?? "");
      const here = url?.hostname === "127.0.0.1" || url?.hostname === "localhost";
      if (url?.protocol !== "https:" && !here)
        throw new ApiError(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook");
      if (!/^[A-Za-z0-9_-]{0,256}$/.test(secret))
        throw new ApiError(400, "Bad Request: secret token contains unallowed characters");
      updates.webhook = url?.href ?? "";
      const kinds = Array.isArray(body.allowed_updates) ? body.allowed_updates.map(String) : undefined;
      if (kinds) updates.allow(kinds);
      if (body.drop_pending_updates === true) updates.forget();
      wanted = {
        secret_token: secret,
        max_connections: Number(body.max_connections ?? 40),
        ...(kinds && { allowed_updates: kinds }),
      };
      void pump();
      return true;
    },
    drop(body) {
      updates.webhook = "";
      wanted = undefined;
      failure = undefined;
      if (body.drop_pending_updates === true) updates.forget();
      return true;
    },
    info: () => ({
      url: updates.webhook,
      has_custom_certificate: false,
      pending_update_count: updates.pending.length,
      ...failure,
      ...(wanted && { max_connections: wanted.max_connections, allowed_updates: wanted.allowed_updates }),
    }),
    stop: () => end.abort(),
  };
}
