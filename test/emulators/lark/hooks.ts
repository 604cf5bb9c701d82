/**
 * Feishu's side of a webhook: seals, signs and posts events to a request address, keeps account of the answers, and
 * forges what others may try. Its cryptography is its own (PLATFORMS.md §1.4), so that it can prove a bot's.
 */
import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { envelope } from "./envelope.ts";
import type { World } from "./world.ts";

export interface HookKeys {
  encryptKey: string;
  verificationToken: string;
}

export interface Answered {
  eventId: string;
  /** 0: nobody answered. */
  status: number;
  body: string;
  delayMs: number;
}

/** What is wrong with a request. */
export type Forgery =
  | "wrong signature"
  | "signed with another key"
  | "altered body"
  | "no signature"
  | "old timestamp"
  | "timestamp of the future"
  | "no timestamp"
  | "replayed"
  | "wrong token"
  | "no token"
  | "plaintext"
  | "plaintext, signed"
  | "sealed with another key"
  | "no JSON"
  | "too long";

export interface Hooks {
  /** From now on events go to this address. Undefined: to the long connection. */
  to(url: string | undefined): void;
  readonly on: boolean;
  /** One event; its answer is in `answers` when this resolves. */
  push(type: string, event: object, eventId?: string): string;
  readonly answers: readonly Answered[];
  /** The same event once more, at once, newly signed. */
  again(eventId: string): void;
  /** Posts again what was not answered with 200 (15 s later in real life); returns how many. */
  repush(): number;
  /** What the console does when an address is entered; `signed`: with the headers that events have. */
  challenge(how?: { signed?: boolean; token?: string; plain?: boolean }): Promise<Answered & { challenge: string }>;
  /** An event of somebody else's making. */
  forge(how: Forgery, type: string, event: object): Promise<Answered>;
}

interface Push {
  eventId: string;
  type: string;
  text: string;
  settled: boolean;
}

/** Answers after this count as none for Feishu; they are waited for a while to be told. */
const LATE_MS = 3_000;
const PATIENCE_MS = 10_000;
const MINUTE_MS = 60_000;

export function webhooks(world: World, appId: string, keys: HookKeys): Hooks {
  const answers: Answered[] = [];
  const pushes: Push[] = [];
  let url: string | undefined;
  let last: { body: string; headers: Record<string, string> } | undefined;

  async function post(eventId: string, body: string, headers: Record<string, string>): Promise<Answered> {
    const from = Date.now();
    const said = (status: number, text: string) => ({ eventId, status, body: text, delayMs: Date.now() - from });
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const type = { "content-type": "application/json; charset=utf-8" };
      const answer = await fetch(url ?? "", { method: "POST", body, headers: { ...type, ...headers }, signal });
      return said(answer.status, await answer.text());
    } catch {
      return said(0, "");
    }
  }

  async function deliver(push: Push): Promise<void> {
    const body = seal(push.text, keys.encryptKey);
    last = { body, headers: sign(body, keys.encryptKey, world.now()) };
    const answer = await post(push.eventId, last.body, last.headers);
    push.settled ||= answer.status === 200 && answer.delayMs < LATE_MS;
    answers.push(answer);
    world.changed();
  }

  return {
    to(address) {
      url = address;
    },
    get on() {
      return url !== undefined;
    },
    answers,
    push(type, event, eventId = `evt-${world.next()}`) {
      const text = envelope(world, appId, type, event, eventId, keys.verificationToken);
      const push = { eventId, type, text, settled: false };
      pushes.push(push);
      void deliver(push);
      return eventId;
    },
    again(eventId) {
      const push = pushes.findLast((one) => one.eventId === eventId);
      if (!push) throw new Error(`no event ${eventId} was posted`);
      void deliver(push);
    },
    repush() {
      const open = pushes.filter((push) => !push.settled && !push.type.startsWith("card.")); // callbacks come once
      for (const push of open) void deliver(push);
      return open.length;
    },
    async challenge({ signed = false, token = keys.verificationToken, plain = false } = {}) {
      const challenge = randomBytes(8).toString("hex");
      const text = JSON.stringify({ challenge, token, type: "url_verification" });
      const body = plain ? text : seal(text, keys.encryptKey);
      return { ...(await post("", body, signed ? sign(body, keys.encryptKey, world.now()) : {})), challenge };
    },
    async forge(how, type, event) {
      const eventId = `forged-${world.next()}`;
      const token = how === "wrong token" ? "guessed" : how === "no token" ? "" : keys.verificationToken;
      const text = envelope(world, appId, type, event, eventId, token);
      const good = seal(text, keys.encryptKey);
      const now = world.now();
      const signed = (body = good, at = now) => post(eventId, body, sign(body, keys.encryptKey, at));
      const headers = sign(good, keys.encryptKey, now);
      if (how === "wrong token" || how === "no token") return signed();
      if (how === "old timestamp") return signed(good, now - 6 * MINUTE_MS);
      if (how === "timestamp of the future") return signed(good, now + 6 * MINUTE_MS);
      if (how === "plaintext, signed") return signed(text);
      if (how === "sealed with another key") return signed(seal(text, "another-key"));
      if (how === "no JSON") return signed("{");
      if (how === "too long") return signed(seal(text + " ".repeat(2 * 1024 * 1024), keys.encryptKey));
      if (how === "plaintext") return post(eventId, text, {});
      if (how === "no signature") return post(eventId, good, {});
      if (how === "signed with another key") return post(eventId, good, sign(good, "another-key", now));
      if (how === "wrong signature") return post(eventId, good, { ...headers, "x-lark-signature": "0".repeat(64) });
      if (how === "altered body") return post(eventId, seal(`${text} `, keys.encryptKey), headers);
      if (how === "no timestamp") return post(eventId, good, signWith(good, keys.encryptKey, "", "n"));
      if (!last) throw new Error("nothing was posted that could be replayed");
      return post(eventId, last.body, last.headers);
    },
  };
}

function seal(text: string, encryptKey: string): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-cbc", createHash("sha256").update(encryptKey).digest(), iv);
  const encrypt = Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final()]).toString("base64");
  return JSON.stringify({ encrypt });
}

function sign(body: string, encryptKey: string, at: number): Record<string, string> {
  return signWith(body, encryptKey, String(Math.floor(at / 1_000)), randomBytes(6).toString("hex"));
}

function signWith(body: string, encryptKey: string, timestamp: string, nonce: string): Record<string, string> {
  const signature = createHash("sha256")
    .update(timestamp + nonce + encryptKey + body, "utf8")
    .digest("hex");
  return {
    "x-lark-request-timestamp": timestamp,
    "x-lark-request-nonce": nonce,
    "x-lark-signature": signature,
  };
}
