import assert from "node:assert/strict";
import { test } from "node:test";
import { HOST, setUp } from "./house.ts";

const say = { as: "sandbox:wang", chat: "sandbox:g1", text: "@小驿 帮助" };

test("another site can make the browser send nothing", async () => {
  const set = await setUp();
  const send = (headers: Record<string, string>) =>
    set.app.request(`${HOST}/sandbox/api/say`, { method: "POST", headers, body: JSON.stringify(say) });
  const json = { "content-type": "application/json" };
  assert.equal((await send({ ...json, "sec-fetch-site": "cross-site" })).status, 403);
  assert.equal((await send({ ...json, "sec-fetch-site": "same-site" })).status, 403);
  assert.equal((await send({ ...json, origin: "http://evil.example" })).status, 403);
  assert.equal((await send(json)).status, 403);
  assert.equal((await send({ "content-type": "text/plain", "sec-fetch-site": "same-origin" })).status, 400);
  assert.equal(set.heard.length, 0);
  assert.equal((await send({ ...json, origin: HOST })).status, 200);
  assert.equal((await send({ ...json, "sec-fetch-site": "same-origin" })).status, 200);
});

test("only this machine opens the page: not by another name, nor through a proxy, nor from another address", async () => {
  const set = await setUp();
  const open = async (host: string, headers: Record<string, string> = {}, address?: string) => {
    const env = address ? { incoming: { socket: { remoteAddress: address } } } : {};
    return (await set.app.request("/sandbox/api/state", { headers: { host, ...headers } }, env)).status;
  };
  for (const host of ["localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST"])
    assert.equal(await open(host), 200);
  for (const host of ["yizhan.example", "192.168.1.4:8080", "localhost.evil.example", "127.0.0.1.evil.example:80"])
    assert.equal(await open(host), 403, host);
  assert.equal(await open("localhost", { "x-forwarded-for": "203.0.113.5" }), 403);
  assert.equal(await open("localhost", {}, "203.0.113.5"), 403);
  for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
    assert.equal(await open("localhost", {}, address), 200);
});

test("behind a sign-in of one's own it may be opened on purpose", async () => {
  const set = await setUp({ env: { SANDBOX_OPEN: "1" } });
  const answer = await set.app.request("/sandbox/api/state", {
    headers: { host: "yizhan.example", "x-forwarded-for": "203.0.113.5" },
  });
  assert.equal(answer.status, 200);
  await assert.rejects(async () => setUp({ env: { SANDBOX_OPEN: "yes" } }), /SANDBOX_OPEN=1/);
});

test("every answer forbids foreign scripts, frames and guesses", async () => {
  const set = await setUp();
  for (const path of ["", "/", "/api/state", "/api/files/none", "/none"]) {
    const { headers } = await set.get(path);
    const policy = headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src 'self'/, path);
    assert.match(policy, /frame-ancestors 'none'/, path);
    assert.doesNotMatch(policy, /script-src|unsafe-eval/, path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
  }
});

test("the page answers with and without the slash, and assets only by their plain names", async () => {
  const set = await setUp();
  for (const path of ["", "/"]) {
    const answer = await set.get(path);
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get("content-type") ?? "", /^text\/html/);
    assert.match(await answer.text(), /<html lang="zh-CN">/);
  }
  for (const path of ["/nothing", "/assets/none.js", "/assets/..%2f..%2fpackage.json", "/assets/%2e%2e/index.html"])
    assert.equal((await set.get(path)).status, 404, path);
});

test("refusals are said in the bot's language", async () => {
  const set = await setUp({ locale: "en" });
  const answer = await set.post("/api/redeliver", {});
  assert.match(((await answer.json()) as { error: string }).error, /not heard anything/);
});
