/** What is more than words: buttons, messages that live, pictures. */
import assert from "node:assert/strict";
import { DeliveryError } from "#bot";
import type { Check } from "../check.ts";
import { NotClaimed, type Stage } from "../stage.ts";
import { picture } from "./storing.ts";

/** Sixteen 汉字: 48 bytes, the longest that a button may say. */
const LONGEST = "报名参加周六上午的护送考生志愿队";

function wantsButtons({ bench }: Stage): void {
  if (!bench.adapter.traits.buttons) throw new NotClaimed("buttons");
}

/** Presses what is labelled so under the last message that has buttons. */
async function presses(stage: Stage, label: string, by = stage.bench.person) {
  const { bench, heard } = stage;
  const on = (await bench.seen(bench.group)).findLast((one) => one.buttons.includes(label));
  assert.ok(on, `there is no button 「${label}」`);
  const before = heard.length;
  await bench.press(by, on, label);
  await stage.until(() => heard.length > before, `the press on 「${label}」 is heard`);
  return heard[before];
}

export const showing: Check[] = [
  {
    name: "a press says what its button says",
    proves: ["buttons"],
    async run(stage) {
      wantsButtons(stage);
      const { bench, shows } = stage;
      const buttons = [
        { label: "报名", says: "报名 A12" },
        { label: "不去了", says: "退出 A12" },
      ];
      const { receipt } = await shows(bench.group, { text: "周六护送考生，谁去？", buttons });
      const message = await presses(stage, "不去了", bench.other);
      const { text, addressed, chat, from, replyTo } = message ?? {};
      assert.deepEqual(
        { text, addressed, chat, from, replyTo },
        { text: "退出 A12", addressed: true, chat: bench.group, from: bench.other, replyTo: receipt.id },
      );
    },
  },
  {
    name: "48 bytes behind a button survive",
    async run(stage) {
      wantsButtons(stage);
      assert.equal(Buffer.byteLength(LONGEST), 48);
      await stage.shows(stage.bench.group, { text: "选一个", buttons: [{ label: "报名", says: LONGEST }] });
      assert.equal((await presses(stage, "报名"))?.text, LONGEST);
    },
  },
  {
    name: "two presses are two messages",
    async run(stage) {
      wantsButtons(stage);
      await stage.shows(stage.bench.group, { text: "选一个", buttons: [{ label: "报名", says: "报名 A12" }] });
      const first = await presses(stage, "报名");
      const second = await presses(stage, "报名", stage.bench.other);
      assert.notEqual(first?.id, second?.id);
    },
  },
  {
    name: "a living message changes in place",
    async run(stage) {
      const { bench, shows } = stage;
      const { adapter, group } = bench;
      if (!adapter.edit) throw new NotClaimed("edit");
      const buttons = [{ label: "报名", says: "报名 A12" }];
      const { receipt, seen } = await shows(group, { text: "报名 0 / 2 人", living: "A12", buttons });
      const before = (await bench.seen(group)).length;
      assert.ok(seen.length > 0);
      // Some platforms allow a change only in answer to a press, so it is one.
      if (adapter.traits.buttons) await presses(stage, "报名");
      const now = await adapter.edit(receipt, { text: "报名 1 / 2 人", living: "A12", buttons });
      const after = await bench.seen(group);
      assert.equal(after.length, before, "it was said anew");
      assert.ok(after.some((one) => one.text.includes("报名 1 / 2 人")));
      assert.ok(!after.some((one) => one.text.includes("0 / 2")), "the old words are still shown");
      assert.equal(now.id, receipt.id);
    },
  },
  {
    name: "a change that changes nothing is no fault",
    async run(stage) {
      const { adapter, group } = stage.bench;
      if (!adapter.edit) throw new NotClaimed("edit");
      const reply = { text: "报名 0 / 2 人", living: "A12", buttons: [{ label: "报名", says: "报名 A12" }] };
      const { receipt } = await stage.shows(group, reply);
      if (adapter.traits.buttons) await presses(stage, "报名");
      await adapter.edit(receipt, reply);
    },
  },
  {
    name: "what is taken back is gone, also twice",
    async run({ bench, shows }) {
      const { adapter, group } = bench;
      if (!adapter.recall) throw new NotClaimed("recall");
      const { receipt } = await shows(group, { text: "作废的通知", living: "old" });
      await adapter.recall(receipt);
      const shown = await bench.seen(group);
      assert.ok(!shown.some((one) => one.text.includes("作废的通知")), "it is still shown");
      await adapter.recall(receipt);
    },
  },
  {
    name: "pictures are shown byte for byte",
    async run({ bench, shows }) {
      const bytes = picture(50_003);
      const { seen } = await shows(bench.group, { text: "今日学习", files: [bench.keep(bytes)] });
      const shown = seen.flatMap((one) => one.pictures);
      assert.equal(shown.length, 1);
      assert.ok(shown[0]?.equals(bytes), "the bytes differ");
      assert.ok(seen.some((one) => one.text.includes("今日学习")));
    },
  },
  {
    name: "the way to the direct chat is shown",
    async run({ bench, shows }) {
      const { adapter, group } = bench;
      if (adapter.traits.coldDirect) throw new NotClaimed("the bot may write first");
      const buttons = [{ label: "私下说", says: "继续 K7M2", private: true as const }];
      const { seen } = await shows(group, { text: "我们私下说。", buttons });
      const told = seen.some((one) => [one.text, ...one.links].some((words) => words.includes("K7M2")));
      assert.ok(told, "nothing leads to the direct chat");
    },
  },
  {
    name: "writes to a person who never wrote to it",
    proves: ["coldDirect"],
    async run({ bench }) {
      if (!bench.adapter.traits.coldDirect) throw new NotClaimed("coldDirect");
      const stranger = bench.stranger();
      await bench.adapter.send(stranger, { text: "您好，我是小驿。" }, "cold").catch((error: unknown) => {
        throw new Error(error instanceof DeliveryError ? `it was ${error.outcome}` : "it failed");
      });
      assert.equal((await bench.seen(stranger)).length, 1);
    },
  },
];
