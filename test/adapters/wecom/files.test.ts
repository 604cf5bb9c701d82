/** Pictures and files, in and out, over the wire. */
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { describe, test } from "node:test";
import type { FileRef } from "#bot";
import { code, rude } from "../../emulators/wecom/rude.ts";
import type { SaysOptions } from "../../emulators/wecom/speak.ts";
import { type Scene, scene, soon } from "./house.ts";

const sha = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const jpeg = (bytes: number) => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(bytes)]);

async function bytesOf(s: Scene, file: FileRef | undefined): Promise<Buffer> {
  assert.ok(file);
  const chunks: Uint8Array[] = [];
  for await (const chunk of await s.wecom.fetch(file)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function sends(s: Scene, options: SaysOptions, text = ""): Promise<FileRef> {
  const before = s.heard.length;
  s.wx.says(s.wang, s.wang, text, options);
  await s.until(before + 1);
  const file = s.heard.at(-1)?.files[0];
  assert.ok(file);
  return file;
}

test("a picture is in the house, byte for byte, before the message is handed on; whatever its length", async () => {
  await using s = await scene();
  for (const size of [1, 15, 16, 31, 32, 33, 300_000]) {
    const photo = randomBytes(size);
    assert.deepEqual(await sends(s, { image: photo }), { kind: "image", ref: `file:${sha(photo)}`, bytes: size });
    assert.deepEqual(s.house.kept.get(sha(photo)), photo);
  }
});

test("words with pictures in a group, and a file with its name", async () => {
  await using s = await scene();
  const photos = [randomBytes(2_000), randomBytes(3_000)];
  s.wx.says(s.wang, s.g1, "随手拍 井盖坏了", { mention: true, images: photos });
  await s.until(1);
  assert.equal(s.heard[0]?.text, "随手拍 井盖坏了");
  assert.deepEqual(
    s.heard[0]?.files.map((file) => file.ref),
    photos.map((photo) => `file:${sha(photo)}`),
  );
  const plan = await sends(s, { file: { name: "计划 11月.csv", bytes: randomBytes(99) } });
  assert.deepEqual([plan.kind, plan.name, plan.bytes], ["file", "计划 11月.csv", 99]);
});

test("a slow picture does not hold the words up, and can be fetched when it is there", async () => {
  await using s = await scene();
  const photo = randomBytes(5_000);
  const from = performance.now();
  const file = await sends(s, { image: { bytes: photo, slowMs: 3_600 } });
  assert.ok(performance.now() - from < 3_500);
  assert.match(file.ref, /^wecom:/);
  assert.deepEqual(await bytesOf(s, file), photo);
  assert.equal(s.wx.downloads(), 1);
});

test("a download that fails is tried again while the message waits", async () => {
  await using s = await scene();
  const photo = randomBytes(5_000);
  s.wx.faults.next("media", { kind: "drop", when: "after" });
  s.wx.faults.next("media", { kind: "answer", answer: { status: 502, body: "<html>" } });
  assert.equal((await sends(s, { image: photo })).ref, `file:${sha(photo)}`);
});

test("half a picture is no picture: nothing is kept; asked for again it comes whole", async () => {
  await using s = await scene();
  const photo = randomBytes(5_000);
  s.wx.faults.next("media", { kind: "half" }, 2);
  const file = await sends(s, { image: photo });
  assert.equal(file.ref, `file:${sha(photo)}`, "the third try was whole");
  assert.equal(s.house.kept.size, 1);
});

// Each of these waits out its tries, so they wait together.
describe("a picture that is never whole: the words come through, the person is asked to send it again", {
  concurrency: true,
}, () => {
  for (const [what, picture] of [
    ["cut off in the middle of a block", { bytes: randomBytes(5_000), cutOff: 7 }],
    ["cut off between two blocks", { bytes: Buffer.alloc(5_000, 200), cutOff: 64 }],
    ["cut off, no length told", { bytes: randomBytes(5_000), cutOff: 7, chunked: true as const }],
  ] as const)
    test(what, async () => {
      await using s = await scene();
      const file = await sends(s, { image: picture });
      assert.match(file.ref, /^wecom:/);
      await soon(() => s.wx.downloads() >= 3);
      assert.equal(s.house.kept.size, 0);
      await assert.rejects(bytesOf(s, file), { name: "UserError", message: /再发一次/ });
    });
});

test("too big: refused by the length told, and by the bytes that come when none is told", async () => {
  await using s = await scene();
  const big = Buffer.alloc(10 * 1024 * 1024 + 33, 1);
  for (const image of [{ bytes: big }, { bytes: big, chunked: true as const }]) {
    const file = await sends(s, { image });
    assert.match(file.ref, /^wecom:/);
    await assert.rejects(bytesOf(s, file), { name: "UserError", message: /10 MB/ });
  }
  const fits = Buffer.alloc(10 * 1024 * 1024, 1);
  assert.equal((await sends(s, { image: fits })).bytes, fits.length);
});

test("after five minutes the file is gone, and the person is told to send it again", async () => {
  await using s = await scene();
  s.wx.faults.next("media", { kind: "answer", answer: { status: 404, body: "" } });
  const file = await sends(s, { image: randomBytes(100) });
  assert.match(file.ref, /^wecom:/);
  s.house.clock.set(s.house.now() + 5 * 60_000 + 1);
  await assert.rejects(bytesOf(s, file), { name: "UserError", message: /五分钟/ });
  await assert.rejects(bytesOf(s, { kind: "image", ref: "wecom:MSG999/0" }), { name: "UserError" });
});

test("the same message twice brings its picture once", async () => {
  await using s = await scene();
  const said = s.wx.says(s.wang, s.wang, "", { image: { bytes: randomBytes(500), slowMs: 100 } });
  s.wx.again(said);
  await s.until(2);
  assert.equal(s.heard[0]?.id, s.heard[1]?.id);
  assert.deepEqual(s.heard[0]?.files, s.heard[1]?.files);
  assert.equal(s.wx.downloads(), 1);
});

test("a key of the wrong length: the words come through", async () => {
  await using s = await scene();
  const image = { url: `${s.wx.webhookBase}/media/x`, aeskey: "c2hvcnQ=" };
  const body = { msgid: "M1", from: { userid: s.wang }, chattype: "single", msgtype: "image", image };
  const from = performance.now();
  s.wx.raw({ cmd: "aibot_msg_callback", headers: { req_id: "R" }, body });
  await s.until(1);
  assert.ok(performance.now() - from < 1_000, "nothing is waited for");
  assert.equal(s.heard[0]?.files[0]?.ref, "wecom:M1/0");
});

test("the secret that opens a file is in no message and no log", async () => {
  await using s = await scene();
  s.wx.faults.next("media", { kind: "drop", when: "after" }, 9);
  const said = s.wx.says(s.wang, s.wang, "", { image: randomBytes(9) });
  await s.until(1);
  const [, url, key] = /"url":"([^"]+)","aeskey":"([^"]+)"/.exec(JSON.stringify(said.frame)) ?? [];
  assert.ok(url && key);
  const seen = JSON.stringify(s.heard) + s.house.lines.join();
  assert.ok(!seen.includes(key) && !seen.includes(url));
});

test("pictures go out byte for byte in pieces of 512 KB, uploaded once for all groups", async () => {
  await using s = await scene();
  const photo = jpeg(1_300_000);
  s.house.kept.set("abc", photo);
  const g2 = s.wx.group("g2");
  s.wx.says(s.wang, g2, "在", { mention: true });
  const files: FileRef[] = [{ kind: "image", ref: "file:abc" }];
  await s.wecom.send(s.at(s.g1), { text: "办结照片", files }, "k1");
  await s.wecom.send(s.at(g2), { text: "", files }, "k2");
  assert.deepEqual(
    s.wx.sent.map((one) => [one.to, one.type, one.text]),
    [
      [s.g1, "markdown", "办结照片"],
      [s.g1, "image", ""],
      [g2, "image", ""],
    ],
  );
  assert.deepEqual(s.wx.sent[1]?.file?.bytes, photo);
  assert.equal(s.wx.sent[1]?.file?.name, "图片.jpg");
  const uploads = s.wx.requests.filter((one) => ["init", "chunk", "finish"].includes(one.name)).map((one) => one.name);
  assert.deepEqual(uploads, ["init", "chunk", "chunk", "chunk", "finish"]);
});

test("what WeCom does not show as a picture goes as a file; a document keeps its name; both before the buttons", async () => {
  await using s = await scene();
  s.house.kept.set("webp", Buffer.from("RIFF....WEBPVP8 "));
  s.house.kept.set("big", jpeg(10 * 1024 * 1024));
  s.house.kept.set("doc", randomBytes(100));
  const files: FileRef[] = [
    { kind: "image", ref: "file:webp" },
    { kind: "image", ref: "file:big" },
    { kind: "file", ref: "file:doc", name: "名单.xlsx" },
  ];
  await s.wecom.send(s.at(s.g1), { text: "名单", files, buttons: [{ label: "好", says: "好" }] }, "k1");
  assert.deepEqual(
    s.wx.sent.map((one) => [one.type, one.file?.name]),
    [
      ["file", "图片"],
      ["file", "图片.jpg"],
      ["file", "名单.xlsx"],
      ["template_card", undefined],
    ],
  );
});

test("a file that can never go is named, the words go all the same; one that may go later holds them back", async () => {
  await using s = await scene();
  s.house.kept.set("a", jpeg(100));
  s.house.kept.set("empty", Buffer.alloc(3));
  const lost: FileRef[] = [
    { kind: "file", ref: "file:gone", name: "旧.pdf" },
    { kind: "image", ref: "file:empty" },
    { kind: "image", ref: "wecom:M9/0" },
  ];
  await s.wecom.send(s.at(s.g1), { text: "办结", files: lost }, "k1");
  const named = "办结\n\n（附件没能发出来：旧.pdf）\n\n（附件没能发出来：图片）\n\n（附件没能发出来：图片）";
  assert.equal(s.wx.sent[0]?.text, named);
  const files: FileRef[] = [{ kind: "image", ref: "file:a" }];
  s.wx.faults.next("chunk", rude.quota);
  await assert.rejects(s.wecom.send(s.at(s.g1), { text: "办结", files }, "k2"), { outcome: "not-sent" });
  s.wx.faults.next("finish", { kind: "drop", when: "after" });
  await assert.rejects(s.wecom.send(s.at(s.g1), { text: "办结", files }, "k2"), { outcome: "not-sent" });
  assert.equal(s.wx.sent.length, 1);
  await soon(() => s.wecom.health?.() !== undefined);
  await s.house.pass(2_000);
  await soon(() => s.wecom.health?.() === undefined);
  s.wx.faults.next("init", code(40058));
  await s.wecom.send(s.at(s.g1), { text: "办结", files }, "k3");
  assert.equal(s.wx.sent[1]?.text, "办结\n\n（附件没能发出来：图片）");
});

test("thirty uploads a minute, the next is held back", async () => {
  await using s = await scene();
  const files = Array.from({ length: 31 }, (_, n): FileRef => {
    s.house.kept.set(`p${n}`, jpeg(10));
    return { kind: "image", ref: `file:p${n}` };
  });
  await assert.rejects(s.wecom.send(s.at(s.g1), { text: "", files }, "k1"), { outcome: "not-sent" });
  assert.equal(s.wx.requests.filter((one) => one.name === "finish").length, 30);
});
