/** The SDK's HTTP with a time limit, no redirects, and an end: the SDK alone would wait for ever. */
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { defaultHttpInstance, type HttpInstance } from "@larksuiteoapi/node-sdk";
import { isLoopback } from "./settings.ts";

/** One call of the open platform answers within this, or its fate is unknown. */
export const CALL_MS = 10_000;

type Axios = ReturnType<typeof defaultHttpInstance.create>;

/** `signal` ends every call that is under way. */
export function httpFor(domain: string, signal: AbortSignal): HttpInstance & Axios {
  const http = defaultHttpInstance.create({
    timeout: CALL_MS,
    maxRedirects: 0, // a redirect would carry the token to another host
    // A new connection for every call (TLS sessions are resumed): when a kept one turns out dead, nobody can tell
    // whether the message was read, and "not sent" would become "unknown".
    httpAgent: new HttpAgent({ keepAlive: false }),
    httpsAgent: new HttpsAgent({ keepAlive: false }),
    ...(isLoopback(new URL(domain).hostname) && { proxy: false }),
  });
  http.interceptors.request.use((config) => {
    config.signal ??= signal;
    return config;
  });
  // The shape that the SDK expects of an instance: the body itself, or body and headers on demand.
  http.interceptors.response.use((answer) => {
    const { $return_headers } = answer.config as { $return_headers?: boolean };
    return $return_headers ? { data: answer.data, headers: answer.headers } : answer.data;
  });
  return http as HttpInstance & Axios;
}
