/** Living cards: changed in place, taken back, said anew when that is impossible. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { DeliveryError, type FileRef } from "#bot";
import { telegramEmulator } from "../../emulators/telegram/index.ts";
import { rude } from "../../emulators/telegram/rude.ts";
import { listening, testHouse } from "./house.ts";

async function scene(t: TestContext) {
  const tg = await telegramEmulator();
  t.after(() => tg.close());
  const house = testHouse();
  const { adapter } = await listening(tg, house);
  t.after(() => adapter.stop());
  tg.group(-1001, "东街骑手群");
  const say = (text: string, files?: FileRef[]) =>
    adapter.send("telegram:-1001", { text, ...(files && { files }) }, text);
  return { tg, house, adapter, say };
}

const outcome = (wanted: string) => (error: unknown) => error instanceof DeliveryError && error.outcome === wanted;

test("a card is changed in place, buttons too; the same words again are no failure", async (t) => {
  const { tg, adapter, say } = await scene(t);
  const receipt = await say("已报 1 人");
  const reply = { text: "已报 **2** 人", buttons: [{ label: "我报名", says: "报名 A12" }] };
  const edited = await adapter.edit(receipt, reply);
  assert.equal(edited.id, receipt.id);
  assert.deepEqual(await adapter.edit(edited, reply), edited);
  const [sent] = tg.sent;
  assert.ok(sent);
  assert.equal(tg.shown(sent)?.text, "已报 2 人");
  assert.equal(tg.shown(sent)?.reply_markup?.inline_keyboard[0]?.[0]?.text, "我报名");
  await adapter.edit(edited, { text: "已满" });
  assert.equal(tg.shown(sent)?.reply_markup, undefined);
});

test("an edit that broke off may be repeated, since it changes nothing: not-sent", async (t) => {
  const { tg, adapter, say } = await scene(t);
  const receipt = await say("已报 1 人");
  for (const fault of [rude.drop, rude.badGateway, rude.tooMany(2)]) {
    tg.faults.next("editMessageText", fault);
    await assert.rejects(adapter.edit(receipt, { text: "已报 2 人" }), outcome("not-sent"));
  }
  await adapter.edit(receipt, { text: "已报 2 人" });
});

test("an edit of what is gone, or of what has no room, is refused so that it is said anew", async (t) => {
  const { adapter, say } = await scene(t);
  const receipt = await say("一");
  await assert.rejects(adapter.edit(receipt, { text: "长".repeat(5000) }), outcome("refused"));
  await assert.rejects(adapter.edit(receipt, { text: "" }), outcome("refused"));
  await adapter.recall(receipt);
  await assert.rejects(adapter.edit(receipt, { text: "二" }), outcome("refused"));
  await assert.rejects(adapter.edit({ id: "lark:om_1" }, { text: "二" }), outcome("refused"));
});

test("taking back what is gone already is success; a long text goes with all its pieces", async (t) => {
  const { tg, adapter, say } = await scene(t);
  const receipt = await say("字".repeat(9000));
  await adapter.recall(receipt);
  await adapter.recall(receipt);
  assert.deepEqual(
    tg.sent.filter((sent) => sent.message).map((sent) => tg.shown(sent)),
    [undefined, undefined, undefined],
  );
  tg.faults.next("deleteMessage", rude.drop);
  await assert.rejects(adapter.recall(receipt), outcome("not-sent"));
});

test("a long card that gets short leaves no stale piece", async (t) => {
  const { tg, adapter, say } = await scene(t);
  const receipt = await say("字".repeat(9000));
  const edited = await adapter.edit(receipt, { text: "短" });
  const left = tg.sent.filter((sent) => sent.method === "sendMessage").map((sent) => tg.shown(sent)?.text);
  assert.deepEqual(left, [undefined, undefined, "短"]);
  assert.deepEqual(edited, { id: receipt.id, texts: 1 });
});

test("the words under a photo are changed, the photo stays", async (t) => {
  const { tg, house, adapter, say } = await scene(t);
  house.stored.set("abc", Buffer.from("PNG"));
  const files: FileRef[] = [{ kind: "image", ref: "file:abc" }];
  const receipt = await say("待认领", files);
  const edited = await adapter.edit(receipt, { text: "已认领", files });
  const [sent] = tg.sent;
  assert.ok(sent);
  assert.equal(tg.shown(sent)?.caption, "已认领");
  assert.ok(tg.shown(sent)?.photo);
  assert.deepEqual(edited, receipt);
});
