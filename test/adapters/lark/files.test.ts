/** Pictures and files, in and out, over the wire. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import type { FileRef } from "#bot";
import { says } from "../../emulators/lark/misery.ts";
import { type Scene, scene } from "./house.ts";

async function bytesOf(s: Scene, file: FileRef | undefined): Promise<Buffer> {
  assert.ok(file);
  const chunks: Uint8Array[] = [];
  for await (const chunk of await s.lark.fetch(file)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function sends(s: Scene, options: object, text = ""): Promise<FileRef> {
  const before = s.heard.length;
  s.fs.says(s.wang, s.g1, text, { ...options, mention: text !== "" });
  await s.fs.waitFor(() => s.fs.acks.length === before + 1);
  const file = s.heard.at(-1)?.files[0];
  assert.ok(file);
  return file;
}

test("a photo and a file come in byte for byte, also with words and through an expired token", async () => {
  await using s = await scene();
  const photo = randomBytes(300_000);
  const plain = await sends(s, { image: photo });
  assert.deepEqual(await bytesOf(s, plain), photo);
  const worded = await sends(s, { image: photo }, "随手拍 井盖");
  assert.equal(s.heard.at(-1)?.text, "随手拍 井盖");
  s.fs.expireTokens();
  assert.deepEqual(await bytesOf(s, worded), photo);
  const file = await sends(s, { file: { name: "计划.csv", bytes: photo } });
  assert.deepEqual([file.kind, file.name], ["file", "计划.csv"]);
  assert.deepEqual(await bytesOf(s, file), photo);
});

test("what Feishu never hands out is said to the person; what may come later is not", async () => {
  await using s = await scene();
  const file = await sends(s, { image: randomBytes(10) });
  s.fs.faults.next("resource", says(400, 234043, "Unsupported message type"));
  await assert.rejects(s.lark.fetch(file), { name: "UserError", message: /直接把原图/ });
  await assert.rejects(s.lark.fetch({ kind: "image", ref: "lark:../../x" }), { name: "UserError" });
  s.fs.faults.next("resource", { kind: "answer", answer: { status: 502, body: "<html>" } });
  await assert.rejects(s.lark.fetch(file), { name: "DeliveryError", outcome: "unknown" });
  s.fs.faults.next("resource", { kind: "half" });
  await assert.rejects(bytesOf(s, file), "half a picture is no picture");
});

test("pictures go out in the card with the words, uploaded once for all groups", async () => {
  await using s = await scene({ start: false });
  const photo = randomBytes(2_000);
  s.house.kept.set("abc", photo);
  const g2 = s.fs.group("g2");
  const files: FileRef[] = [{ kind: "image", ref: "file:abc" }];
  await s.lark.send(s.at(s.g1), { text: "办结照片", files }, "k1");
  await s.lark.send(s.at(g2), { text: "办结照片", files }, "k2");
  await s.lark.send(s.at(s.g1), { text: "", files }, "k3");
  assert.deepEqual(
    s.fs.sent.map((one) => [one.type, one.text, one.files.length]),
    [
      ["interactive", "办结照片", 1],
      ["interactive", "办结照片", 1],
      ["image", "", 1],
    ],
  );
  for (const one of s.fs.sent) assert.deepEqual(one.files[0]?.bytes, photo);
  assert.equal(s.fs.requests.filter((one) => one.name === "image").length, 1);
});

test("a document is a file of its own, a photo over 10 MB too", async () => {
  await using s = await scene({ start: false });
  s.house.kept.set("doc", randomBytes(100));
  s.house.kept.set("big", randomBytes(10 * 1024 * 1024 + 1));
  const files: FileRef[] = [
    { kind: "file", ref: "file:doc", name: "名单.xlsx" },
    { kind: "image", ref: "file:big" },
  ];
  await s.lark.send(s.at(s.g1), { text: "名单", files }, "k1");
  assert.deepEqual(
    s.fs.sent.map((one) => [one.type, one.text || one.files[0]?.name]),
    [
      ["text", "名单"],
      ["file", "名单.xlsx"],
      ["file", "图片"],
    ],
  );
});

test("a file that can never go is named, the words go all the same; one that may go later holds them back", async () => {
  await using s = await scene({ start: false });
  s.house.kept.set("a", randomBytes(10));
  const files: FileRef[] = [{ kind: "file", ref: "file:gone", name: "旧.pdf" }];
  await s.lark.send(s.at(s.g1), { text: "办结", files }, "k1");
  assert.equal(s.fs.sent[0]?.text, "办结\n\n（附件没能发出来：旧.pdf）");
  const again: FileRef[] = [{ kind: "image", ref: "file:a" }];
  s.fs.faults.next("image", { kind: "drop", when: "after" });
  await assert.rejects(s.lark.send(s.at(s.g1), { text: "办结", files: again }, "k2"), { outcome: "not-sent" });
  s.fs.faults.next("image", says(400, 99991672));
  await s.lark.send(s.at(s.g1), { text: "办结", files: again }, "k3");
  assert.equal(s.fs.sent[1]?.text, "办结\n\n（附件没能发出来：图片）");
});
