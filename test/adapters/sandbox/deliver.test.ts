import assert from "node:assert/strict";
import { test } from "node:test";
import { DeliveryError } from "#bot";
import { setUp } from "./house.ts";

const outcome = (wanted: DeliveryError["outcome"]) => (error: unknown) =>
  error instanceof DeliveryError && error.outcome === wanted;

test("the same key is shown once, for as long as promised", async () => {
  const set = await setUp();
  const first = await set.adapter.send("sandbox:g1", { text: "今日一学" }, "k1");
  assert.deepEqual(await set.adapter.send("sandbox:g1", { text: "今日一学" }, "k1"), first);
  assert.equal((await set.state()).shown.length, 1);
  set.clock.set(set.clock.now() + set.adapter.traits.idempotentForMs - 1);
  assert.deepEqual(await set.adapter.send("sandbox:g1", { text: "今日一学" }, "k1"), first);
  set.clock.set(set.clock.now() + 2);
  await set.adapter.send("sandbox:g1", { text: "今日一学" }, "k1");
  assert.equal((await set.state()).shown.length, 2);
});

test("buttons, mentions, files and private words are shown where they belong", async () => {
  const set = await setUp();
  const hash = "ab".repeat(32);
  await set.adapter.send(
    "sandbox:wang",
    {
      text: "收到",
      buttons: [
        { label: "解决了", says: "解决了 D7" },
        { label: "私聊", says: "帮助", private: true },
      ],
      mentions: ["sandbox:wang"],
      files: [{ kind: "image", ref: `file:${hash}`, bytes: 9 }],
    },
    "k1",
  );
  const { at: _, id: __, ...line } = await set.last("wang");
  assert.deepEqual(line, {
    chat: "sandbox:wang",
    from: "sandbox:xiaoyi",
    kind: "said",
    text: "收到",
    // The way to the direct chat is left out: here the bot may write first.
    buttons: [{ label: "解决了", says: "解决了 D7" }],
    mentions: ["sandbox:wang"],
    files: [{ kind: "image", url: `api/files/${hash}`, bytes: 9 }],
  });
});

test("a living card changes in place, loses its buttons when it has none, and can be taken back", async () => {
  const set = await setUp();
  const { edit, recall } = set.adapter;
  assert.ok(edit && recall);
  const receipt = await set.adapter.send(
    "sandbox:g1",
    { text: "已报 0 人", living: "A12", buttons: [{ label: "报名", says: "报名 A12" }] },
    "k1",
  );
  assert.deepEqual(await edit(receipt, { text: "已报满", living: "A12" }), receipt);
  const line = await set.last("g1");
  assert.deepEqual([line.text, line.buttons, line.edits, line.living], ["已报满", undefined, 1, true]);
  await recall(receipt);
  assert.deepEqual([(await set.last("g1")).gone, (await set.last("g1")).text], [true, ""]);
  assert.equal((await set.state()).shown.length, 1);
});

test("after a restart an edit shows the card anew, once", async () => {
  const before = await setUp();
  const receipt = await before.adapter.send("sandbox:g1", { text: "已报 0 人", living: "A12" }, "k1");
  const set = await setUp();
  const { edit } = set.adapter;
  assert.ok(edit);
  const anew = await edit(receipt, { text: "已报 1 人", living: "A12" });
  assert.notEqual(anew.id, receipt.id);
  assert.deepEqual(await edit(receipt, { text: "已报 2 人", living: "A12" }), anew);
  const { shown } = await set.state();
  assert.deepEqual(
    shown.map(({ text }) => text),
    ["已报 2 人"],
  );
});

test("a receipt of another platform is refused, not guessed at", async () => {
  const set = await setUp();
  await assert.rejects(
    async () => set.adapter.edit?.({ id: "x", chat: "lark:oc" }, { text: "好" }),
    outcome("refused"),
  );
  await assert.rejects(async () => set.adapter.edit?.({ id: "x" }, { text: "好" }), outcome("refused"));
});

test("a group or person made before a restart is there again when spoken to", async () => {
  const set = await setUp();
  await set.adapter.send("sandbox:g7", { text: "早" }, "k1");
  await set.adapter.send("sandbox:p4", { text: "早" }, "k2");
  const { rooms, people } = await set.state();
  assert.ok(rooms.some(({ address, bot }) => address === "sandbox:g7" && bot));
  assert.ok(people.some(({ address }) => address === "sandbox:p4"));
});

test("a text longer than claimed is several lines, the last with the buttons; taken back, all of them go", async () => {
  const set = await setUp();
  const { textBytes } = set.adapter.traits;
  await set.adapter.send("sandbox:g1", { text: "a".repeat(textBytes) }, "k1");
  assert.equal((await set.state()).shown.length, 1, "one just as long is one line");
  const sentences = "骑手在送餐途中受到事故伤害的，按照规定处理。\n".repeat(1_000).trim();
  const long = { text: sentences, buttons: [{ label: "有用", says: "有用" }], mentions: ["sandbox:wang" as const] };
  const receipt = await set.adapter.send("sandbox:g1", long, "k2");
  assert.deepEqual(await set.adapter.send("sandbox:g1", long, "k2"), receipt, "and shown once");
  const lines = (await set.state()).shown.slice(1);
  assert.ok(lines.length > 1 && lines.every(({ text }) => Buffer.byteLength(text) <= textBytes));
  assert.equal(lines.map(({ text }) => text).join("\n"), sentences, "cut between sentences, and nothing is left out");
  assert.deepEqual(
    lines.map(({ buttons }) => buttons?.length ?? 0),
    [...lines.slice(1).map(() => 0), 1],
  );
  assert.equal(lines.at(-1)?.id, receipt.id);
  await set.adapter.recall?.(receipt);
  assert.ok((await set.state()).shown.slice(1).every(({ gone }) => gone));
});

test("a living line that grows too long stays one line, with a sign that there was more", async () => {
  const set = await setUp();
  const { textBytes } = set.adapter.traits;
  const receipt = await set.adapter.send("sandbox:g1", { text: "已报 0 人", living: "A12" }, "k1");
  await set.adapter.edit?.(receipt, { text: "长".repeat(textBytes), living: "A12" });
  const { shown } = await set.state();
  assert.equal(shown.length, 1);
  assert.match(shown[0]?.text ?? "", /……$/);
  assert.ok(Buffer.byteLength(shown[0]?.text ?? "") <= textBytes);
});

test("a failure that was asked for strikes once, and tells the truth about what was shown", async () => {
  const set = await setUp();
  const ask = (fault: string | null) => set.post("/api/fault", { fault });
  const count = async () => (await set.state()).shown.length;
  const send = (key: string) => set.adapter.send("sandbox:g1", { text: key }, key);

  await ask("not-sent");
  await assert.rejects(send("a"), outcome("not-sent"));
  assert.equal(await count(), 0);
  await send("a");
  assert.equal(await count(), 1);

  await ask("unknown");
  await assert.rejects(send("b"), outcome("unknown"));
  assert.equal(await count(), 2, "it was shown");
  await send("b");
  assert.equal(await count(), 2, "and the same key does not show it twice");

  await ask("refused");
  await assert.rejects(send("c"), outcome("refused"));
  await ask("refused");
  await ask(null);
  await send("d");
  assert.equal(await count(), 3);
  assert.equal((await ask("often")).status, 400);
});

test("a bot that was taken out of a group can neither hear nor speak there until it is back", async () => {
  const set = await setUp();
  const move = (present: boolean) => set.post("/api/bot", { as: "sandbox:li", chat: "sandbox:g1", present });
  await move(false);
  assert.equal(set.heard.at(-1)?.event, "removed");
  await set.say("wang", "g1", "@小驿 帮助");
  assert.equal(set.heard.length, 1);
  await assert.rejects(set.adapter.send("sandbox:g1", { text: "早" }, "k1"), outcome("refused"));
  await move(true);
  await move(true);
  assert.equal(set.heard.at(-1)?.event, "added");
  assert.equal(set.heard.length, 2);
  await set.adapter.send("sandbox:g1", { text: "早" }, "k1");
});
