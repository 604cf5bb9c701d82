/** Whether a service on this machine is encrypted; others are never asked. */
import assert from "node:assert/strict";
import { type AddressInfo, createServer } from "node:net";
import { test } from "node:test";
import { speaksPlainly } from "../../../adapters/wechat/plain.ts";

test("what answers a greeting with anything else, or hangs up, speaks plainly", async (t) => {
  for (const answer of ["HTTP/1.1 400 Bad Request\r\n\r\n", ""]) {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => socket.end(answer));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    t.after(() => server.close());
    assert.equal(await speaksPlainly(`localhost:${(server.address() as AddressInfo).port}`), true);
  }
});

test("nobody there, and other machines: left to the puppet", async () => {
  assert.equal(await speaksPlainly("127.0.0.1:1"), undefined);
  assert.equal(await speaksPlainly("wx.example.org:443"), undefined);
  assert.equal(await speaksPlainly(""), undefined);
});

test("whoever set the puppet's own variable has decided", async (t) => {
  process.env.WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT = "true";
  t.after(() => delete process.env.WECHATY_PUPPET_SERVICE_NO_TLS_INSECURE_CLIENT);
  assert.equal(await speaksPlainly("127.0.0.1:1"), undefined);
});
