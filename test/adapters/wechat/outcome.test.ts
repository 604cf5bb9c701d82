/** What an error of gRPC says of a message's fate. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DeliveryError } from "#bot";
import { within } from "../../../adapters/wechat/deadline.ts";
import { fate } from "../../../adapters/wechat/outcome.ts";
import { NotAsked } from "../../../adapters/wechat/tame.ts";

const of = (code: number, details: string) => fate(Object.assign(new Error(`${code}: ${details}`), { code, details }));

test("never written: not-sent; written and lost: unknown", () => {
  assert.equal(of(14, "No connection established. Last error: connect ECONNREFUSED").outcome, "not-sent");
  assert.equal(of(14, "Connection dropped").outcome, "unknown");
  assert.equal(of(13, "Received RST_STREAM with code 2").outcome, "unknown");
  assert.equal(of(1, "Call cancelled").outcome, "unknown");
  assert.equal(of(4, "Deadline exceeded").outcome, "unknown");
  assert.equal(fate(new Error("anything")).outcome, "unknown");
  assert.equal(fate(undefined).outcome, "unknown");
  assert.equal(fate(new NotAsked()).outcome, "not-sent");
});

test("no for good: refused; too often: later", () => {
  for (const code of [3, 5, 7, 9, 11, 12]) assert.equal(of(code, "no").outcome, "refused");
  assert.equal(of(8, "Received message larger than max (5 vs 4)").outcome, "refused");
  assert.ok((of(8, "slow down").retryAfterMs ?? 0) >= 60_000);
  assert.ok((of(2, "发送消息过于频繁，可稍后再试。").retryAfterMs ?? 0) >= 60_000);
  assert.equal(of(2, "bot crashed").outcome, "unknown", "nobody knows how far it got");
});

test("a fate that is known stays, and none quotes the error's words", () => {
  const known = new DeliveryError("refused", "said");
  assert.equal(fate(known), known);
  assert.equal(of(7, "工资没发").message, "wechat: status 7");
});

test("a call without an end has one", async () => {
  assert.equal(await within(1_000, Promise.resolve(1)), 1);
  const error = await within(1, new Promise(() => {})).catch((thrown: unknown) => thrown);
  assert.equal(fate(error).outcome, "unknown");
});
