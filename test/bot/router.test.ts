import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { UserError } from "#bot";
import { openTestCore, type TestCoreOptions } from "../core.ts";

const register: TestCoreOptions["register"] = (registry) => {
  const ask = registry.dialog("ask", z.object({ n: z.number() }), async ({ message }, state, again) => {
    if (message.text === "错") throw new UserError("请写数字");
    if (message.text === "完") return { text: `共 ${state.n}` };
    return { text: `第 ${state.n + 1}`, buttons: [{ label: "看", says: "看" }], next: again({ n: state.n + 1 }) };
  });
  registry.command({ name: "start", words: ["问"], examples: [], about: "" }, async () => ({
    text: "第 0",
    next: ask({ n: 0 }),
  }));
  registry.command({ name: "look", words: ["看"], examples: [], about: "" }, async () => ({ text: "命令" }));
  registry.command({ name: "find", words: ["查进度 …"], examples: [], about: "" }, async ({ rest }) => ({
    text: `查 ${rest}`,
  }));
  registry.command({ name: "rule", words: ["管"], examples: [], about: "", role: "admin" }, async () => ({
    text: "管了",
  }));
  registry.otherwise(async ({ message }) => ({ text: `其他 ${message.text}` }));
};
const last = (bot: { texts(): string[] }) => bot.texts().at(-1);

test("a dialog hears the next message, also unaddressed, until it ends; then nothing unaddressed is heard", async (t) => {
  const bot = await openTestCore(t, { register });
  await bot.say({ text: "问" });
  await bot.say({ text: "嗯", addressed: false });
  assert.equal(last(bot), "第 1");
  await bot.say({ text: "嗯", addressed: false, from: "test:zhao" });
  await bot.say({ text: "完", addressed: false });
  assert.equal(last(bot), "共 1");
  await bot.say({ text: "嗯", addressed: false });
  assert.equal(bot.texts().length, 3);
});

test("a dialog outlives a restart", async (t) => {
  let bot = await openTestCore(t, { register });
  await bot.say({ text: "问" });
  bot = await bot.again();
  await bot.say({ text: "嗯" });
  assert.equal(last(bot), "第 1");
});

test("exact words and numbers break through a dialog, which stays open; its own buttons do not", async (t) => {
  const bot = await openTestCore(t, { register });
  await bot.say({ text: "问" });
  await bot.say({ text: "看" });
  assert.equal(last(bot), "命令");
  await bot.say({ text: "查进度 482913" });
  assert.equal(last(bot), "查 482913");
  await bot.say({ text: "嗯" });
  assert.equal(last(bot), "第 1");
  await bot.say({ text: "看" });
  assert.equal(last(bot), "第 2", "the dialog had offered this word itself");
});

test("a question from elsewhere is heard first; then the interrupted dialog goes on", async (t) => {
  const bot = await openTestCore(t, {
    register: (registry) => {
      register(registry);
      const back = registry.dialog("back", z.object({}), async ({ message }, _, again) =>
        message.text === "等等" ? { text: "好，您说", next: again({}) } : { text: `答 ${message.text}` },
      );
      registry.command({ name: "askback", words: ["追问"], examples: [], about: "" }, async () => ({
        to: "test:wang",
        text: "请问",
        next: back({}),
      }));
    },
  });
  await bot.say({ text: "问", chat: "test:wang" });
  await bot.say({ text: "追问", chat: "test:g2", from: "test:sun" });
  await bot.say({ text: "等等", chat: "test:wang" });
  await bot.say({ text: "甲", chat: "test:wang" });
  assert.equal(last(bot), "答 甲");
  await bot.say({ text: "嗯", chat: "test:wang" });
  assert.equal(last(bot), "第 1");
});

test("取消 leaves any dialog", async (t) => {
  const bot = await openTestCore(t, { register });
  await bot.say({ text: "问" });
  await bot.say({ text: "取消" });
  assert.match(last(bot) ?? "", /退出/);
  await bot.say({ text: "嗯" });
  assert.equal(last(bot), "其他 嗯");
});

test("what a UserError says is said, and the dialog stays open", async (t) => {
  const bot = await openTestCore(t, { register });
  await bot.say({ text: "问" });
  await bot.say({ text: "错" });
  assert.equal(last(bot), "请写数字");
  await bot.say({ text: "嗯" });
  assert.equal(last(bot), "第 1");
});

test("the number to call comes first, whatever is open", async (t) => {
  const bot = await openTestCore(t, { register });
  await bot.say({ text: "问" });
  await bot.say({ text: "着火了" });
  assert.match(last(bot) ?? "", /^先打 119\n\n第 1$/);
  await bot.say({ text: "着火了", from: "test:zhao" });
  assert.equal(last(bot), "先打 119");
});

test("the number to call comes even before the notice", async (t) => {
  const bot = await openTestCore(t, { register, met: new Set() });
  await bot.say({ text: "着火了", chat: "test:wang" });
  assert.equal(bot.texts()[0], "先打 119\n\n告知");
  assert.equal(bot.texts().filter((text) => text.includes("119")).length, 1);
});

test("a role is asked of whoever speaks", async (t) => {
  const bot = await openTestCore(t, { register, admins: ["test:boss"] });
  await bot.say({ text: "管" });
  assert.match(last(bot) ?? "", /管理员/);
  await bot.say({ text: "管", from: "test:boss" });
  assert.equal(last(bot), "管了");
});

test("numbered words stand in for buttons, for the person asked, for ten minutes", async (t) => {
  const bot = await openTestCore(t, {
    traits: { buttons: false },
    register: (registry) => {
      registry.command({ name: "look", words: ["看 …"], examples: [], about: "" }, async ({ rest }) => ({
        text: `看 ${rest}`,
      }));
      registry.otherwise(async () => ({
        text: "选",
        buttons: [
          { label: "甲", says: "看 甲" },
          { label: "乙", says: "看 乙" },
        ],
      }));
    },
  });
  await bot.say({ text: "x" });
  assert.match(last(bot) ?? "", /1 甲　2 乙/);
  await bot.say({ text: "2", addressed: false, from: "test:zhao" });
  assert.equal(bot.texts().length, 1);
  await bot.say({ text: "２", addressed: false });
  assert.equal(last(bot), "看 乙");
  await bot.say({ text: "x" });
  await bot.advance(11 * 60_000);
  await bot.say({ text: "1", addressed: false });
  assert.equal(bot.texts().length, 3);
});

test("a bare number answers the question that was asked last, not an older choice", async (t) => {
  const bot = await openTestCore(t, {
    traits: { buttons: false },
    register: (registry) => {
      const many = registry.dialog("many", z.object({}), async ({ message }) => ({ text: `${message.text} 人` }));
      registry.command({ name: "count", words: ["人数"], examples: [], about: "" }, async () => ({
        text: "几人？",
        next: many({}),
      }));
      registry.otherwise(async () => ({
        text: "选",
        buttons: [
          { label: "甲", says: "甲" },
          { label: "乙", says: "乙" },
        ],
      }));
    },
  });
  await bot.say({ text: "x" });
  await bot.say({ text: "人数" });
  await bot.say({ text: "2" });
  assert.equal(last(bot), "2 人");
});

test("what is written and what is said are kept together or not at all", async (t) => {
  let fail = true;
  const bot = await openTestCore(t, {
    register: (registry) => {
      registry.tables("notes", [{ id: "001", up: ["create table notes (text text not null)"] }]);
      registry.otherwise(async ({ message }) => async (tx) => {
        await tx.withTables<{ notes: { text: string } }>().insertInto("notes").values({ text: message.text }).execute();
        if (fail) throw new Error("after the write");
        const rows = await tx.withTables<{ notes: { text: string } }>().selectFrom("notes").select("text").execute();
        return { text: `${rows.length} 条` };
      });
    },
  });
  await bot.say({ text: "x" });
  fail = false;
  await bot.advance(1_000);
  assert.deepEqual(bot.texts(), ["1 条"]);
});

test("a button that says too much is a fault, not a cut word", async (t) => {
  const bot = await openTestCore(t, {
    register: (registry) =>
      registry.otherwise(async () => ({ text: "x", buttons: [{ label: "x", says: "长".repeat(17) }] })),
  });
  await bot.say({ text: "x" });
  assert.deepEqual(bot.texts(), []);
});

test("an answer goes to the topic it was asked in; what is said elsewhere carries none", async (t) => {
  const register: TestCoreOptions["register"] = (registry) =>
    registry.otherwise(async () => [{ text: "这里" }, { text: "那里", to: "test:g2" }]);
  const bot = await openTestCore(t, { register });
  await bot.say({ text: "问", topic: "7" });
  // Two chats are spoken to side by side: which hears first is luck.
  const topics = Object.fromEntries(bot.platform.shown.map(({ reply }) => [reply.text, reply.topic]));
  assert.deepEqual(topics, { 这里: "7", 那里: undefined });
});
