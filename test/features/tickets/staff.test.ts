import assert from "node:assert/strict";
import { test } from "node:test";
import { words } from "../../talk.ts";
import { complain, labels, photo, street, to } from "./talk.ts";

test("two handlers claim at the same moment: one has it, the other learns it, the reporter hears once", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  const before = talk.said.length;
  await Promise.all([
    talk.line({ press: `认领 ${no}`, chat: "g2", from: "li", id: "p1" }),
    talk.line({ press: `认领 ${no}`, chat: "g2", from: "sun", id: "p2" }),
  ]);
  const said = talk.said.slice(before);
  assert.equal(to(said, "@wang").length, 1);
  assert.equal(said.filter((one) => /由您承办/.test(one.text)).length, 1);
  assert.equal(said.filter((one) => /已经有人认领|已由.主任认领。/.test(one.text)).length, 1);
});

test("words of staff do nothing in a members' group, and tell nothing there", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  for (const word of [
    `认领 ${no}`,
    `查看 ${no}`,
    `办结 ${no} 已退还三百元整`,
    `督办 ${no}`,
    "我的待办",
    "认领 482913",
  ]) {
    const said = await talk.group("g1", "zhou", word);
    assert.equal(words(said), "这里是成员群，请在承办群或私聊里办。", word);
  }
  assert.match(words(await talk.direct("wang", `认领 ${no}`)), /承办人才能用/);
});

test("staff of another unit learns nothing, not even that the number exists", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  await talk.role("handler", "xu", "西街");
  await talk.bind("g3", "西街", "handlers");
  await talk.direct("xu", "帮助");
  const foreign = words(await talk.direct("xu", `查看 ${no}`));
  assert.equal(foreign, words(await talk.direct("xu", "查看 482913")));
  assert.match(words(await talk.direct("xu", "我的待办")), /没有待办/);
  // One of the unit's own, but in another unit's room.
  await talk.role("handler", "sun", "东街");
  assert.doesNotMatch(words(await talk.group("g3", "sun", `查看 ${no}`)), /三百/);
});

test("办结 without evidence is refused and completed by the next words or a photo", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  assert.match(words(await talk.group("g2", "li", `办结 ${no} 站点已退三百元`)), /先说“认领/);
  await talk.press("g2", "li", "认领");
  for (const empty of [`办结 ${no}`, `办结 ${no} 已处理完毕`]) {
    const said = await talk.group("g2", "li", empty);
    assert.match(words(said), /佐证/);
    assert.deepEqual(to(said, "@wang"), []);
  }
  const done = await talk.line({ chat: "g2", from: "li", text: "", ...photo(talk) });
  assert.deepEqual(labels(to(done, "@wang")), ["解决了", "没解决"]);
  assert.equal(to(done, "@wang")[0]?.files?.length, 1);
});

test("追问 stops the clock, the reporter's next words answer and start it again", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  await talk.press("g2", "li", "认领");
  await talk.clock("2026-11-24T10:00:00+08:00");
  const asked = await talk.direct("li", `追问 ${no} 是哪个月的？`);
  assert.match(words(asked, "@wang"), /是哪个月的/);
  assert.match(words(asked, "g2"), /等对方补充（时限暂停）/);
  const quiet = await talk.clock("2026-11-27T10:00:00+08:00");
  assert.deepEqual(quiet, [], "nobody is urged meanwhile");
  const answered = await talk.direct("wang", "上个月的");
  assert.match(words(answered, "@li"), /上个月的[\s\S]*2026-12-03/, "three working days waited, three added");
  assert.match(words(answered, "@wang"), /2026-12-03/);
  assert.match(words(await talk.direct("wang", `查进度 ${no}`)), /办理中/);
});

test("延期 once, with the reason told; 退回 once; what is designated stays", async (t) => {
  const talk = await street(t);
  await talk.role("handler", "xu", "西街");
  await talk.bind("g3", "西街", "handlers");
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  await talk.press("g2", "li", "认领");
  assert.match(words(await talk.direct("li", `延期 ${no}`)), /原因/);
  const longer = await talk.direct("li", "要等总公司核账");
  assert.match(words(longer, "@wang"), /2026-12-07（周一）。原因：要等总公司核账/);
  assert.match(words(await talk.direct("li", `延期 ${no} 再等等看`)), /已经延期过一次/);

  const returned = await talk.direct("li", `退回 ${no} 站点属于西街`);
  assert.match(words(returned, "@zhou"), /站点属于西街/);
  assert.match(words(returned, "@wang"), /重新确定/);
  assert.doesNotMatch(words(returned, "@wang"), /西街/, "why stays among staff");
  assert.match(words(await talk.direct("li", `指定 ${no} 西街`)), /书记才能用/);
  assert.match(words(await talk.direct("zhou", `指定 ${no} 南街`)), /没有叫“南街”的单位.*西街/);
  const placed = await talk.direct("zhou", `指定 ${no} 西街`);
  assert.match(to(placed, "g3")[0]?.text ?? "", /已指定单位/);
  assert.match(to(placed, "g2")[0]?.text ?? "", /转到别处/);
  assert.doesNotMatch(words(placed, "g2"), /三百/);
  assert.match(words(placed, "@wang"), /西街/);
  await talk.press("g3", "xu", "认领");
  assert.match(words(await talk.direct("xu", `退回 ${no} 不归我们`)), /指定承办/);
  assert.match(words(await talk.direct("xu", `转办 ${no} 东街`)), /指定承办/);
  assert.match(words(await talk.direct("li", `查看 ${no}`)), /没有找到/);
});

test("转办 moves the card; the handler may do it once", async (t) => {
  const talk = await street(t);
  await talk.role("handler", "xu", "西街");
  await talk.bind("g3", "西街", "handlers");
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  await talk.press("g2", "li", "认领");
  const moved = await talk.group("g2", "li", `转办 ${no} 西街 站点在西街`);
  assert.match(words(moved, "g3"), /站长扣了我三百块[\s\S]*站点在西街/);
  assert.match(words(moved, "@wang"), /西街/);
  await talk.press("g3", "xu", "认领");
  assert.match(words(await talk.direct("xu", `转办 ${no} 东街`)), /已经转办过一次/);
});

test("督办 reaches handler, group and reporter; once", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  await talk.press("g2", "li", "认领");
  const said = await talk.direct("zhou", `督办 ${no}`);
  for (const who of ["g2", "@li", "@wang"]) assert.match(words(said, who), /督办/);
  assert.match(words(await talk.direct("zhou", `督办 ${no}`)), /已在督办中/);
  assert.ok(to(await talk.direct("li", `答复 ${no} 已约谈站长，三日内退款`), "@wang").length === 1);
});

test("不受理 needs a reason and can be disputed; 合并 lets the reporter follow the other case", async (t) => {
  const talk = await street(t);
  const one = await complain(talk, "wang", "站长扣了我三百块");
  assert.match(words(await talk.direct("zhou", `不受理 ${one.no}`)), /原因/);
  const declined = await talk.direct("zhou", "已经在法院，请等判决或咨询12348");
  assert.match(words(declined, "@wang"), /12348[\s\S]*没解决/);
  assert.match(words(await talk.press("@wang", "wang", "没解决"), "g2"), /重新办理/);

  const two = await complain(talk, "zhao", "车被物业扣了");
  const merged = await talk.direct("zhou", `合并 ${two.no} 到 ${one.no}`);
  assert.match(words(merged, "@zhao"), new RegExp(one.no));
  const claimed = await talk.group("g2", "li", `认领 ${one.no}`);
  assert.match(words(claimed, "@zhao"), /也遇到/);
  assert.match(words(await talk.direct("zhao", `查进度 ${two.no}`)), /已认领/);
});

test("我的待办 lists what is mine and what waits; words of a case only in private", async (t) => {
  const talk = await street(t);
  const mine = await complain(talk, "wang", "站长扣了我三百块");
  const free = await complain(talk, "zhao", "车被物业扣了要两百");
  await talk.group("g2", "li", `认领 ${mine.no}`);
  const list = words(await talk.direct("li", "我的待办"));
  assert.match(list, new RegExp(`${mine.no}.*站长扣了我三百块[\\s\\S]*${free.no}`));
  assert.doesNotMatch(list, /物业/, "nobody reads what they have not claimed");
  const inGroup = words(await talk.group("g2", "li", "我的待办"));
  assert.match(inGroup, new RegExp(mine.no));
  assert.doesNotMatch(inGroup, /三百/);
});

test("a reply to the card needs no number", async (t) => {
  const talk = await street(t);
  const { said } = await complain(talk, "wang", "站长扣了我三百块");
  const card = to(said, "g2")[0];
  const claimed = await talk.line({ chat: "g2", from: "li", text: "认领", reply_to: card?.key });
  assert.match(words(claimed, "@wang"), /认领/);
});

test("what is not possible is refused with what is", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  await talk.press("g2", "li", "认领");
  await talk.direct("li", `办结 ${no} 三百元已经退回本人`);
  assert.match(words(await talk.direct("li", `追问 ${no} 收到了吗`)), /已报办好，等对方确认.*这一步做不了/);
  assert.match(words(await talk.direct("li", `退回 ${no} 不是我们的`)), /这一步做不了/);
  assert.match(words(await talk.direct("li", "认领")), /请带上编号/);
});

test("没解决 with a number is never a question: whatever follows is the reason", async (t) => {
  const talk = await street(t);
  const { no } = await complain(talk, "wang", "站长扣了我三百块");
  for (const why of ["怎么还没给", "前台说不知道", "会不会是忘了"]) {
    await talk.direct("li", `认领 ${no}`);
    await talk.direct("li", `办结 ${no} 三百元已经退回本人`);
    assert.match(words(await talk.direct("wang", `没解决 ${no} ${why}`), "g2"), new RegExp(why));
  }
  assert.match(words(await talk.direct("wang", "没解决怎么办")), new RegExp(no), "without one it shows how far it is");
});
