/**
 * Keeps a stream open: asks the gateway for a ticket, opens a socket with it, and opens the next one when the platform
 * says goodbye (before the old one closes), when a socket breaks, or when it has gone silent.
 */
import type { House } from "#bot";
import { ask, CallFailed, codeOf, whyOf } from "./http.ts";
import { type Hear, type Link, openLink, TIMING, type Timing } from "./link.ts";
import { isLoopback, type Settings } from "./settings.ts";
import type { Words } from "./words.ts";

/** Pauses after the first, second, … failure in a row; jitter keeps many processes from coming at once. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
/** A stream that held so long was no failure. */
const STEADY_MS = 10_000;

const SUBSCRIPTIONS = [
  { type: "EVENT", topic: "*" },
  { type: "CALLBACK", topic: "/v1.0/im/bot/messages/get" },
  { type: "CALLBACK", topic: "/v1.0/card/instances/callback" },
];

export interface Stream {
  /** Undefined while frames arrive; else what is wrong. */
  trouble(): string | undefined;
  /** Ends every socket; resolves when none is left. */
  close(): Promise<void>;
}

/** `signal` ends the attempts; the sockets stay until `close`. */
export function keepStreaming(
  settings: Settings,
  house: House,
  words: Words,
  hear: Hear,
  signal: AbortSignal,
  timing: Timing = TIMING,
): Stream {
  const links = new Set<Link>();
  let why: string = words.offline;
  const odd = (kind: string) => house.log.warn({ kind }, "dingtalk: a frame could not be read");

  /** One socket from its ticket to the need of another. */
  async function once(): Promise<"leaving" | "closed"> {
    const link = openLink(await ticketed(settings, signal), hear, odd, timing);
    links.add(link);
    link.gone.then(() => links.delete(link));
    if (signal.aborted) link.close();
    await link.opened;
    house.log.info({}, "dingtalk: the stream is up");
    const end = await link.over;
    why = words.offline;
    if (!signal.aborted) house.log.info({ end }, "dingtalk: the stream ends, opening another");
    return end;
  }

  async function run(): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      const began = performance.now();
      let end: "leaving" | "closed" | undefined;
      try {
        end = await once();
      } catch (error) {
        if (signal.aborted) return;
        const known = error instanceof CallFailed ? error.message : whyOf(error).errno;
        why = `${words.offline} (${known})`;
        house.log.warn({ why: known, failures }, "dingtalk: no stream; `yizhan doctor` says what is wrong");
      }
      const steady = end !== undefined && performance.now() - began >= STEADY_MS;
      // A goodbye after a good while is how DingTalk spreads its load: the next stream opens at once.
      if (steady) failures = end === "leaving" ? 0 : 1;
      else failures += 1;
      const pause = failures === 0 ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
      if (pause > 0) await house.wait(pause * (0.75 + Math.random() / 2), signal);
    }
  }

  void run().catch((error: Error) => house.log.error({ error: error.name }, "dingtalk: the stream ended"));
  return {
    trouble: () => ([...links].some((link) => link.isOpen()) ? undefined : why),
    async close() {
      for (const link of links) link.close();
      await Promise.all([...links].map((link) => link.gone));
    },
  };
}

/** The socket's address with a ticket, good for 90 s and one connection. Throws CallFailed. */
export async function ticketed({ clientId, clientSecret, apiBase }: Settings, signal: AbortSignal): Promise<string> {
  const url = `${apiBase}/v1.0/gateway/connections/open`;
  const body = { clientId, clientSecret, ua: "", subscriptions: SUBSCRIPTIONS };
  const { status, body: told } = await ask({ method: "POST", url, body }, signal);
  const { endpoint, ticket } = told ?? {};
  const address = typeof endpoint === "string" ? URL.parse(endpoint) : null;
  if (status !== 200 || typeof ticket !== "string" || !address) {
    throw new CallFailed({ status, code: codeOf(told) ?? "no ticket" });
  }
  // What people say travels there: in the clear only within this machine.
  const safe = address.protocol === "wss:" || (address.protocol === "ws:" && isLoopback(address.hostname));
  if (!safe) throw new CallFailed({ status, code: "endpoint.notTrusted" });
  address.searchParams.set("ticket", ticket);
  return address.href;
}
