/** DingTalk's own ways to fail, ready for `faults.next("group", …)`. Codes from PLATFORMS.md §4.4. */
import type { Fault } from "./faults.ts";

/** A newer interface's no: a name in `code`. */
export function refuses(status: number, code: string, message = "refused"): Fault {
  return { kind: "answer", answer: { status, body: { code, message, requestid: "R-1" } } };
}

/** An older interface's no: a number in HTTP 200. */
export function says(errcode: number, errmsg = "refused"): Fault {
  return { kind: "answer", answer: { status: 200, body: { errcode, errmsg } } };
}

/** Too many calls of one interface in a second. */
export const tooFast: Fault = refuses(403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi");
/** The same from the older gateway. */
export const tooFastOld: Fault = {
  kind: "answer",
  answer: { status: 200, body: { errcode: 88, errmsg: "ding talk error", sub_code: "90018", sub_msg: "qps limit" } },
};
/** A conversation's answer address took its 20 of this minute. */
export const hookFull: Fault = says(130101, "send too fast, exceed 20 times per minute");
export const sessionGone: Fault = says(300001, "session 不存在");
export const tokenInvalid: Fault = refuses(401, "InvalidAuthentication", "不合法的access_token");

/** The gateway breaks while the message has gone through: nobody knows. */
export const badGateway: Fault = {
  kind: "answer",
  answer: { status: 502, body: "<html><title>502 Bad Gateway</title></html>" },
  done: true,
};
