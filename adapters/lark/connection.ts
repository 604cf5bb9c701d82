/**
 * Keeps one long connection alive. The SDK comes back by itself after a loss, at the pace that Feishu told it; what it
 * does not do is done here: it gives up for good on some answers ("failed"), and before it was ever connected it waits
 * up to 30 s and then 120 s. In both cases a new client starts after a growing pause.
 */
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { EventDispatcher, type HttpInstance, LoggerLevel, WSClient } from "@larksuiteoapi/node-sdk";
import type { House } from "#bot";
import type { SdkLogger } from "./quiet.ts";
import type { Settings } from "./settings.ts";

/** Pauses before a new client, doubled up to the last; jitter keeps many processes from coming at once. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** With a webhook the connection is a second ear, which Feishu may refuse for good: it is tried on, seldom and quietly. */
const SPARE_PAUSE_MS = 10 * 60_000;
const HANDSHAKE_MS = 10_000;
/** Seconds without an answer to a ping until the connection counts as dead. */
const PONG_WITHIN_S = 15;
/** How often the SDK is asked how it is; it has no word for a first attempt that failed. */
const LOOK_MS = 250;

export type Handlers = Record<string, (event: unknown) => Promise<unknown>>;

export interface Connection {
  /** Events arrive now. */
  connected(): boolean;
  /** Ends at once: no socket, no timer is left. */
  close(): void;
}

export function keepConnected(
  settings: Settings,
  house: House,
  sdk: { httpInstance: HttpInstance; logger: SdkLogger },
  handlers: Handlers,
): Connection {
  const end = new AbortController();
  // A handshake under way can only be ended through its agent.
  const agent = settings.domain.startsWith("https:") ? new HttpsAgent() : new HttpAgent();
  let client: WSClient | undefined;

  async function run(): Promise<void> {
    const spare = settings.webhook !== undefined;
    const longest = spare ? SPARE_PAUSE_MS : LONGEST_PAUSE_MS;
    for (let pause = FIRST_PAUSE_MS; !end.signal.aborted; pause = Math.min(pause * 2, longest)) {
      const quiet = { logger: sdk.logger, loggerLevel: LoggerLevel.warn };
      const eventDispatcher = new EventDispatcher(quiet).register(handlers);
      client = new WSClient({
        ...quiet,
        appId: settings.appId,
        appSecret: settings.appSecret,
        domain: settings.domain,
        httpInstance: sdk.httpInstance,
        agent,
        handshakeTimeoutMs: HANDSHAKE_MS,
        wsConfig: { pingTimeout: PONG_WITHIN_S },
        onReady: () => {
          pause = FIRST_PAUSE_MS;
          house.log.info({}, "lark: the long connection is up");
        },
        onReconnecting: () => house.log.warn({}, "lark: the long connection is lost, coming back"),
        onReconnected: () => house.log.info({}, "lark: the long connection is back"),
        onError: () => {},
      });
      await client.start({ eventDispatcher });
      await untilHopeless(client, end.signal);
      client.close({ force: true });
      if (end.signal.aborted) return;
      if (spare) house.log.info({ pauseMs: pause }, "lark: no long connection beside the webhook, trying again");
      else
        house.log.warn(
          { pauseMs: pause },
          "lark: no long connection, trying again; `yizhan doctor` says what is wrong",
        );
      await house.wait(pause * (0.75 + Math.random() / 2), end.signal);
    }
  }

  void run().catch((error) => house.log.error({ error: String((error as Error).name) }, "lark: the connection ended"));
  return {
    connected: () => client?.getConnectionStatus().state === "connected",
    close() {
      end.abort();
      client?.close({ force: true });
      agent.destroy();
    },
  };
}

/** Resolves when this client will not get there by itself, or in a sensible time. */
async function untilHopeless(client: WSClient, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { state, nextConnectTime } = client.getConnectionStatus();
    if (state === "failed" || (state === "connecting" && nextConnectTime !== undefined)) return;
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
}
