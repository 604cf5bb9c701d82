/**
 * One connection from birth to death; the one file that brings the SDK in. The SDK's client is never used twice: told
 * to come back by itself it can end up with several connections, and of the platform's one the last wins.
 */
import { generateReqId, WSClient } from "@wecom/aibot-node-sdk";
import { DeliveryError, type Log } from "#bot";
import { fate } from "./outcome.ts";
import { quietLogger } from "./quiet.ts";
import type { Settings } from "./settings.ts";
import type { Words } from "./words.ts";

/** From opening the socket to being logged in; the SDK alone would wait for ever. */
const LOGIN_MS = 10_000;
/** A dead connection is noticed after two unanswered pings. */
const PING_MS = 15_000;
/** The next try of what was not sent because the connection is down. */
const RETRY_MS = 2_000;

/** kicked: somebody else connected with this bot. auth: the bot or its secret is refused. lost: anything else. */
export type Ending = "kicked" | "auth" | "lost";

export interface Client {
  /** Resolves once, when this connection is over for good. */
  ended: Promise<Ending>;
  /** Logged in. */
  up(): boolean;
  /** One command, and the body of the platform's answer. Throws DeliveryError. `reqId`: that of the event it answers. */
  ask(cmd: string, body: Record<string, unknown>, reqId?: string): Promise<Record<string, unknown>>;
  close(): void;
}

export interface Listener {
  up(): void;
  /** A message or an event, as it came. */
  frame(frame: unknown): void;
}

export function openClient(settings: Settings, log: Log, words: Words, on: Listener): Client {
  const { promise: ended, resolve } = Promise.withResolvers<Ending>();
  let loggedIn = false;
  let over = false;
  const sdk = new WSClient({
    botId: settings.botId,
    secret: settings.secret,
    wsUrl: settings.wsUrl,
    wsOptions: { handshakeTimeout: LOGIN_MS },
    heartbeatInterval: PING_MS,
    maxReconnectAttempts: 0,
    maxAuthFailureAttempts: 0,
    logger: quietLogger(log),
  });
  const deadline = setTimeout(() => end("lost"), LOGIN_MS);

  function end(how: Ending): void {
    if (over) return;
    over = true;
    loggedIn = false;
    clearTimeout(deadline);
    // Also the answer to a kick: left to itself the SDK takes the listeners off a socket that may still report errors.
    sdk.disconnect();
    resolve(how);
  }

  sdk.on("authenticated", () => {
    clearTimeout(deadline);
    loggedIn = true;
    on.up();
  });
  sdk.on("message", (frame) => on.frame(frame));
  sdk.on("event", (frame) => on.frame(frame));
  sdk.on("event.disconnected_event", () => end("kicked"));
  sdk.on("error", (error) => {
    if ((error as { code?: unknown }).code === "WS_AUTH_FAILURE_EXHAUSTED") end("auth");
  });
  // Why it closed is told right after that it closed.
  sdk.on("disconnected", () => setImmediate(() => end("lost")));
  sdk.connect();

  return {
    ended,
    up: () => loggedIn && sdk.isConnected,
    async ask(cmd, body, reqId = generateReqId(cmd)) {
      // The SDK writes a command at once; so here, and only here, it is certain that nothing was sent.
      if (!loggedIn || !sdk.isConnected) throw new DeliveryError("not-sent", "wecom: not connected", RETRY_MS);
      try {
        const answer = await sdk.reply({ headers: { req_id: reqId } }, body, cmd);
        return (answer.body ?? {}) as Record<string, unknown>;
      } catch (error) {
        throw fate(error, words);
      }
    },
    close: () => end("lost"),
  };
}
