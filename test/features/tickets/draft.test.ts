import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Place } from "../../../src/bot/message.ts";
import { absorb, type Draft, emptyDraft, type Heard, missing } from "../../../src/features/tickets/intake/draft.ts";
import { guessKind, hazardOf } from "../../../src/features/tickets/intake/guess.ts";

const photo = { kind: "image" as const, ref: "file:aa" as const };
const place: Place = { lat: 35.581_234_56, lon: 104.626_543_21, datum: "gcj02", label: "幸福小区东门" };
const text = (words: string): Heard => ({ text: words, files: [] });
const picture: Heard = { text: "", files: [photo] };
const point: Heard = { text: "", files: [], place };

/** Says one thing after another, each after being asked for what is missing. */
function talk(kind: Draft["kind"], ...said: Heard[]): Draft {
  let draft = emptyDraft(kind, null, "来访者-x7k2");
  for (const heard of said) {
    draft = { ...absorb(draft, heard).draft };
    draft.asked = missing(draft);
  }
  return draft;
}

test("what was given already is not asked again", () => {
  assert.equal(talk(null).asked, "what");
  assert.equal(talk(null, text("站长扣了我三百块")).asked, "where");
  assert.equal(talk(null, text("站长扣了我三百块")).kind, "complaint");
  assert.equal(talk(null, text("匿名"), text("站长扣了我三百块"), text("东街站")).asked, "preview");
  assert.equal(talk(null, { text: "站长扣了我三百块", files: [photo], place }).asked, "naming");
});

test("P45: a place in the first sentence, a photo sent first: neither is asked for", () => {
  assert.equal(talk(null, text("幸福路站点的站长扣了我三百块")).asked, "naming");
  assert.equal(talk(null, text("在幸福路站点被扣了三百块")).asked, "naming");
  assert.equal(talk("hazard", picture, text("幸福小区3号楼消防通道堵了")).asked, "preview");
  const later = talk("hazard", { text: "幸福小区消防通道堵了", files: [photo] }, text("东门口"));
  assert.deepEqual(
    [later.text, later.where],
    ["幸福小区消防通道堵了", "东门口"],
    "a bare place is the place, asked or not",
  );
});

test("the kind is asked only when the words do not tell; 跳过 leaves it a complaint", () => {
  assert.equal(talk(null, text("有个事")).asked, "kind");
  assert.equal(talk(null, text("有个事"), text("求助")).kind, "help");
  assert.equal(talk(null, text("有个事"), text("跳过")).kind, "complaint");
  assert.equal(talk(null, text("有个事"), text("站长扣我钱")).kind, "complaint", "more words may tell");
  assert.deepEqual(["平台乱扣钱", "车丢了帮我找找", "社保怎么交"].map(guessKind), [
    "complaint",
    "help",
    "consultation",
  ]);
});

test("a hazard takes photo, place and words in every order, and asks no name", () => {
  const pieces = [text("消防通道堵了"), picture, point];
  for (const order of [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ]) {
    const draft = talk("hazard", ...order.flatMap((i) => pieces[i] ?? []));
    assert.equal(draft.asked, "preview", order.join());
    assert.equal(draft.text, "消防通道堵了", order.join());
    assert.deepEqual(draft.files, [photo]);
    assert.deepEqual([draft.place?.lat, draft.place?.lon], [35.5812, 104.6265], "four decimals (P8)");
  }
  assert.equal(talk("hazard", picture, point).asked, "preview", "no words are needed");
  assert.equal(talk("hazard", text("灯坏了"), text("东门"), text("没有")).asked, "preview", "nor a photo");
});

test("the place may be said in words; a long sentence is more description", () => {
  assert.equal(talk(null, text("站长扣钱"), text("东街站")).where, "东街站");
  const long = talk(
    null,
    text("站长扣钱"),
    text("就在我们那个站点里头，每个月发工资的时候都要少几百，问他他就说是平台规定的"),
  );
  assert.equal(long.where, "");
  assert.match(long.text, /平台规定/);
  assert.equal(long.asked, "naming");
});

test("没有 and 跳过 are understood wherever something was asked", () => {
  for (const word of ["没有", "跳过", "无", "不用了", "没有。"])
    assert.equal(talk(null, text("站长扣钱"), text(word)).asked, "naming", word);
});

test("named, confidential or anonymous, in the words people use", () => {
  const of = (word: string) => talk(null, text("站长扣钱"), text("跳过"), text(word)).naming;
  assert.deepEqual(["实名", "保密", "匿名", "我要匿名", "实名吧", "我选保密的那个"].map(of), [
    "named",
    "confidential",
    "anonymous",
    "anonymous",
    "named",
    "confidential",
  ]);
  const more = talk(null, text("站长扣钱"), text("跳过"), text("上周三的事"));
  assert.equal(more.asked, "naming", "other words add to the description");
  assert.match(more.text, /上周三/);
});

test("a part can be said anew", () => {
  const ready = talk(null, text("站长扣钱"), text("东街站"), text("实名"));
  const edit = (word: string, ...said: Heard[]) => {
    let draft = absorb({ ...ready, asked: "edit" }, text(word)).draft;
    for (const heard of said) draft = absorb(draft, heard).draft;
    return draft;
  };
  assert.equal(absorb(ready, text("修改")).word, "edit");
  assert.equal(edit("改内容", text("站长扣了我五百")).text, "站长扣了我五百");
  assert.equal(edit("改地点", text("西街站")).where, "西街站");
  assert.equal(edit("改地点", point).where, "幸福小区东门");
  assert.equal(missing(edit("改署名")), "naming");
  assert.deepEqual(edit("去掉照片").files, []);
  assert.match(edit("应该是五百块").text, /五百块/, "plain words are added");
});

test("提交 is heard anywhere, a bare 好 only at the preview", () => {
  const ready = talk(null, text("站长扣钱"), text("东街站"), text("实名"));
  assert.equal(absorb(ready, text("提交")).word, "submit");
  assert.equal(absorb(ready, text("好的")).word, "submit");
  assert.equal(absorb({ ...ready, asked: "where" }, text("好的")).word, null);
  assert.equal(absorb({ ...ready, asked: "similar" }, text("同一件，我也遇到")).word, "join");
  assert.equal(absorb({ ...ready, asked: "similar" }, text("不是同一件")).word, "apart");
  assert.equal(absorb(ready, text("继续 482913")).draft.text, "站长扣钱", "the deep link's words are no description");
});

test("nothing that was said is lost, whatever the order", () => {
  const said = fc.constantFrom("站长扣钱", "上周三的事", "同事都看见了", "保安也在场");
  fc.assert(
    fc.property(fc.array(said, { minLength: 1, maxLength: 8 }), (all) => {
      const draft = talk("complaint", ...all.map(text));
      for (const words of all) assert.ok(`${draft.text}\n${draft.where}`.includes(words));
    }),
  );
});

test("a hazard's category comes from plain words", () => {
  assert.deepEqual(
    [
      "消防通道被堵了",
      "楼道飞线充电",
      "路灯不亮",
      "井盖没了",
      "垃圾堆成山",
      "水管爆了",
      "墙皮脱落",
      "红绿灯坏了",
      "看着不对劲",
    ].map(hazardOf),
    ["fire", "wire", "light", "road", "waste", "flood", "building", "light", "other"],
  );
});
