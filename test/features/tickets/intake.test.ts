import assert from "node:assert/strict";
import { test } from "node:test";
import { words } from "../../talk.ts";
import { complain, kept, labels, numberIn, photo, street, to } from "./talk.ts";

test("in the direct chat a complaint takes four turns and every word of the card was previewed", async (t) => {
  const talk = await street(t);
  await talk.direct("wang", "提诉求 平台乱扣我五十块，打我电话 138 1234 5678");
  await talk.press("@wang", "wang", "跳过");
  const preview = words(await talk.press("@wang", "wang", "实名"));
  const filed = await talk.press("@wang", "wang", "提交");
  const card = words(filed, "g2");
  assert.match(card, /138\*\*\*\*5678/);
  assert.doesNotMatch(card, /1234 5678/);
  assert.match(card, /王师傅（实名）/);
  for (const line of card.split("\n").filter((one) => /^(事|在|谁)：/.test(one)))
    assert.ok(preview.includes(line), line);
});

test("投诉, 举报, 求助 and 隐患上报 open the same doors", async (t) => {
  const talk = await street(t);
  for (const word of ["投诉", "举报", "提诉求"]) {
    assert.match(words(await talk.group("g1", "wang", `${word} 站长扣钱`)), /已登记，编号 \d{6}/);
    await talk.direct("wang", "取消");
  }
  assert.match(words(await talk.direct("wang", "求助")), /难处/);
  await talk.direct("wang", "取消");
  assert.match(words(await talk.direct("wang", "隐患上报")), /照片/);
});

test("a hazard is filed by its last piece, in any order, within three turns, and no name is asked", async (t) => {
  const talk = await street(t);
  const place = { place: { lat: 35.6, lon: 104.7 } };
  const orders: [string, object][][] = [
    [
      ["随手拍 路灯不亮了", {}],
      ["", photo(talk)],
      ["", place],
    ],
    [
      ["随手拍", {}],
      ["", place],
      ["", photo(talk)],
    ],
    [
      ["随手拍", photo(talk)],
      ["", place],
    ],
    [
      ["随手拍 井盖没了", photo(talk)],
      ["和平路公交站旁边", {}],
    ],
  ];
  for (const [i, order] of orders.entries()) {
    const from = ["wang", "zhao", "qian", "he"][i] ?? "";
    let said = await talk.direct(from, order[0]?.[0] ?? "", order[0]?.[1]);
    for (const [text, more] of order.slice(1)) {
      said = await talk.direct(from, text, more);
      if (labels(said).includes("不是同一件")) said = await talk.press(`@${from}`, from, "不是同一件");
    }
    assert.match(words(said, `@${from}`), /已提交，编号 \*\*\d{6}/, `order ${i}`);
    assert.ok(!talk.said.some((one) => one.to === `@${from}` && one.text.includes("怎么署名")));
    assert.match(words(said, "g2"), /来访者-\w{4}（保密）/);
  }
});

test("wishes and suggestions take one tap and are confidential from the start", async (t) => {
  const talk = await street(t);
  for (const [word, due] of [
    ["微心愿 想要一个保温杯", "2026-12-07"],
    ["建议 驿站晚点关门", "2026-12-07"],
  ]) {
    await talk.direct("wang", word ?? "");
    const filed = await talk.press("@wang", "wang", "提交");
    assert.match(words(filed, "@wang"), new RegExp(due ?? ""));
    assert.doesNotMatch(words(filed, "g2"), /王师傅/);
  }
});

test("identity and bank card numbers are refused in a clear sentence, in the group and in private, and never kept", async (t) => {
  const talk = await street(t);
  const id = "110101 19900307 0038";
  assert.match(words(await talk.group("g1", "wang", `提诉求 我叫王五，${id}，站长扣钱`)), /身份证号.*撤回/);
  await talk.direct("wang", "提诉求 站长扣钱");
  assert.match(words(await talk.direct("wang", "卡号6222 0202 0011 2345 678")), /银行卡号/);
  assert.deepEqual(
    labels(await talk.direct("wang", "东街站")),
    ["实名", "保密", "匿名"],
    "the dialog went on where it was",
  );
  await talk.press("@wang", "wang", "实名");
  const { no } = { no: numberIn(await talk.press("@wang", "wang", "提交")) };
  assert.match(words(await talk.direct("wang", `补充 ${no} 身份证${id}`)), /身份证号/);
  await talk.press("g2", "li", "认领");
  assert.match(words(await talk.direct("li", `答复 ${no} 请核对${id}`)), /身份证号/);
  const all = await kept(talk);
  assert.doesNotMatch(all, /19900307|2345 678/);
});

test("修改 changes one part, 取消 drops all, an abandoned draft leaves nothing", async (t) => {
  const talk = await street(t);
  await talk.direct("wang", "提诉求 站长扣了我三百块");
  await talk.press("@wang", "wang", "跳过");
  await talk.press("@wang", "wang", "保密");
  await talk.press("@wang", "wang", "修改");
  await talk.press("@wang", "wang", "改内容");
  assert.match(words(await talk.direct("wang", "站长扣了我五百块")), /事：站长扣了我五百块/);
  assert.match(words(await talk.press("@wang", "wang", "取消")), /退出|不提/);
  assert.deepEqual(to(talk.said, "g2"), []);
  assert.doesNotMatch(await kept(talk), /五百块/);
});

test("a consultation asks neither place nor photo", async (t) => {
  const talk = await street(t);
  assert.deepEqual(labels(await talk.direct("wang", "提诉求 请问社保怎么转过来")), ["实名", "保密", "匿名"]);
  await talk.press("@wang", "wang", "保密");
  assert.match(
    words(await talk.press("@wang", "wang", "提交"), "@wang"),
    /2026-11-26，3 个工作日|2026-11-26（周四），3 个工作日/,
  );
});

test("a receipt over the turn of the year says that the date is provisional", async (t) => {
  const talk = await street(t, "2026-12-29T10:00:00+08:00");
  const { said } = await complain(talk, "wang", "站长扣了我三百块");
  assert.match(words(said, "@wang"), /暂按 2027-01-\d\d，以国务院通知为准/);
});

test("due dates follow holidays and make-up days (PRODUCT §6)", async (t) => {
  const talk = await street(t, "2026-09-30T10:00:00+08:00");
  assert.match(words((await complain(talk, "wang", "站长扣了我三百块")).said, "@wang"), /2026-10-13/);
});

test("a similar signed complaint is offered without a word of it; a confidential one is never found out", async (t) => {
  const talk = await street(t);
  const ask = async (from: string) => {
    await talk.direct(from, "提诉求 站长这个月又扣了大家三百块全勤奖");
    await talk.press(`@${from}`, from, "跳过");
    return talk.press(`@${from}`, from, "保密");
  };
  await complain(talk, "wang", "站长这个月扣了大家三百块全勤奖", "保密");
  await talk.line({ role: "member", of: "zhao", unit: "东街" });
  assert.ok(!labels(await ask("zhao")).includes("我也遇到"));
  await talk.direct("zhao", "取消");
  const { no } = await complain(talk, "qian", "站长这个月扣了大家三百块全勤奖", "实名");
  const offer = await ask("zhao");
  assert.ok(labels(offer).includes("我也遇到"));
  assert.doesNotMatch(words(offer), /扣|全勤|钱师傅/);
  await talk.press("@zhao", "zhao", "我也遇到");
  await talk.group("g2", "li", `认领 ${no}`);
  const answered = await talk.direct("li", `答复 ${no} 钱师傅的三百元本周补发`);
  assert.match(words(answered, "@zhao"), /已有答复/);
  assert.doesNotMatch(words(answered, "@zhao"), /钱师傅|三百元/, "words meant for another are not passed on");
});
