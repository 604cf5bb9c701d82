import assert from "node:assert/strict";
import { test } from "node:test";
import { createPictures, imageType, MOST_BYTES } from "../../../adapters/sandbox/hub/pictures.ts";
import { setUp } from "./house.ts";

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4]);
const upload = { "content-type": "application/octet-stream" };

test("a picture goes up, is shown, and streams to the bot byte by byte", async () => {
  const set = await setUp();
  const answer = await set.post("/api/files?name=墙.png", png, upload);
  const { id, kind } = (await answer.json()) as { id: string; kind: string };
  assert.equal(kind, "image");
  await set.say("wang", "wang", "", { files: [id] });
  const [ref] = set.heard[0]?.files ?? [];
  assert.deepEqual(ref, { kind: "image", ref: `sandbox:${id}`, name: "墙.png", bytes: png.length });
  assert.ok(ref);
  const stream = await set.adapter.fetch(ref);
  const bytes = new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
  assert.deepEqual(bytes, png);
  const shown = await set.get(`/${(await set.last("wang")).files?.[0]?.url}`);
  assert.equal(shown.headers.get("content-type"), "image/png");
  assert.deepEqual(new Uint8Array(await shown.arrayBuffer()), png);
});

test("what is no image is never drawn, whatever it calls itself", async () => {
  const set = await setUp();
  const page = new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
  const answer = await set.post("/api/files?name=a.svg", page, { "content-type": "image/svg+xml" });
  const { id, kind } = (await answer.json()) as { id: string; kind: string };
  assert.equal(kind, "file");
  const shown = await set.get(`/api/files/${id}`);
  assert.equal(shown.headers.get("content-type"), "application/octet-stream");
  assert.equal(shown.headers.get("content-disposition"), "attachment");
  assert.equal(shown.headers.get("x-content-type-options"), "nosniff");
});

test("ten megabytes and not a byte more", async () => {
  const set = await setUp();
  assert.equal((await set.post("/api/files", new Uint8Array(MOST_BYTES), upload)).status, 200);
  assert.equal((await set.post("/api/files", new Uint8Array(MOST_BYTES + 1), upload)).status, 413);
  assert.equal((await set.post("/api/files", new Uint8Array(0), upload)).status, 400);
});

test("when memory is full the oldest goes, and says so when it is asked for", async () => {
  const pictures = createPictures(10);
  pictures.put("a", new Uint8Array(6), undefined);
  pictures.put("b", new Uint8Array(4), undefined);
  assert.ok(pictures.get("a"));
  pictures.put("c", new Uint8Array(1), undefined);
  assert.equal(pictures.get("a"), undefined);
  assert.ok(pictures.get("b") && pictures.get("c"));

  const set = await setUp();
  await assert.rejects(set.adapter.fetch({ kind: "image", ref: "sandbox:f-old" }), {
    name: "UserError",
    message: /再发一次/,
  });
});

test("the house's files are shown only if the bot has shown them here", async () => {
  const set = await setUp();
  const hash = "cd".repeat(32);
  set.kept.set(hash, png);
  assert.equal((await set.get(`/api/files/${hash}`)).status, 404);
  await set.adapter.send("sandbox:g1", { text: "", files: [{ kind: "image", ref: `file:${hash}` }] }, "k1");
  const shown = await set.get(`/api/files/${hash}`);
  assert.equal(shown.status, 200);
  assert.equal(shown.headers.get("content-type"), "image/png");
  assert.deepEqual(new Uint8Array(await shown.arrayBuffer()), png);
});

test("types are told by the first bytes", () => {
  const of = (text: string) => imageType(Uint8Array.from(text, (sign) => sign.charCodeAt(0)));
  assert.equal(of("\xff\xd8\xff\xe0"), "image/jpeg");
  assert.equal(of("GIF89a…"), "image/gif");
  assert.equal(of("RIFF....WEBPVP8 "), "image/webp");
  assert.equal(of("RIFF....WAVEfmt "), undefined);
  assert.equal(of(""), undefined);
});
