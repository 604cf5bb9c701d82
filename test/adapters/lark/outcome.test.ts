/** The verdicts that the wire tests cannot reach in a sensible time, and the table as a whole. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { CALL_MS, httpFor } from "../../../adapters/lark/http.ts";
import { type Failure, failureOf, outcome } from "../../../adapters/lark/outcome.ts";
import { zh } from "../../../adapters/lark/words.ts";

const table: [string, Failure, string, number?][] = [
  ["refused connection", { errno: "ECONNREFUSED" }, "not-sent"],
  ["no such host", { errno: "ENOTFOUND" }, "not-sent"],
  ["DNS is down", { errno: "EAI_AGAIN" }, "not-sent"],
  ["the connection never came about", { errno: "ETIMEDOUT", syscall: "connect" }, "not-sent"],
  ["a certificate that is not trusted", { errno: "SELF_SIGNED_CERT_IN_CHAIN" }, "not-sent"],
  ["no answer in time", { errno: "ECONNABORTED" }, "unknown"],
  ["cut while writing", { errno: "EPIPE", syscall: "write" }, "unknown"],
  ["cut while reading", { errno: "ECONNRESET", syscall: "read" }, "unknown"],
  ["stopped by us", { errno: "ERR_CANCELED" }, "unknown"],
  ["anything at all", {}, "unknown"],
  ["HTTP 500", { status: 500 }, "unknown"],
  ["HTTP 504 with a code", { status: 504, code: 230001 }, "unknown"],
  ["HTTP 408", { status: 408 }, "unknown"],
  ["HTTP 302 of a portal", { status: 302 }, "not-sent", 30_000],
  ["HTTP 429 of a gateway", { status: 429, resetSeconds: 9 }, "not-sent", 9_000],
  ["a limit with a senseless header", { status: 429, code: 99991400, resetSeconds: Number.NaN }, "not-sent", 1_000],
  [
    "a limit of a day is asked again in an hour",
    { status: 429, code: 99991400, resetSeconds: 86_400 },
    "not-sent",
    3_600_000,
  ],
  ["the old limit", { status: 400, code: 9499 }, "not-sent", 1_000],
  ["still sending the same uuid", { status: 400, code: 230049 }, "unknown"],
  ["a missing scope", { status: 400, code: 99991672 }, "refused"],
];
for (const [what, failure, expected, afterMs] of table)
  test(`${what}: ${expected}`, () => {
    const error = outcome(failure, zh);
    assert.ok(error !== "token");
    assert.deepEqual([error.outcome, error.retryAfterMs], [expected, afterMs]);
  });

for (const code of [99991663, 99991664, 99991668, 99991671])
  test(`${code}: a fresh token`, () => assert.equal(outcome({ status: 400, code }, zh), "token"));

test("a refusal tells staff what to mend, and only that", () => {
  const error = outcome({ status: 400, code: 230002 }, zh);
  assert.match(String(error), /230002 机器人不在这个群里/);
});

test("anything may be thrown", () => {
  for (const thrown of [undefined, null, "x", new Error("x"), { response: {} }, { response: { data: "<html>" } }])
    assert.equal(failureOf(thrown).code, undefined);
});

test("every call has a time limit and follows no redirect", () => {
  const { timeout, maxRedirects, proxy } = httpFor("http://127.0.0.1:1", new AbortController().signal).defaults;
  assert.deepEqual([timeout, maxRedirects, proxy], [CALL_MS, 0, false]);
});
