/** Feishu's own ways to fail, ready for `faults.next("send", …)`. Numbers from PLATFORMS.md §1.3 and §1.5. */
import type { Fault } from "./faults.ts";

/** A plain answer of the open platform: `code` ≠ 0 in any HTTP status, 200 included. */
export function says(status: number, code: number, msg = "refused", headers: Record<string, string> = {}): Fault {
  return { kind: "answer", answer: { status, body: { code, msg, data: {} }, headers } };
}

/** Too many requests of the app; the header names the seconds until the window is new. */
export function limited(seconds: number, status: 429 | 400 = 429): Fault {
  const headers = { "x-ogw-ratelimit-limit": "50", "x-ogw-ratelimit-reset": String(seconds) };
  return says(status, 99991400, "request trigger frequency limit", headers);
}

/** Too many messages in one chat. */
export const busyChat: Fault = says(400, 230020, "This operation triggers the frequency limit, ext=chat rate limit");

/** The gateway breaks while the message has gone through: nobody knows. */
export const badGateway: Fault = {
  kind: "answer",
  answer: { status: 502, body: "<html>502 Bad Gateway</html>" },
  done: true,
};

/** The long connection's endpoint: too many connections of this app. */
export const tooManyConnections: Fault = says(200, 1000040350, "the number of connections exceeded the limit");

/** The long connection's endpoint answers without any data. */
export const noEndpoint: Fault = { kind: "answer", answer: { status: 200, body: { code: 1, msg: "system busy" } } };
