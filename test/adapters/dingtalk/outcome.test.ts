/** What a failed call says about the message's fate: the whole table. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { CallFailed } from "../../../adapters/dingtalk/http.ts";
import { outcome } from "../../../adapters/dingtalk/outcome.ts";
import { en, zh } from "../../../adapters/dingtalk/words.ts";

const table: [ConstructorParameters<typeof CallFailed>[0], string, number | undefined][] = [
  [{ status: 401 }, "token", undefined],
  [{ status: 401, code: "InvalidAuthentication" }, "token", undefined],
  [{ status: 400, code: "invalidAccessToken" }, "token", undefined],
  [{ status: 200, code: "40014" }, "token", undefined],
  [{ status: 200, code: "42001" }, "token", undefined],
  [{ status: 403, code: "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi" }, "not-sent", 1_000],
  [{ status: 200, code: "90018" }, "not-sent", 1_000],
  [{ status: 429, code: "Throttling.Api" }, "not-sent", 1_000],
  [{ status: 429, retryAfterS: 9 }, "not-sent", 9_000],
  [{ status: 429, retryAfterS: 99_999 }, "not-sent", 3_600_000],
  [{ status: 200, code: "130101" }, "not-sent", 600_000],
  [{ errno: "ECONNREFUSED", syscall: "connect" }, "not-sent", undefined],
  [{ errno: "ENOTFOUND", syscall: "getaddrinfo" }, "not-sent", undefined],
  [{ errno: "EAI_AGAIN" }, "not-sent", undefined],
  [{ errno: "UND_ERR_CONNECT_TIMEOUT" }, "not-sent", undefined],
  [{ errno: "ETIMEDOUT", syscall: "connect" }, "not-sent", undefined],
  [{ errno: "SELF_SIGNED_CERT_IN_CHAIN" }, "not-sent", undefined],
  [{ status: 403 }, "not-sent", 30_000],
  [{ status: 302 }, "not-sent", 30_000],
  [{ errno: "timeout" }, "unknown", undefined],
  [{ errno: "ECONNRESET" }, "unknown", undefined],
  [{ errno: "UND_ERR_SOCKET" }, "unknown", undefined],
  [{ errno: "ETIMEDOUT", syscall: "read" }, "unknown", undefined],
  [{}, "unknown", undefined],
  [{ status: 408 }, "unknown", undefined],
  [{ status: 502 }, "unknown", undefined],
  [{ status: 200 }, "unknown", undefined],
  [{ status: 503, code: "ServiceUnavailable" }, "unknown", undefined],
  [{ status: 200, code: "-1" }, "unknown", undefined],
  [{ status: 400, code: "invalidParameter.msgParam.invalid" }, "refused", undefined],
  [{ status: 403, code: "Forbidden.AccessDenied.AccessTokenPermissionDenied" }, "refused", undefined],
  [{ status: 200, code: "310000" }, "refused", undefined],
  [{ status: 200, code: "?" }, "refused", undefined],
];
for (const [known, kind, afterMs] of table)
  test(`${JSON.stringify(known)} is ${kind}`, () => {
    const verdict = outcome(new CallFailed(known), zh);
    assert.deepEqual(verdict === "token" ? [verdict, undefined] : [verdict.outcome, verdict.retryAfterMs], [
      kind,
      afterMs,
    ]);
  });

test("a refusal says what to mend, in the language of the house", () => {
  const failed = new CallFailed({ status: 403, code: "Forbidden.AccessDenied.AccessTokenPermissionDenied" });
  const [chinese, english] = [outcome(failed, zh), outcome(failed, en)];
  assert.match(chinese === "token" ? "" : chinese.message, /权限管理/);
  assert.match(english === "token" ? "" : english.message, /Permissions/);
});
