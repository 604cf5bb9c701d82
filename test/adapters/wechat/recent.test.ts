/** What was said a moment ago: which of the bot's messages is quoted, and whose pictures belong to which words. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { FileRef } from "#bot";
import { recent } from "../../../adapters/wechat/recent.ts";

const photo = (name: string): FileRef => ({ kind: "image", ref: `wechat:${name}` });

test("quoted words are known whatever spaces the client changed, in their chat alone; the newest counts", () => {
  const lately = recent(() => 0);
  lately.said("g1", "请问您\n在哪一站？", "old");
  lately.said("g1", "请问您\n在哪一站？", "new");
  lately.said("g1", "", "picture");
  assert.equal(lately.find("g1", "请问您 在哪一站？"), "new");
  assert.equal(lately.find("g1", "请问您在哪一…"), "new", "a client may cut it short");
  assert.equal(lately.find("g1", "请问"), undefined, "too short to be anybody's");
  assert.equal(lately.find("g1", ""), undefined);
  assert.equal(lately.find("g2", "请问您在哪一站？"), undefined);
});

test("a picture goes with its sender's next words, by the times that WeChat tells", () => {
  let now = 0;
  const lately = recent(() => now);
  lately.picture("g1", "wang", photo("a"), 10_000);
  lately.picture("g1", "wang", photo("b"), 11_000);
  now = 500_000; // however long it took to look
  assert.deepEqual(lately.pictures("g1", "zhao", 12_000), []);
  assert.deepEqual(lately.pictures("g2", "wang", 12_000), []);
  assert.deepEqual(lately.pictures("g1", "wang", 12_000), [photo("a"), photo("b")]);
  assert.deepEqual(lately.pictures("g1", "wang", 12_000), [], "once");
});

test("not when the bot has spoken in between, nor after a minute; what it says later changes nothing", () => {
  let now = 20_000;
  const lately = recent(() => now);
  lately.picture("g1", "wang", photo("a"), 10_000);
  lately.said("g1", "收到", "k");
  assert.deepEqual(lately.pictures("g1", "wang", 21_000), []);
  lately.picture("g1", "wang", photo("b"), 22_000);
  now = 30_000;
  lately.said("g1", "别人问的", "k2");
  assert.deepEqual(lately.pictures("g1", "wang", 23_000), [photo("b")]);
  lately.picture("g1", "wang", photo("c"), 40_000);
  assert.deepEqual(lately.pictures("g1", "wang", 100_001), []);
});

test("at most nine, and none once their sender has spoken of something else", () => {
  const lately = recent(() => 0);
  for (let n = 1; n <= 12; n += 1) lately.picture("g1", "wang", photo(`${n}`), 1_000);
  assert.deepEqual(lately.pictures("g1", "wang", 1_000).length, 9);
  lately.picture("g1", "wang", photo("x"), 1_000);
  lately.forget("g1", "wang");
  assert.deepEqual(lately.pictures("g1", "wang", 1_000), []);
});
