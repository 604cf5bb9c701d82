/** (d) Seeds #35, #40, #41: rides on exam day, with more volunteers than places, and a host who has to call it off. */
import assert from "node:assert/strict";
import { RIDERS, tell } from "./harness.ts";

tell("(d), exam-day rides,", "2026-06-05T09:00:00+08:00", ["zhou"], async (stage, { wang, zhao, qian, he, zhou }) => {
  await stage.privately(zhou, "招募 高考送考");
  const answers = ["2026-06-07 07:00-08:30", "东街路口", "2", "路口车多，请戴头盔", "意外险"];
  for (const answer of answers) await stage.privately(zhou, answer);
  assert.match(stage.last(zhou), /高考送考[\s\S]*6月7日[\s\S]*07:00-08:30[\s\S]*东街路口[\s\S]*戴头盔[\s\S]*意外险/);
  assert.doesNotMatch(stage.all(RIDERS), /高考/, "nothing is published unseen");
  await stage.press(zhou, zhou, "发布");
  const code = /招募令 ([A-Z]\d\d)】高考送考/.exec(stage.last(RIDERS))?.[1] ?? "";
  assert.ok(code, stage.last(RIDERS));
  const card = () => stage.card(RIDERS, `【招募令 ${code}】`)?.text ?? "";
  assert.match(card(), /风险提示：路口车多，请戴头盔[\s\S]*保险：意外险/);
  assert.match(card(), /已报 0\/2/);

  // By button, by 报名 A12, by +1 in reply: two places, then the wait list.
  await stage.press(RIDERS, wang, `报名 ${code}`);
  await stage.follow(RIDERS, wang);
  assert.match(stage.all(wang), new RegExp(`报上了：${code}[\\s\\S]*东街路口[\\s\\S]*戴头盔`));
  assert.match(card(), /已报 1\/2/);
  await stage.privately(zhao, `报名 ${code}`);
  assert.match(stage.last(zhao), /报上了/);
  assert.match(card(), /已报 2\/2/);
  await stage.inGroup(RIDERS, qian, "+1", { inReplyTo: new RegExp(`【招募令 ${code}】`) });
  await stage.follow(RIDERS, qian);
  assert.match(stage.all(qian), /候补第 1/);
  await stage.press(RIDERS, he, `报名 ${code}`);
  await stage.follow(RIDERS, he);
  assert.match(stage.all(he), /候补第 2/);
  assert.match(card(), /已报 2\/2，候补 2/);
  assert.doesNotMatch(card(), /师傅/, "the card counts heads and names nobody");

  // One cancels: the first in line moves up and is told; the second is not.
  const waiting = stage.look(he).length;
  await stage.privately(zhao, `取消报名 ${code}`);
  assert.match(stage.last(zhao), /已取消/);
  assert.match(stage.last(qian), new RegExp(`候补补上了：${code}[\\s\\S]*东街路口`));
  assert.equal(stage.look(he).length, waiting);
  assert.match(card(), /已报 2\/2，候补 1/);

  // The evening before, those who come are reminded, once.
  const before = [wang, zhao, qian, he].map((one) => stage.look(one).length);
  await stage.clock("2026-06-06T18:30:00+08:00");
  assert.deepEqual(
    [wang, zhao, qian, he].map((one) => stage.look(one).length),
    before,
  );
  await stage.clock("2026-06-06T18:45:00+08:00");
  for (const one of [wang, qian]) assert.match(stage.last(one), /提醒[\s\S]*07:00-08:30[\s\S]*戴头盔/);
  const [a = 0, b = 0, c = 0, d = 0] = before;
  assert.deepEqual(
    [wang, zhao, qian, he].map((one) => stage.look(one).length),
    [a + 1, b, c + 1, d],
  );

  // The host calls it off: everybody who counted on it is told, and who left before is not.
  await stage.privately(zhou, `取消招募 ${code} 下大雨`);
  assert.match(stage.last(zhou), /要取消[\s\S]*下大雨/);
  assert.match(card(), /已报 2\/2/, "not before it is confirmed");
  await stage.press(zhou, zhou, "确认取消");
  for (const one of [wang, qian, he]) assert.match(stage.last(one), new RegExp(`请不要前往：${code}[\\s\\S]*下大雨`));
  assert.equal(stage.look(zhao).length, b);
  assert.match(card(), /已取消：下大雨/);
  assert.deepEqual(stage.card(RIDERS, code)?.buttons, [], "nobody can sign up any more");
  await stage.privately(zhao, `报名 ${code}`);
  assert.match(stage.last(zhao), /已经取消/);
  await stage.clock("2026-06-07T09:00:00+08:00");
  for (const one of [wang, qian, he]) assert.match(stage.last(one), /请不要前往/, "nobody is called to what is off");
  const cards = stage.seen(RIDERS).filter((text) => text.includes("高考送考"));
  if (stage.edits) assert.equal(cards.length, 1, "one card, always the same");
});
