/** Photos and documents, out and in. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type DeliveryError, type FileRef, UserError } from "#bot";
import { type Options, telegramEmulator } from "../../emulators/telegram/index.ts";
import { rude } from "../../emulators/telegram/rude.ts";
import { listening, testHouse } from "./house.ts";

async function scene(t: TestContext, options: Options = {}) {
  const tg = await telegramEmulator(options);
  t.after(() => tg.close());
  const house = testHouse();
  const line = await listening(tg, house);
  t.after(() => line.adapter.stop());
  const wang = tg.user(5, "王师傅");
  tg.says(wang, wang, "/start");
  await line.until(1);
  return { tg, house, wang, group: tg.group(-1001, "东街骑手群"), ...line };
}

/** The error's fate, for one line of comparison. */
async function fate(sending: Promise<unknown>) {
  const error = await sending.then(
    () => assert.fail("it was sent"),
    (thrown: DeliveryError) => thrown,
  );
  return [error.outcome, error.retryAfterMs];
}

const shown = (tg: { sent: readonly { method: string; text: string }[] }) =>
  tg.sent.filter((sent) => sent.method.startsWith("send")).map((sent) => sent.text);

test("a photo of the house goes up with its words under it; one that is no photo goes as a document", async (t) => {
  const { tg, house, adapter } = await scene(t);
  const bytes = Buffer.from("PNG and so on");
  house.stored.set("abc", bytes);
  house.stored.set("odd", Buffer.from("NOTPHOTO"));
  const photo: FileRef = { kind: "image", ref: "file:abc", name: 'a "b";\r\n.png' };
  await adapter.send("telegram:-1001", { text: "**看图**", files: [photo] }, "k");
  const [sent] = tg.sent;
  assert.deepEqual([sent?.method, sent?.text, sent?.file], ["sendPhoto", "看图", bytes]);
  await adapter.send("telegram:-1001", { text: "图", files: [{ kind: "image", ref: "file:odd" }] }, "k2");
  assert.deepEqual(tg.sent[1]?.file, Buffer.from("NOTPHOTO"));
  assert.equal(tg.sent[1]?.method, "sendDocument");
  await adapter.send(
    "telegram:-1001",
    { text: "", files: [{ kind: "file", ref: "file:abc", name: "名单.csv" }] },
    "k3",
  );
  assert.partialDeepStrictEqual(tg.sent[2]?.message, { document: { file_name: "名单.csv" } });
});

test("several files and a long text: each is shown once, in order, and a break resumes", async (t) => {
  const { tg, house, adapter } = await scene(t);
  house.stored.set("abc", Buffer.from("PNG"));
  const photo: FileRef = { kind: "image", ref: "file:abc" };
  tg.faults.next("sendMessage", rude.tooMany(1));
  const reply = { text: "长".repeat(2000), files: [photo, photo] };
  assert.deepEqual(await fate(adapter.send("telegram:5", reply, "k")), ["not-sent", 1000]);
  await adapter.send("telegram:5", reply, "k");
  assert.deepEqual(
    tg.sent.map((sent) => sent.method),
    ["sendPhoto", "sendPhoto", "sendMessage"],
  );
});

test("a file that the house no longer has lets its words go alone; one never kept is refused", async (t) => {
  const { tg, house, adapter } = await scene(t);
  const gone: FileRef = { kind: "image", ref: "file:gone" };
  await adapter.send("telegram:5", { text: "照片已删除", files: [gone] }, "k");
  assert.deepEqual(shown(tg), ["照片已删除"]);
  house.stored.set("abc", Buffer.from("PNG"));
  await adapter.send("telegram:5", { text: "还有一张", files: [gone, { kind: "image", ref: "file:abc" }] }, "k1");
  assert.deepEqual(shown(tg), ["照片已删除", "还有一张"]);
  assert.deepEqual(await fate(adapter.send("telegram:5", { text: "", files: [gone] }, "k2")), ["refused", undefined]);
  const foreign: FileRef = { kind: "image", ref: "lark:img_1" };
  assert.deepEqual(await fate(adapter.send("telegram:5", { text: "x", files: [foreign] }, "k3")), [
    "refused",
    undefined,
  ]);
});

test("a photo in: fetched byte for byte; over 20 MB the person is told", async (t) => {
  const { tg, adapter, until, wang } = await scene(t);
  const photo = crypto.getRandomValues(new Uint8Array(60_000));
  tg.says(wang, wang, "随手拍", { photo });
  const [file] = (await until(2))[1]?.files ?? [];
  assert.ok(file);
  assert.equal(file.bytes, photo.length);
  assert.deepEqual(new Uint8Array(await new Response(await adapter.fetch(file)).arrayBuffer()), photo);

  tg.says(wang, wang, "", { document: { bytes: new Uint8Array(21 * 1024 * 1024), name: "大.mp4" } });
  const [big] = (await until(3))[2]?.files ?? [];
  assert.ok(big);
  const tooBig = (error: Error) => error instanceof UserError && error.message.includes("20 MB");
  await assert.rejects(adapter.fetch(big), tooBig);
  assert.equal(tg.calls("getFile"), 1); // the size was told, nothing was asked
  const untold: FileRef = { kind: "file", ref: big.ref };
  await assert.rejects(adapter.fetch(untold), tooBig);
  // A Bot API server of one's own has no such limit, and sizes may be wrong.
  const held = (file_size: number) => {
    const result = { file_id: "F", file_unique_id: "u", file_size, file_path: "x" };
    tg.faults.next("getFile", { kind: "answer", answer: { status: 200, body: { ok: true, result } } });
  };
  held(21 * 1024 * 1024);
  await assert.rejects(adapter.fetch(untold), tooBig);
  held(1000);
  tg.faults.next("file", { kind: "answer", answer: { status: 200, body: new Uint8Array(21 * 1024 * 1024) } });
  await assert.rejects(new Response(await adapter.fetch(untold)).arrayBuffer(), tooBig);
});

test("a download that breaks off or is answered with a page fails without naming the token", async (t) => {
  const { tg, adapter, until, wang } = await scene(t);
  tg.says(wang, wang, "", { photo: new Uint8Array(1000) });
  const [file] = (await until(2))[1]?.files ?? [];
  assert.ok(file);
  const read = async () => new Response(await adapter.fetch(file)).arrayBuffer();
  for (const fault of [rude.badGateway, rude.dropBefore, rude.half]) {
    tg.faults.next("file", fault);
    await assert.rejects(read(), (error: Error) => !`${error.message} ${error.cause}`.includes("TEST-TOKEN"));
  }
  assert.equal((await read()).byteLength, 1000);
});
