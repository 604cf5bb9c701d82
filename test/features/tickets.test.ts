/** The two stories of PRODUCT.md §6 that cases must carry to the end, each message delivered twice, with restarts between. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { words } from "../talk.ts";
import { labels, numberIn, photo, street, to } from "./tickets/talk.ts";

test("(a) unpaid wages: group, private, claim, resolved with evidence, 没解决, reopened, supervised", async (t) => {
  const talk = await street(t);
  const twice = async (line: object, id: string) => {
    const said = await talk.line({ ...line, id });
    assert.deepEqual(await talk.line({ ...line, id }), [], `${id} was heard twice`);
    return said;
  };

  // The group hears a number, nothing of the matter, no name.
  const opened = await twice(
    { chat: "g1", from: "wang", text: "提诉求 站长扣了我三百块，两个月没结", addressed: true },
    "a1",
  );
  const inGroup = words(opened, "g1");
  const no = numberIn(opened);
  assert.equal(inGroup, `已登记，编号 ${no}，细节请私聊我。`);
  assert.doesNotMatch(words(opened, "@wang"), /怎么了/, "what was said in the group is the description");
  await talk.restart();
  await twice({ chat: "@wang", from: "wang", text: "东街站" }, "a2");
  await twice({ chat: "@wang", from: "wang", press: "保密" }, "a3");
  const preview = words(talk.said.slice(-1));
  assert.match(preview, /站长扣了我三百块[\s\S]*东街站[\s\S]*来访者-\w{4}/);
  assert.match(preview, /也表示同意/, "whoever has not consented is told that submitting is consent");
  const filed = await twice({ chat: "@wang", from: "wang", press: "提交" }, "a4");
  assert.match(words(filed, "@wang"), new RegExp(`${no}[\\s\\S]*2026-11-30[\\s\\S]*0932-1234567`));
  assert.deepEqual(to(filed, "g1"), [], "the members' group never hears of it again");
  const card = to(filed, "g2")[0];
  assert.equal(card?.living, `ticket:${no}`);
  assert.match(card?.text ?? "", /站长扣了我三百块[\s\S]*东街站[\s\S]*来访者/);
  assert.doesNotMatch(card?.text ?? "", /王师傅|wang/);
  const person = await talk.script.app.directory.of("terminal:wang");
  assert.ok(person.consent, "submitting was consent");

  await talk.restart();
  const claimed = await twice({ chat: "g2", from: "li", press: `认领 ${no}` }, "a5");
  assert.match(to(claimed, "g2").find((one) => one.living === `ticket:${no}`)?.text ?? "", /已由李主任认领/);
  assert.match(words(claimed, "@wang"), /认领/);
  assert.match(words(await twice({ chat: "g2", from: "sun", press: `认领 ${no}` }, "a6")), /已由李主任认领/);

  const bare = await twice({ chat: "g2", from: "li", text: `办结 ${no}`, addressed: true }, "a7");
  assert.match(words(bare), /佐证/);
  assert.deepEqual(to(bare, "@wang"), []);
  const resolved = await twice(
    { chat: "g2", from: "li", text: `办结 ${no} 站点已补发三百元，有转账截图`, addressed: true },
    "a8",
  );
  assert.match(words(resolved, "@wang"), /站点已补发三百元/);
  assert.deepEqual(labels(to(resolved, "@wang")), ["解决了", "没解决"]);

  await talk.restart();
  const again = await twice({ chat: "@wang", from: "wang", press: `没解决 ${no}` }, "a9");
  assert.match(words(again, "@wang"), /重新办理/);
  assert.match(words(to(again, "g2").filter((one) => !one.living)), /没解决/, "the handlers' group gets a new notice");
  assert.deepEqual(to(again, "@zhou"), []);
  const why = await twice({ chat: "@wang", from: "wang", text: "只到账一百" }, "a10");
  assert.match(words(why, "@li"), /只到账一百/);

  await twice({ chat: "g2", from: "sun", press: `认领 ${no}` }, "a11");
  const reply = await twice({ chat: "@sun", from: "sun", text: `答复 ${no} 剩余两百周五前到账` }, "a12");
  assert.deepEqual(labels(to(reply, "@wang")), ["解决了", "没解决"]);
  const supervised = await twice({ chat: "@wang", from: "wang", press: `没解决 ${no}` }, "a13");
  assert.match(words(supervised, "@zhou"), /督办/, "the second time the secretary is told privately");
  assert.match(words(await talk.direct("wang", `查进度 ${no}`)), /督办中/);

  await talk.press("@wang", "wang", "跳过");
  await twice({ chat: "@sun", from: "sun", text: `办结 ${no} 两百元已当面结清并签字` }, "a14");
  const closed = await twice({ chat: "@wang", from: "wang", press: `解决了 ${no}` }, "a15");
  assert.match(words(closed, "@wang"), /办结/);
  assert.match(words(await talk.direct("wang", `查进度 ${no}`)), /已办结/);
  const inG1 = to(talk.said, "g1");
  assert.equal(inG1.length, 1, "from first to last the members' group heard one line");
});

test("(b) a blocked fire lane: photo and place, three riders join, one fix tells all", async (t) => {
  const talk = await street(t);
  const spot = { place: { lat: 35.581_234, lon: 104.626_543 } };
  const first = await talk.group("g1", "wang", "随手拍 幸福小区消防通道被电动车堵死了", photo(talk));
  const no = numberIn(first);
  assert.equal(words(first, "g1"), `已登记，编号 ${no}，细节请私聊我。`);
  const filed = await talk.direct("wang", "", spot);
  assert.match(words(filed, "@wang"), new RegExp(`已提交，编号 \\*\\*${no}[\\s\\S]*2026-11-25`));
  const card = to(filed, "g2")[0];
  assert.equal(card?.files?.length, 1);
  assert.match(card?.text ?? "", /35\.5812, 104\.6265/);

  let i = 0;
  for (const from of ["zhao", "qian", "he"]) {
    await talk.direct(from, "随手拍 消防通道堵了", i % 2 === 0 ? photo(talk, `${from}.jpg`) : {});
    if (i % 2 === 1) await talk.direct(from, "", photo(talk, `${from}.jpg`));
    const offer = await talk.direct(from, "", { place: { lat: 35.5813 + i * 0.0001, lon: 104.6266 } });
    assert.ok(labels(offer).includes("我也遇到"), `${from} is offered to join`);
    assert.doesNotMatch(words(offer), /幸福小区|王师傅/, "nothing of the other's own words");
    assert.match(words(await talk.press(`@${from}`, from, "我也遇到")), new RegExp(no));
    i++;
  }
  assert.match(to(talk.said, "g2").at(-1)?.text ?? "", /另有 3 人也遇到/);

  await talk.restart();
  const claimed = await talk.press("g2", "li", "认领");
  for (const who of ["@wang", "@zhao", "@qian", "@he"])
    assert.equal(to(claimed, who).length, 1, `${who} hears of the claim`);
  const fixed = await talk.direct("li", `办结 ${no}`, photo(talk, "after.jpg"));
  for (const who of ["@wang", "@zhao", "@qian", "@he"]) {
    assert.deepEqual(labels(to(fixed, who)), ["解决了", "没解决"], `${who} is asked`);
    assert.equal(to(fixed, who)[0]?.files?.length, 1, `${who} sees the evidence`);
  }
  await talk.press("@zhao", "zhao", "解决了");
  assert.match(words(await talk.direct("wang", `查进度 ${no}`)), /已办结/);
  const not = await talk.press("@he", "he", "没解决");
  assert.match(words(not, "g2"), /重新办理/, "whoever joined may say that it is not solved");
  assert.match(words(not, "@wang"), /没解决，已经重新办理/);
});
