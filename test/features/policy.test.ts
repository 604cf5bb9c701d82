import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { budget } from "../../src/features/policy/answering/budget.ts";
import { reckonerOf } from "../../src/features/policy/answering/reckon.ts";
import { policyDesk, shelfOf } from "../../src/features/policy/desk.ts";
import { hearer } from "../../src/features/policy/hear.ts";
import { zh } from "../../src/features/policy/words.ts";
import { zh as zhAnswers } from "../../src/features/policy/words-answers.ts";
import type { Said } from "../../src/script.ts";
import { openTalk, words } from "../talk.ts";

/** A library of its own, to drop files into. */
function folder(
  t: TestContext,
  files: Record<string, string> = {},
): { dir: string; put(name: string, text: string): void } {
  const dir = mkdtempSync(join(tmpdir(), "yizhan-library-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  mkdirSync(join(dir, "policy"));
  const put = (name: string, text: string) => writeFileSync(join(dir, "policy", name), text);
  for (const [name, text] of Object.entries(files)) put(name, text);
  return { dir, put };
}

const says = (said: Said[]) => said.flatMap((one) => one.buttons?.map((button) => button.says) ?? []);

test("a question gets up to three passages in one message: letter-exact, with title, number, article and date", async (t) => {
  const talk = await openTalk(t);
  await talk.bind("g1", "东街");
  const said = await talk.group("g1", "wang", "问政策 送餐路上自己摔了算工伤不 我电话13912345678");
  assert.equal(said.length, 1);
  const text = words(said);
  assert.match(text, /^以下为文件原文，未经整理/);
  assert.match(text, /【示例】《骑手职业伤害保障示例办法（示例）》示例〔2025〕2号 第四条（自2025年8月1日起施行/);
  const file = readFileSync("library/policy/injury.md", "utf8");
  const article = file.slice(file.indexOf("骑手有下列情形之一的，应当确认"), file.indexOf("\n\n第五条"));
  assert.ok(text.includes(article));
  assert.doesNotMatch(text, /13912345678|摔了算/);
  assert.deepEqual(says(said), ["有用", "没用", "转人工"]);
  assert.ok((text.match(/《骑手|《站点|《暖心/g)?.length ?? 0) <= 3);
});

test("below the gate it says that it does not know, and 转人工 hands on that very question, once", async (t) => {
  const talk = await openTalk(t, { DUTY_PHONE: "0558-1234567" });
  const said = await talk.group("g1", "wang", "红烧肉怎么做");
  assert.match(words(said), /不知道/);
  assert.deepEqual(says(said), ["转人工"]);
  const handed = words(await talk.press("g1", "wang", "转人工"));
  assert.match(handed, /已经转给工作人员/);
  assert.match(handed, /0558-1234567/);
  assert.doesNotMatch(handed, /红烧肉/);
  assert.match(words(await talk.group("g1", "wang", "转人工")), /已经交给/);
  // Somebody else's person, and another question, are told again.
  assert.match(words(await talk.group("g1", "zhao", "转人工")), /已经转给/);
  assert.match(words(await talk.group("g1", "wang", "转人工 平台不给我报工伤")), /已经转给/);
});

test("off duty the telephone and the next time are said", async (t) => {
  const talk = await openTalk(t, { DUTY_PHONE: "0558-1234567" }, "2026-11-27T21:00:00+08:00");
  const text = words(await talk.direct("wang", "转人工"));
  // 27 November 2026 is a Friday.
  assert.match(text, /没有人值班，11月30日 \d\d:\d\d有人。着急请打 0558-1234567/);
});

test("a greeting, thanks, marks or nothing get a friendly line with the four entries", async (t) => {
  const talk = await openTalk(t);
  for (const text of ["你好", "在吗？", "？", "。。。", "😀😀", "谢谢！", "HELLO", "好的"]) {
    const said = await talk.group("g1", "wang", text);
    assert.deepEqual(says(said), ["学一点", "问政策", "提诉求", "招募令"], text);
    assert.doesNotMatch(words(said), /不知道/);
  }
});

test("问政策 alone asks for the question and hears the next message, addressed or not", async (t) => {
  const talk = await openTalk(t);
  assert.match(words(await talk.group("g1", "wang", "问政策")), /想问什么/);
  const said = await talk.line({ chat: "g1", from: "wang", text: "站点收押金合法吗" });
  assert.match(words(said), /第六条/);
  assert.equal((await talk.line({ chat: "g1", from: "wang", text: "站点收押金合法吗" })).length, 0);
  // Whatever else the sentence looks like.
  assert.match(words(await talk.group("g1", "wang", "问政策 取消报名志愿服务扣时长吗")), /第九条/);
});

test("a long article is cut at a sentence, and 看全文 gives all of it", async (t) => {
  const sentences = Array.from({ length: 110 }, (_, i) => `头盔第${i}项检查应当每月进行，并且登记。`).join("");
  const { dir } = folder(t, { "helmet.md": `---\ntitle: 头盔办法\n---\n第七条 ${sentences}\n第八条 完。` });
  const talk = await openTalk(t, { LIBRARY_DIR: dir });
  const said = await talk.group("g1", "wang", "问政策 头盔多久检查登记");
  const shown = /第七条\n(头盔[\s\S]*?。)…（全文回复 看全文）/.exec(words(said))?.[1] ?? "";
  assert.ok(shown.length > 200 && shown.length <= 300 && sentences.startsWith(shown));
  assert.deepEqual(says(said), ["看全文", "有用", "没用", "转人工"]);
  const whole = (await talk.press("g1", "wang", "看全文")).map((one) => one.text);
  assert.equal(whole.join("").replace("《头盔办法》第七条全文：\n", ""), sentences);
  // Under somebody else's answer it works too; where nothing was cut it says so.
  assert.ok((await talk.press("g1", "zhao", "看全文")).length > 0);
  await talk.group("g1", "wang", "红烧肉怎么做");
  assert.match(words(await talk.group("g1", "wang", "看全文")), /没有没显示完/);
});

test("a file dropped in, changed or taken away counts from the next question on", async (t) => {
  const { dir, put } = folder(t);
  const talk = await openTalk(t, { LIBRARY_DIR: dir });
  const ask = async () => words(await talk.group("g1", "wang", "问政策 雨衣多久发一次"));
  assert.match(await ask(), /不知道/);
  const later = () => new Promise((resolve) => setTimeout(resolve, 30));
  put("rain.md", "---\ntitle: 雨衣办法\n---\n第三条 雨衣每年发一次。");
  await until(ask, /第三条\n雨衣每年发一次。/);
  put("rain.md", "---\ntitle: 雨衣办法\n---\n第三条 雨衣每两年发放一次。");
  await until(ask, /雨衣每两年发放一次。/);
  rmSync(join(dir, "policy", "rain.md"));
  await until(ask, /不知道/);

  /** Looking is rationed to a hundredth of the time: a slow disk is given a few tries. */
  async function until(say: () => Promise<string>, found: RegExp): Promise<void> {
    for (let i = 0; i < 100; i++) {
      if (found.test(await say())) return;
      await later();
    }
    assert.match(await say(), found);
  }
});

test("as the days go by a text comes into force and ends", async (t) => {
  const text =
    "---\ntitle: 电梯办法\neffective: 2026-11-25\nrepealed: 2026-12-01\n---\n第二条 电梯故障耽误的，不算超时。";
  const talk = await openTalk(t, { LIBRARY_DIR: folder(t, { "lift.md": text }).dir });
  await talk.clock("2026-11-24T23:59:00+08:00");
  const ask = async () => words(await talk.group("g1", "wang", "问政策 电梯故障耽误算超时吗"));
  const early = await ask();
  assert.match(early, /《电梯办法》第二条写到相关内容，但这份文件到2026年11月25日才施行/);
  assert.doesNotMatch(early, /不算超时/);
  // The day begins in the bot's time zone, not in Greenwich.
  await talk.clock("2026-11-25T00:01:00+08:00");
  assert.match(await ask(), /第二条（自2026年11月25日起施行）\n电梯故障耽误的，不算超时。/);
  await talk.clock("2026-12-01T00:01:00+08:00");
  assert.match(await ask(), /已于2026年12月1日废止/);
});

test("a hundred thousand characters are answered kindly, within 50 ms of thinking", async (t) => {
  const talk = await openTalk(t);
  await talk.direct("wang", "你好");
  const long = "工资".repeat(50_000);
  assert.match(words(await talk.direct("wang", `问政策 ${long}`)), /两千字以内/);
  assert.match(words(await talk.direct("wang", long)), /两千字以内/);
  const { kit, directory } = talk.script.app;
  const by = await directory.of("terminal:wang");
  const shelf = shelfOf(kit);
  const hear = hearer({ kit, shelf, reckon: reckonerOf(kit, shelf), budget: budget(kit), w: zh, a: zhAnswers });
  const from = by.address;
  const message = {
    id: "terminal:x",
    chat: from,
    from,
    name: "",
    addressed: true,
    text: long,
    files: [],
    at: "",
  } as const;
  const runs: number[] = [];
  for (let i = 0; i < 3; i++) {
    const began = performance.now();
    await hear({ message: { ...message, files: [] }, by, rest: long }, long);
    runs.push(performance.now() - began);
  }
  assert.ok(Math.min(...runs) < 50, `${runs} ms`);
  assert.match(words(await talk.direct("wang", "问政策 工资什么时候发")), /第五条/);
});

test("有用 and 没用 are counted once each person, without question or name", async (t) => {
  const talk = await openTalk(t);
  await talk.group("g1", "wang", "问政策 驿站几点开门");
  await talk.press("g1", "wang", "有用");
  await talk.press("g1", "wang", "有用");
  assert.deepEqual(says(await talk.press("g1", "zhao", "没用")), ["转人工"]);
  assert.match(words(await talk.group("g2", "sun", "有用")), /还没有可以评价/);
  const rows = await rowsOf(talk, "policy_feedback");
  assert.deepEqual(rows.map((row) => [row.day, row.useful]).sort(), [
    ["2026-11-23", 0],
    ["2026-11-23", 1],
  ]);
  assert.ok(rows.every((row) => String(row.quoted).includes("《暖心驿站服务示例规范（示例）》第二条")));
  assert.doesNotMatch(JSON.stringify(rows), /几点开门|wang|zhao/);
});

test("the last question is exported, erased, and gone by itself after a day", async (t) => {
  const talk = await openTalk(t);
  await talk.direct("wang", "问政策 驿站几点开门");
  assert.match(words(await talk.direct("wang", "我的数据")), /最近问过：驿站几点开门/);
  await talk.direct("wang", "删除我的数据");
  await talk.press("@wang", "wang", "确认删除");
  assert.deepEqual(await rowsOf(talk, "policy_last"), []);
  await talk.group("g1", "zhao", "问政策 驿站几点开门");
  assert.equal((await rowsOf(talk, "policy_last")).length, 1);
  await talk.clock("2026-11-24T10:00:00+08:00");
  assert.deepEqual(await rowsOf(talk, "policy_last"), []);
});

test("a restart forgets nothing: 转人工 still knows the question", async (t) => {
  const talk = await openTalk(t);
  await talk.group("g1", "wang", "红烧肉怎么做");
  await talk.restart();
  assert.match(words(await talk.group("g1", "wang", "转人工")), /已经转给/);
  assert.match(JSON.stringify(await rowsOf(talk, "policy_last")), /红烧肉怎么做/);
});

test("the desk: the fixed keys of ask, dates, import, list", async (t) => {
  const { dir, put } = folder(t, {
    "sound.md": "---\ntitle: 甲办法\nnumber: 甲〔2025〕1号\neffective: 2025-01-01\n---\n第九条 手套每季度发一副。",
  });
  const talk = await openTalk(t, { LIBRARY_DIR: dir });
  const { kit, database } = talk.script.app;
  const desk = policyDesk(kit);
  const { ms, ...answer } = await desk.ask("手套多久发一副");
  assert.ok(ms >= 0);
  assert.equal(answer.passages.length, 1);
  const score = answer.passages[0]?.score ?? 0;
  assert.deepEqual(answer, {
    status: "passages",
    sentences: [],
    passages: [
      {
        title: "甲办法",
        article: "第九条",
        number: "甲〔2025〕1号",
        effective: "2025-01-01",
        repealed: null,
        text: "手套每季度发一副。",
        score,
      },
    ],
    source: "extract",
  });
  assert.ok(score > 0 && score === Math.round(score * 10_000) / 10_000);
  assert.equal((await desk.ask("手套多久发一副", "2024-12-31")).status, "refused");
  assert.equal((await desk.ask("红烧肉怎么做")).status, "refused");
  await assert.rejects(desk.ask("手套", "去年"), { name: "UserError" });

  const inbox = mkdtempSync(join(tmpdir(), "yizhan-inbox-"));
  t.after(() => rmSync(inbox, { recursive: true, force: true }));
  mkdirSync(join(inbox, "sub"));
  const write = (name: string, content: string | Buffer) => writeFileSync(join(inbox, name), content);
  write("a.md", "---\ntitle: 乙办法\n---\n第四条 水壶坏了可以换新的。");
  write("b.txt", "第一条 促進發（fā）展。");
  write("c.pdf", "%PDF");
  write("sub/d.md", readFileSync(join(dir, "policy", "sound.md")));
  const within = database.unit.bind(database);
  const run = async () => (await desk.importPaths([inbox, join(inbox, "none.md")], within)).map((one) => one.status);
  assert.deepEqual(await run(), ["added", "flagged", "refused", "unchanged", "refused"]);
  assert.deepEqual(await run(), ["unchanged", "unchanged", "refused", "unchanged", "refused"]);
  assert.equal(await desk.knows("水壶坏了能换吗"), true);
  assert.equal(await desk.knows("红烧肉怎么做"), false);
  assert.match(
    words(await talk.group("g1", "wang", "问政策 水壶坏了能换吗")),
    /《乙办法》 第四条\n水壶坏了可以换新的。/,
  );
  const listed = await desk.list("2024-06-01");
  assert.deepEqual(listed.map((one) => [one.title, one.origin, one.status]).sort(), [
    ["b", "import", "unclear"],
    ["乙办法", "import", "in-force"],
    ["甲办法", "file", "not-yet"],
  ]);
  await talk.restart();
  put("sound.md", "---\ntitle: 甲办法\n---\n第九条 手套每月发一副。");
  const again = policyDesk(talk.script.app.kit);
  assert.match(await again.tell("水壶坏了能换吗"), /水壶坏了可以换新的。/);
  assert.match(await again.tell("手套多久发一副"), /手套每月发一副。/);
});

/** Every row of a table, straight from the store. */
async function rowsOf(talk: Awaited<ReturnType<typeof openTalk>>, table: string): Promise<Record<string, unknown>[]> {
  const db = talk.script.app.database.db.withTables<Record<string, Record<string, unknown>>>();
  return db.selectFrom(table).selectAll().execute();
}
