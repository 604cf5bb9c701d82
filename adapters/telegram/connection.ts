/** The Bot API over fresh connections, with errors that know whether anything was written. */
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Readable } from "node:stream";
import type { TLSSocket } from "node:tls";
import { Api } from "grammy";
import type { Settings } from "./settings.ts";

/** The code of an error on a connection that never opened: not a byte of the request left. */
export const NEVER_WRITTEN = "NEVER_WRITTEN";

/** A dial that nobody answers is given up long before the call itself: firewalls swallow packets silently. */
const DIAL_MS = 10_000;

interface Init {
  headers?: Record<string, string>;
  body?: string | Readable;
  signal?: Pick<AbortSignal, "aborted" | "addEventListener">;
}

/**
 * grammY's own transport cannot tell a refused connection from one that broke later, and waits out its whole timeout
 * when an answer ends half-way; both decide here whether a message may be said again.
 */
function call(agent: HttpAgent, url: string, { headers = {}, body = "", signal }: Init): Promise<IncomingMessage> {
  const secure = url.startsWith("https:");
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = (secure ? httpsRequest : httpRequest)(url, { method: "POST", headers, agent }, resolve);
  let ready = false;
  const dial = setTimeout(() => request.destroy(new Error("nobody answered the dial")), DIAL_MS);
  const opened = () => {
    ready = true;
    clearTimeout(dial);
  };
  request.on("socket", (socket) => {
    // For TLS a connection is open after the handshake; one through a proxy arrives open.
    const pending =
      socket.connecting || (secure && (socket as TLSSocket & { secureConnecting?: boolean }).secureConnecting);
    if (pending) socket.once(secure ? "secureConnect" : "connect", opened);
    else opened();
  });
  request.on("error", (error) => reject(ready ? error : Object.assign(error, { code: NEVER_WRITTEN })));
  request.on("close", () => clearTimeout(dial));
  signal?.addEventListener("abort", () => request.destroy(new Error("aborted")), { once: true });
  if (signal?.aborted) request.destroy(new Error("aborted"));
  if (typeof body === "string") {
    request.end(body);
  } else {
    request.on("close", () => body.destroy());
    body.on("error", (error) => request.destroy(error)).pipe(request);
  }
  return promise;
}

/** An answer that ends early throws; one that is no JSON comes from something that stands before the Bot API. */
async function json(response: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    throw Object.assign(new Error("not the Bot API's answer"), { code: `HTTP_${response.statusCode}_NO_JSON` });
  }
}

/** The Bot API client; `seconds` is the most that one call may take (grammY's own 500 s would hold a chat for minutes). */
export function botApi({ token, apiRoot }: Settings, seconds: number): Api {
  // No connection is used twice: on one that the server has just closed, nobody can tell whether the request was read.
  // NODE_USE_ENV_PROXY is Node's own switch for HTTPS_PROXY; an agent of one's own must be told of it.
  const proxy = process.env.NODE_USE_ENV_PROXY === "1" ? { proxyEnv: process.env } : {};
  const agent = apiRoot.startsWith("https:") ? new HttpsAgent(proxy) : new HttpAgent(proxy);
  const fetch = async (url: string, init: Init) => {
    const response = await call(agent, url, init);
    return { json: () => json(response) };
  };
  return new Api(token, { apiRoot, timeoutSeconds: seconds, fetch: fetch as unknown as typeof globalThis.fetch });
}

/** grammY's types name the signal of a library for old engines; at run time it takes Node's own. */
export type Signal = NonNullable<Parameters<Api["getMe"]>[0]>;
