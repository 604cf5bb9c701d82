/** (b) Seeds #23, #27: a blocked fire lane, reported by one, met by three more, put right once and told to all four. */
import assert from "node:assert/strict";
import { HANDLERS, RIDERS, tell } from "./harness.ts";

const LANE = { lat: 35.581_234, lon: 104.626_543, words: "东门口" };
const near = (metres: number) => ({ ...LANE, lat: LANE.lat + metres / 111_000 });

tell("(b), a blocked fire lane,", "2026-11-23T09:00:00+08:00", ["li"], async (stage, street) => {
  const { wang, zhao, qian, he, li } = street;
  const four = [wang, zhao, qian, he];

  // A photo in the group, whose words mention the bot: a number there, the place in private, and it is filed.
  const blocked = stage.photo("堵住的消防通道");
  await stage.inGroup(RIDERS, wang, "@小驿 随手拍 幸福小区消防通道被电动车堵死了", { photo: blocked });
  const no = /编号 (\d+)/.exec(stage.last(RIDERS))?.[1] ?? "";
  assert.match(no, /^\d{6,}$/);
  await stage.follow(RIDERS, wang);
  const asked = stage.look(wang).length;
  await stage.privately(wang, "", { place: LANE });
  assert.match(stage.last(wang), new RegExp(`已提交，编号 ${no}[\\s\\S]*2026-11-25`));
  assert.equal(stage.look(wang).length, asked + 1, "photo and place are enough: nothing else is asked, no name either");

  const card = () => stage.card(HANDLERS, `诉求 ${no}　`);
  const where = stage.points ? "35\\.5812, 104\\.6265" : LANE.words;
  assert.match(card()?.text ?? "", new RegExp(`幸福小区消防通道[\\s\\S]*${where}`));
  assert.doesNotMatch(card()?.text ?? "", /王师傅/);
  assert.deepEqual(card()?.pictures, [blocked.name], "the handlers see the very photo");

  // Three more, each with their own words, photo and place, in whatever order they come.
  await stage.privately(zhao, "随手拍 消防通道堵了", { photo: stage.photo("通道一") });
  await stage.privately(zhao, "", { place: near(15) });
  await stage.privately(qian, "随手拍 消防通道停满电动车");
  await stage.privately(qian, "", { photo: stage.photo("通道二") });
  await stage.privately(qian, "", { place: near(25) });
  await stage.privately(he, "随手拍 消防通道又堵了");
  await stage.privately(he, "", { place: near(10) });
  await stage.privately(he, "", { photo: stage.photo("通道三") });
  for (const [i, rider] of [zhao, qian, he].entries()) {
    assert.ok(stage.buttons(rider).includes("我也遇到"), `${rider.name} is offered to join`);
    assert.doesNotMatch(stage.last(rider), /幸福小区|电动车堵死|王师傅/, "nothing of the other's own words");
    await stage.press(rider, rider, "我也遇到");
    assert.match(stage.last(rider), new RegExp(`编号 ${no}`));
    assert.match(card()?.text ?? "", new RegExp(`另有 ${i + 1} 人也遇到`));
  }
  const cards = stage.seen(HANDLERS).flatMap((text) => /^诉求 (\d+)　/m.exec(text)?.[1] ?? []);
  assert.deepEqual([...new Set(cards)], [no], "four reports are one case");
  if (stage.edits) assert.equal(cards.length, 1, "and one card");

  const claimed = stage.look(zhao).length;
  await stage.press(HANDLERS, li, "认领");
  for (const rider of four) assert.match(stage.last(rider), new RegExp(`${no}.*认领`), `${rider.name} hears of it`);
  assert.equal(stage.look(zhao).length, claimed + 1);

  const cleared = stage.photo("清空的消防通道");
  await stage.inGroup(HANDLERS, li, `@小驿 办结 ${no}`, { photo: cleared });
  for (const rider of four) {
    const told = stage.look(rider).at(-1);
    assert.match(told?.text ?? "", new RegExp(`${no}[\\s\\S]*解决了吗`), `${rider.name} is asked`);
    assert.deepEqual(told?.pictures, [cleared.name], `${rider.name} sees the evidence`);
    assert.deepEqual(told?.buttons, ["解决了", "没解决"]);
  }

  await stage.press(zhao, zhao, "解决了");
  assert.match(stage.last(zhao), new RegExp(`${no} 办结`));
  for (const rider of [wang, qian, he]) assert.match(stage.last(rider), new RegExp(`${no}.*办结`));
  assert.match(card()?.text ?? "", /已办结/);
  await stage.privately(wang, `查进度 ${no}`);
  assert.match(stage.last(wang), /已办结/);
  assert.doesNotMatch(stage.all(RIDERS), /幸福小区|消防|王师傅|赵师傅/, "the riders' group heard a number");
});
