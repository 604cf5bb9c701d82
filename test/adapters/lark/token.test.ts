/** The tenant access token: replaced when refused, fetched once for many, shared between processes, kept apart by domain. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { larkAdapter } from "../../../adapters/lark/adapter.ts";
import { says } from "../../emulators/lark/misery.ts";
import { memoryCache, scene, testHouse } from "./house.ts";

const idle = { start: false };

test("an expired token is replaced at once and the message goes out, once, under its uuid", async () => {
  await using s = await scene(idle);
  await s.lark.send(s.at(s.g1), { text: "一" }, "k1");
  s.fs.expireTokens();
  await s.lark.send(s.at(s.g1), { text: "二" }, "k2");
  const names = s.fs.requests.map((one) => `${one.name} ${one.status}`);
  assert.deepEqual(names, ["token 200", "send 200", "send 400", "token 200", "send 200"]);
  assert.deepEqual(
    s.fs.sent.map((one) => [one.text, one.requests]),
    [
      ["一", 1],
      ["二", 1],
    ],
  );
});

test("a token that is refused even when fresh: not sent, later", async () => {
  await using s = await scene(idle);
  s.fs.faults.next("send", says(400, 99991663), 2);
  const sending = s.lark.send(s.at(s.g1), { text: "你好" }, "k1");
  await assert.rejects(sending, { name: "DeliveryError", outcome: "not-sent", retryAfterMs: 5_000 });
});

test("twenty sends at once ask for one token; another process finds it in the shared cache", async () => {
  await using s = await scene(idle);
  const cache = memoryCache();
  const settings = { appId: s.fs.appId, appSecret: s.fs.appSecret, domain: s.fs.domain };
  const [one, other] = [larkAdapter(settings, testHouse(cache)), larkAdapter(settings, testHouse(cache))];
  await Promise.all(Array.from({ length: 20 }, (_, n) => one.send(s.at(s.g1), { text: "你好" }, `k${n}`)));
  await other.send(s.at(s.g1), { text: "你好" }, "other");
  assert.equal(s.fs.requests.filter((request) => request.name === "token").length, 1);
  assert.equal(s.fs.sent.length, 21);
  // The other one learns that it is refused, fetches a new one, and the first one finds that in turn.
  s.fs.expireTokens();
  await other.send(s.at(s.g1), { text: "再来" }, "again");
  await one.send(s.at(s.g1), { text: "再来" }, "and again");
  assert.equal(s.fs.requests.filter((request) => request.name === "token").length, 2);
  await Promise.all([one.stop(), other.stop()]);
});

test("a token of one domain is not shown to another, though they share the cache", async () => {
  await using s = await scene(idle);
  await using other = await scene(idle);
  const cache = memoryCache();
  for (const { fs, at, g1 } of [s, other]) {
    const settings = { appId: fs.appId, appSecret: fs.appSecret, domain: fs.domain };
    const lark = larkAdapter(settings, testHouse(cache));
    await lark.send(at(g1), { text: "你好" }, "k1");
    await lark.stop();
  }
  for (const { fs } of [s, other])
    assert.deepEqual(
      fs.requests.map((one) => one.name),
      ["token", "send"],
    );
});
