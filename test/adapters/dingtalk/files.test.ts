/** Pictures and files, in and out, over the wire. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import type { FileRef } from "#bot";
import { refuses, says, tooFast } from "../../emulators/dingtalk/misery.ts";
import { type Scene, scene } from "./house.ts";

const MEGA = 1024 * 1024;

async function bytesOf(s: Scene, file: FileRef | undefined): Promise<Buffer> {
  assert.ok(file);
  const chunks: Uint8Array[] = [];
  for await (const chunk of await s.bot.fetch(file)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function sends(s: Scene, options: object, text = ""): Promise<FileRef> {
  const { files } = await s.hears(s.wang, s.wang, text, options);
  assert.ok(files[0]);
  return files[0];
}

test("a photo, a photo with words, a voice and a file come in byte for byte, also through an expired token", async () => {
  await using s = await scene();
  const bytes = randomBytes(300_000);
  assert.deepEqual(await bytesOf(s, await sends(s, { image: bytes })), bytes);
  const worded = await s.hears(s.wang, s.g1, "随手拍 井盖", { image: bytes });
  assert.deepEqual([worded.text, worded.files[0]?.kind], ["随手拍 井盖", "image"]);
  s.dt.expireTokens();
  assert.deepEqual(await bytesOf(s, worded.files[0]), bytes);
  const voice = await s.hears(s.wang, s.wang, "", { voice: { bytes, recognition: "路灯不亮" } });
  assert.deepEqual([voice.text, voice.files[0]?.kind], ["路灯不亮", "audio"]);
  const file = await sends(s, { file: { name: "计划.xlsx", bytes } });
  assert.deepEqual([file.kind, file.name], ["file", "计划.xlsx"]);
  assert.deepEqual(await bytesOf(s, file), bytes);
});

test("a code that has run out is said to the person; what may come later is not", async () => {
  await using s = await scene();
  const file = await sends(s, { image: randomBytes(10) });
  s.dt.faults.next("download", tooFast);
  await assert.rejects(s.bot.fetch(file), { name: "DeliveryError", outcome: "not-sent" });
  s.dt.faults.next("file", { kind: "answer", answer: { status: 502, body: "<html>" } });
  await assert.rejects(s.bot.fetch(file), { name: "Error", message: /502/ });
  s.dt.faults.next("file", { kind: "drop", when: "before" });
  await assert.rejects(s.bot.fetch(file), { name: "Error", message: /broke off/ });
  s.dt.expireFiles();
  await assert.rejects(s.bot.fetch(file), { name: "UserError", message: /再发一次/ });
  await assert.rejects(s.bot.fetch({ kind: "image", ref: "telegram:F1" }), { name: "UserError" });
});

test("fewer bytes than told are no picture; a page is none either", async () => {
  await using s = await scene();
  const short = await sends(s, { image: randomBytes(100_000), toldLength: 200_000 });
  await assert.rejects(bytesOf(s, short), { message: /broke off/ });
  s.dt.faults.next("file", { kind: "half" });
  await assert.rejects(bytesOf(s, await sends(s, { image: randomBytes(100_000) })), { message: /broke off/ });
  const page = await sends(s, { image: Buffer.from("<html>"), contentType: "text/html" });
  await assert.rejects(s.bot.fetch(page), { message: /page/ });
});

test("over 20 MB: by the length that is told, and by what arrives when it tells less", async () => {
  await using s = await scene();
  const told = await sends(s, { image: randomBytes(10), toldLength: 21 * MEGA });
  await assert.rejects(s.bot.fetch(told), { name: "UserError", message: /20 MB/ });
  const huge = await sends(s, { image: randomBytes(20 * MEGA + 1) });
  await assert.rejects(bytesOf(s, huge), { name: "UserError", message: /20 MB/ });
  const headers = { "transfer-encoding": "chunked" };
  s.dt.faults.next("file", {
    kind: "answer",
    answer: { status: 200, body: Buffer.alloc(20 * MEGA + 1), type: "image/png", headers },
  });
  await assert.rejects(bytesOf(s, told), { name: "UserError", message: /20 MB/ });
  const whole = await sends(s, { image: Buffer.alloc(20 * MEGA) });
  assert.equal((await bytesOf(s, whole)).length, 20 * MEGA);
});

test("an address within this machine is not read when DingTalk is the real one; nor one that is no web address", async () => {
  await using s = await scene();
  const file = await sends(s, { image: randomBytes(10) });
  for (const downloadUrl of ["file:///etc/passwd", "ftp://a.cn/x", 5, undefined]) {
    s.dt.faults.next("download", { kind: "answer", answer: { status: 200, body: { downloadUrl } } });
    await assert.rejects(s.bot.fetch(file), { message: /no address/ });
  }
});

test("pictures go out before their words, uploaded once for all groups; the secret stays out of addresses", async () => {
  await using s = await scene({ start: false });
  s.dt.setOneToken(true);
  const photo = randomBytes(2_000);
  s.house.kept.set("abc", photo);
  const g2 = s.dt.group("g2");
  const files: FileRef[] = [{ kind: "image", ref: "file:abc" }];
  await s.bot.send(s.at(s.g1), { text: "办结照片", files }, "k1");
  await s.bot.send(s.at(g2), { text: "办结照片", files }, "k2");
  await s.bot.send(s.at(s.wang), { text: "", files }, "k3");
  assert.deepEqual(
    s.dt.sent.map(({ way, type, text, media }) => [way, type, text, media.length]),
    [
      ["group", "sampleImageMsg", "", 1],
      ["group", "sampleMarkdown", "办结照片", 0],
      ["group", "sampleImageMsg", "", 1],
      ["group", "sampleMarkdown", "办结照片", 0],
      ["person", "sampleImageMsg", "", 1],
    ],
  );
  assert.deepEqual(s.dt.sent[0]?.media[0]?.bytes, photo);
  const names = s.dt.requests.map((one) => one.name);
  assert.deepEqual([names.filter((one) => one === "upload").length, names.includes("oldToken")], [1, false]);
});

test("where uploads insist on the older token it is fetched, once", async () => {
  await using s = await scene({ start: false });
  s.house.kept.set("a", randomBytes(10));
  s.house.kept.set("b", randomBytes(10));
  for (const one of ["a", "b"])
    await s.bot.send(s.at(s.g1), { text: "", files: [{ kind: "image", ref: `file:${one}` }] }, one);
  assert.equal(s.dt.sent.length, 2);
  assert.equal(s.dt.requests.filter((one) => one.name === "oldToken").length, 1);
});

test("a document is a file of its own; one that DingTalk does not show is named in the words", async () => {
  await using s = await scene({ start: false });
  s.house.kept.set("doc", randomBytes(100));
  s.house.kept.set("big", randomBytes(20 * MEGA + 1));
  const files: FileRef[] = [
    { kind: "file", ref: "file:doc", name: "名单.xlsx" },
    { kind: "file", ref: "file:doc", name: "名单.csv" },
    { kind: "image", ref: "file:big" },
    { kind: "file", ref: "file:gone", name: "旧.pdf" },
  ];
  await s.bot.send(s.at(s.g1), { text: "名单", files: files.slice(0, 1) }, "k1");
  assert.deepEqual([s.dt.sent[0]?.type, s.dt.sent[0]?.media[0]?.name], ["sampleFile", "名单.xlsx"]);
  await s.bot.send(
    s.at(s.g1),
    { text: "名单", files: files.slice(1).map((one) => ({ ...one, ref: `${one.ref}` as const })) },
    "k2",
  );
  const said = s.dt.sent.at(-1)?.text ?? "";
  for (const name of ["图片.png", "旧.pdf"]) assert.ok(said.includes(name), said);
});

test("an upload that may work later holds the words back, one that never will does not", async () => {
  await using s = await scene({ start: false });
  s.dt.setOneToken(true);
  s.house.kept.set("a", randomBytes(10));
  const files: FileRef[] = [{ kind: "image", ref: "file:a" }];
  s.dt.faults.next("upload", { kind: "drop", when: "after" });
  await assert.rejects(s.bot.send(s.at(s.g1), { text: "办结", files }, "k1"), { outcome: "not-sent" });
  assert.equal(s.dt.sent.length, 0);
  s.dt.faults.next("upload", says(40009, "不合法的文件大小"));
  await s.bot.send(s.at(s.g1), { text: "办结", files }, "k2");
  assert.deepEqual(
    s.dt.sent.map((one) => one.text),
    ["办结\n\n（附件没能发出来：图片.png）"],
  );
  s.dt.faults.next("group", refuses(400, "invalidParameter.mediaId.invalid"));
  await assert.rejects(s.bot.send(s.at(s.g1), { text: "办结", files }, "k3"), { outcome: "refused" });
});

test("what a person sent goes out again without being kept in between", async () => {
  await using s = await scene();
  const bytes = randomBytes(500);
  const file = await sends(s, { image: bytes });
  await s.bot.send(s.at(s.g1), { text: "", files: [file] }, "k1");
  assert.deepEqual(s.dt.sent[0]?.media[0]?.bytes, bytes);
});
