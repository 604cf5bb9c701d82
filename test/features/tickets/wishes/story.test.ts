/** 微心愿 from the first word to the wisher's own: what the group sees, and what it never sees. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { words } from "../../../talk.ts";
import { kept, labels, numberIn, photo, street, to } from "../talk.ts";
import { claimed, published, wished } from "./talk.ts";

test("submitted, reviewed, published without the name, claimed, fulfilled, confirmed: every notice once", async (t) => {
  const { talk, no } = await wished(t, "想给我妈配副老花镜，家里困难");
  const preview = await talk.press("@zhou", "zhou", "审核");
  assert.deepEqual(labels(preview), ["发布", "不通过"]);
  assert.match(words(preview), /群里看到的会是：\n想给我妈配副老花镜，家里困难/);
  const edited = await talk.direct("zhou", "一位师傅想给母亲配副老花镜");
  assert.match(words(edited), /一位师傅想给母亲配副老花镜/);
  const shown = await talk.press("@zhou", "zhou", "发布");
  assert.match(words(shown, "g1"), /一位师傅想给母亲配副老花镜/);
  assert.doesNotMatch(words(shown, "g1"), /家里困难|王师傅/);
  assert.deepEqual(to(shown, "g2"), [], "the handlers' group is no place for it");
  assert.match(words(shown, "@wang"), /通过了/);

  const taken = await talk.press("g1", "zhao", "我来圆");
  assert.match(words(taken, "@zhao"), /由您来圆/);
  assert.match(words(taken, "@wang"), /有人认领了/);
  assert.match(words(taken, "g1"), /已有人认领/);
  for (const said of taken) assert.doesNotMatch(said.text, /赵师傅|王师傅/);
  assert.equal(to(taken, "@wang").length, 1);

  const done = await talk.direct("zhao", `心愿办好 ${no} 眼镜放在驿站柜台了`);
  assert.match(words(done, "@wang"), /眼镜放在驿站柜台了/);
  assert.deepEqual(labels(to(done, "@wang")), ["收到了", "没收到"]);
  const granted = await talk.press("@wang", "wang", "收到了");
  assert.match(words(granted, "@wang"), /圆了/);
  assert.match(words(granted, "@zhao"), /收到了，谢谢您/);
  assert.match(words(granted, "g1"), /已圆/);
  assert.doesNotMatch(words(talk.said, "g1"), /王师傅|赵师傅/);
  assert.deepEqual(
    await talk.clock("2027-03-01T10:00:00+08:00").then((said) => said.filter((one) => one.text.includes(no))),
    [],
  );
});

test("spoken in a group, the number heard there is not the number published", async (t) => {
  const talk = await street(t);
  const heard = numberIn(await talk.group("g1", "wang", "微心愿"));
  await talk.direct("wang", "想要一副厚手套");
  const filed = await talk.press("@wang", "wang", "提交");
  assert.match(words(filed, "@wang"), new RegExp(`${heard}[\\s\\S]*另一个编号`));
  await talk.press("@zhou", "zhou", "审核");
  const shown = await talk.press("@zhou", "zhou", "发布");
  assert.doesNotMatch(words(shown, "g1"), new RegExp(heard));
  const pub = numberIn(to(shown, "g1"));
  const taken = await talk.press("g1", "zhao", "我来圆");
  assert.match(words(taken, "@zhao"), new RegExp(pub));
  for (const where of ["@zhao", "g1"]) assert.doesNotMatch(words(taken, where), new RegExp(heard));
  assert.match(words(taken, "@wang"), new RegExp(heard));
  await talk.direct("zhao", `捎话 ${pub} 手套要多大的`);
  assert.doesNotMatch(words(talk.said, "@zhao"), new RegExp(heard));
  assert.match(words(await talk.direct("zhao", `查进度 ${heard}`)), /没有找到/);
});

test("the first who taps has it; everybody else is told kindly and in private", async (t) => {
  const { talk, no } = await published(t);
  await Promise.all([talk.press("g1", "zhao", "我来圆"), talk.press("g1", "qian", "我来圆")]);
  const all = words(talk.said);
  assert.equal(all.match(/由您来圆/g)?.length, 1);
  assert.match(words(talk.said), /已经有人认领了，谢谢您/);
  assert.equal(talk.said.filter((one) => one.to === "@wang" && /有人认领了。想说什么/.test(one.text)).length, 1);
  assert.match(words(await talk.direct("he", `认领心愿 ${no}`)), /已经有人认领[\s\S]*看心愿/);
});

test("nobody grants or reviews their own wish", async (t) => {
  const { talk, no } = await published(t);
  const own = await talk.press("g1", "wang", "我来圆");
  assert.match(words(own, "@wang"), /您自己许的/);
  assert.doesNotMatch(words(own, "g1"), /自己|王师傅/);
  assert.match(words(await talk.direct("wang", `认领心愿 ${no}`)), /您自己许的/);
  await talk.direct("zhou", "微心愿 想要一个台历");
  const filed = await talk.press("@zhou", "zhou", "提交");
  const mine = numberIn(to(filed, "@zhou"));
  assert.match(words(await talk.direct("zhou", `审心愿 ${mine}`)), /另一位书记/);
  assert.match(words(filed, "@admin"), new RegExp(mine), "whoever stands above reviews it");
  await talk.role("secretary", "xu", "东街");
  await talk.direct("xu", `审心愿 ${mine}`);
  assert.match(words(await talk.press("@xu", "xu", "发布"), "g1"), /台历/);
});

test("words that show who it is are taken out before the reviewer adds them again", async (t) => {
  const { talk, no } = await wished(t, "我是王师傅，住3号楼2单元，13812345678，想要台风扇");
  assert.doesNotMatch(words(talk.said, "g2"), /13812345678|王师傅/);
  const preview = words(await talk.direct("zhou", `审心愿 ${no}`));
  assert.doesNotMatch(preview.split("群里看到的会是")[1] ?? "", /王师傅|138|3号楼/);
  for (const text of ["王师傅想要台风扇", "打 138 1234 5678 联系", "送到3号楼2单元501"]) {
    assert.match(words(await talk.direct("zhou", text)), /不能有人名、电话或门牌/);
  }
  assert.match(words(await talk.direct("zhou", "有位师傅屋里热，想要台风扇")), /想要台风扇[\s\S]*发布/);
  assert.match(words(await talk.direct("zhou", "发布"), "g1"), /屋里热/);
});

test("not approved: the reason is asked for, told, and the way on with it", async (t) => {
  const { talk, no } = await wished(t, "想要一部新手机");
  await talk.press("@zhou", "zhou", "审核");
  assert.match(words(await talk.press("@zhou", "zhou", "不通过")), /原因/);
  const said = await talk.direct("zhou", "手机太贵，换个小一点的心愿");
  assert.match(words(said, "@wang"), /手机太贵[\s\S]*再许/);
  assert.deepEqual(
    to(talk.said, "g1").filter((one) => one.text.includes(no)),
    [],
  );
  assert.match(words(await talk.direct("wang", `查进度 ${no}`)), /没有通过审核[\s\S]*手机太贵/);
  assert.match(words(await talk.direct("zhou", `审心愿 ${no}`)), /不用审核了/);
});

test("a giver who cannot, a giver who is silent: the wish hangs again and the wisher knows", async (t) => {
  const { talk, no } = await claimed(t);
  const freed = await talk.press("@zhao", "zhao", "圆不了了");
  assert.match(words(freed, "@wang"), /重新公布/);
  assert.deepEqual(labels(to(freed, "g1")), ["我来圆"]);
  await talk.press("g1", "qian", "我来圆");
  const asked = await talk.clock("2026-12-01T10:00:00+08:00");
  assert.match(words(asked, "@qian"), /办得怎样了/);
  const lapsed = await talk.clock("2026-12-08T10:00:00+08:00");
  assert.match(words(lapsed, "@qian"), /放回去/);
  assert.match(words(lapsed, "@wang"), /重新公布/);
  assert.equal(talk.said.filter((one) => one.to === "@qian" && /办得怎样了/.test(one.text)).length, 1);
  assert.match(words(await talk.direct("qian", `心愿办好 ${no} 买好了`)), /看心愿|我的心愿/);
});

test("没收到 goes back to whoever claimed it, the second time to the secretary too", async (t) => {
  const { talk, no } = await claimed(t);
  const words1 = await talk.direct("zhao", `心愿办好 ${no}`);
  assert.match(words(words1), /怎么办好的/);
  const done = await talk.line({ chat: "@zhao", from: "zhao", text: "", ...photo(talk) });
  assert.equal(to(done, "@wang")[0]?.files?.length, 1, "a photo is enough");
  const no1 = await talk.press("@wang", "wang", "没收到");
  assert.match(words(no1, "@zhao"), /还没收到/);
  assert.deepEqual(to(no1, "@zhou"), []);
  await talk.press("@zhao", "zhao", "办好了");
  await talk.direct("zhao", "放到前台了，请去取");
  const no2 = await talk.direct("wang", `没解决 ${no} 前台说没有`);
  assert.match(words(no2, "@zhao"), /前台说没有/);
  assert.match(words(no2, "@zhou"), /两次说没收到/);
  assert.match(words(await talk.direct("zhou", `圆不了了 ${no}`), "@zhao"), /您不用办了/);
});

test("解决了 and 撤回诉求 mean the wish as well; what is withdrawn is taken down", async (t) => {
  const one = await claimed(t);
  await one.talk.direct("zhao", `心愿办好 ${one.no} 送到了`);
  assert.match(words(await one.talk.direct("wang", `解决了 ${one.no}`)), /圆了/);
  const { talk, no } = await claimed(t);
  const gone = await talk.direct("wang", `撤回诉求 ${no}`);
  assert.match(words(gone, "@zhao"), /对方撤回了/);
  assert.equal(to(gone, "g1")[0]?.gone, true);
  assert.match(words(await talk.direct("qian", `认领心愿 ${no}`)), /已撤回|看心愿/);
});

test("nobody comes: taken down after four weeks, wished again with one tap, reviewed anew", async (t) => {
  const { talk, no } = await published(t);
  const late = await talk.clock("2026-12-22T10:00:00+08:00");
  assert.match(words(late, "@wang"), /没等到人认领/);
  assert.equal(to(late, "g1").find((one) => one.living === `wish:${no}`)?.gone, true);
  const again = await talk.press("@wang", "wang", "再许一次");
  assert.match(words(again, "@zhou"), /等书记审核/);
  await talk.press("@zhou", "zhou", "审核");
  assert.deepEqual(labels(to(await talk.press("@zhou", "zhou", "发布"), "g1")), ["我来圆"]);
});

test("no answer after it was done: asked once, then it counts, and both know", async (t) => {
  const { talk, no } = await claimed(t);
  await talk.direct("zhao", `心愿办好 ${no} 送到了`);
  const asked = await talk.clock("2026-11-27T10:00:00+08:00");
  assert.deepEqual(labels(to(asked, "@wang")), ["收到了", "没收到"]);
  const settled = await talk.clock("2026-12-04T10:00:00+08:00");
  assert.match(words(settled, "@wang"), /先当圆了/);
  assert.match(words(settled, "@zhao"), /先当圆了/);
});

test("a review that nobody does is asked for in duty hours, the second time of those above", async (t) => {
  const { talk, no } = await wished(t);
  const first = await talk.clock("2026-11-30T12:00:00+08:00");
  assert.match(words(first, "@zhou"), new RegExp(`${no} 等审核`));
  assert.doesNotMatch(words(first, "@admin"), /等审核/);
  const second = await talk.clock("2026-12-09T12:00:00+08:00");
  assert.match(words(second, "@admin"), new RegExp(`${no} 等审核`));
  assert.doesNotMatch(words(await talk.clock("2027-01-20T12:00:00+08:00")), /等审核好几天/);
});

test("published at night it hangs in the morning", async (t) => {
  const { talk } = await wished(t);
  await talk.clock("2026-11-23T23:10:00+08:00");
  await talk.press("@zhou", "zhou", "审核");
  const night = await talk.press("@zhou", "zhou", "发布");
  assert.deepEqual(to(night, "g1"), []);
  assert.match(words(night, "@zhou"), /早上再发/);
  assert.match(words(await talk.clock("2026-11-24T08:00:00+08:00"), "g1"), /老花镜/);
});

test("chosen groups: of one unit alone", async (t) => {
  const { talk } = await wished(t);
  const { directory, database } = talk.script.app;
  await database.unit(async (tx) => {
    const below = await directory.makeUnit(tx, "幸福里");
    const east = await directory.unit("东街");
    await tx
      .withTables<{ units: { id: string; parent: string | null } }>()
      .updateTable("units")
      .set({ parent: east?.id ?? null })
      .where("id", "=", below.id)
      .execute();
  });
  await talk.bind("g7", "幸福里");
  const preview = await talk.press("@zhou", "zhou", "审核");
  assert.ok(labels(preview).includes("只发幸福里"));
  assert.match(words(await talk.direct("zhou", "发布 南街")), /没有找到“南街”/);
  const shown = await talk.press("@zhou", "zhou", "只发幸福里");
  assert.equal(to(shown, "g7").length, 1);
  assert.deepEqual(to(shown, "g1"), []);
});

test("我的心愿, 看心愿 and 我的数据 hold one's own; erasure leaves nothing of either side", async (t) => {
  const { talk, no } = await claimed(t);
  assert.match(words(await talk.direct("wang", "我的心愿")), new RegExp(`${no}[\\s\\S]*老花镜`));
  assert.match(words(await talk.direct("zhao", "我的心愿")), /您认领的微心愿/);
  assert.match(words(await talk.direct("zhao", "我的数据")), /认领的/);
  assert.match(words(await talk.direct("he", "看心愿")), /没有等人认领/);
  await talk.direct("zhao", "删除我的数据");
  const left = await talk.press("@zhao", "zhao", "确认删除");
  assert.match(words(left, "@zhao"), /认领的微心愿 1 个/);
  assert.match(words(left, "@wang"), /重新公布/);
  assert.match(words(await talk.direct("he", "看心愿")), /老花镜/);
  await talk.direct("wang", "删除我的数据");
  const gone = await talk.press("@wang", "wang", "确认删除");
  assert.match(words(gone, "@wang"), /微心愿 1 个/);
  assert.equal(to(gone, "g1")[0]?.gone, true);
  const wang = (await talk.script.app.directory.of("terminal:wang")).id;
  assert.doesNotMatch(await kept(talk), new RegExp(`老花镜|${wang}`));
  const rows = await talk.script.app.database.db
    .withTables<{ wishes: Record<string, unknown> }>()
    .selectFrom("wishes")
    .selectAll()
    .execute();
  assert.doesNotMatch(JSON.stringify(rows), new RegExp(`老花镜|${wang}`));
});

test("a handler who meets a wish's number is told what it is; another unit's is told nothing", async (t) => {
  const { talk, no } = await wished(t);
  assert.match(words(await talk.direct("li", `认领 ${no}`)), /是微心愿[\s\S]*审心愿/);
  await talk.role("handler", "xu", "西街");
  assert.match(words(await talk.direct("xu", `查看 ${no}`)), /没有找到/);
  assert.match(words(await talk.direct("wang", `补充 ${no} 要老花的`)), /先撤回再许/);
});
