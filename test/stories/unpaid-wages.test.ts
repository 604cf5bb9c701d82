/** (a) Seeds #15, #16, #20: unpaid wages, from the group to a supervised case, each step seen by whom it concerns. */
import assert from "node:assert/strict";
import { HANDLERS, RIDERS, tell } from "./harness.ts";

tell(
  "(a), unpaid wages,",
  "2026-11-23T09:00:00+08:00",
  ["li", "sun", "zhou"],
  async (stage, { wang, li, sun, zhou }) => {
    const before = stage.look(RIDERS).length;
    await stage.inGroup(RIDERS, wang, "两个月没结钱了，站长还扣三百");
    assert.equal(stage.look(RIDERS).length, before, "what is not said to the bot is not heard");

    // The group hears a number and nothing else; the words were said to everybody once, and not by the bot.
    await stage.inGroup(RIDERS, wang, "@小驿 提诉求 站长扣了我三百块，两个月没结");
    const no = /编号 (\d+)/.exec(stage.last(RIDERS))?.[1] ?? "";
    assert.match(no, /^\d{6,}$/);
    assert.ok(stage.last(RIDERS).startsWith(`已登记，编号 ${no}，细节请私聊我。`), stage.last(RIDERS));
    await stage.follow(RIDERS, wang);
    assert.match(
      stage.all(wang),
      /使用告知[\s\S]*东街党群服务中心/,
      "the first direct contact is preceded by the notice",
    );
    assert.match(stage.last(wang), /在哪儿/);

    await stage.privately(wang, "东街站");
    await stage.press(wang, wang, "保密");
    assert.match(stage.last(wang), /站长扣了我三百块，两个月没结[\s\S]*东街站[\s\S]*来访者-/);
    assert.equal(stage.look(HANDLERS).filter((seen) => seen.text.includes(no)).length, 0, "nothing is filed unseen");
    await stage.press(wang, wang, "提交");
    assert.match(stage.last(wang), new RegExp(`已提交，编号 ${no}[\\s\\S]*2026-11-30[\\s\\S]*0932-1234567`));

    assert.match(stage.last(HANDLERS), new RegExp(`诉求 ${no}[\\s\\S]*三百块[\\s\\S]*东街站[\\s\\S]*还没人认领`));
    assert.doesNotMatch(stage.all(HANDLERS), /王师傅/, "who asked to stay unnamed is not named");
    await stage.press(HANDLERS, li, "认领");
    const card = () => stage.card(HANDLERS, `诉求 ${no}　`)?.text ?? "";
    assert.match(card(), /已由李主任认领/, "the card itself says who has it");
    assert.match(stage.last(wang), new RegExp(`${no} 已由.*认领`));
    await stage.inGroup(HANDLERS, sun, `@小驿 认领 ${no}`);
    assert.match(stage.last(HANDLERS), /已由李主任认领/, "a second claim is told who was first");

    await stage.inGroup(HANDLERS, li, `@小驿 办结 ${no}`);
    assert.match(stage.last(HANDLERS), /佐证/, "without evidence nothing is resolved");
    assert.match(stage.last(wang), /认领/);
    await stage.inGroup(HANDLERS, li, `@小驿 办结 ${no} 站点已补发三百元，有转账截图`);
    assert.match(stage.last(wang), new RegExp(`${no}[\\s\\S]*站点已补发三百元[\\s\\S]*解决了吗`));
    assert.deepEqual(stage.buttons(wang), ["解决了", "没解决"]);

    // 没解决 reopens it, and the handlers' group gets a new line, not only another card.
    const reopened = await stage.during(HANDLERS, () => stage.press(wang, wang, "没解决"));
    assert.match(stage.last(wang), new RegExp(`${no} 已经重新办理`));
    assert.ok(
      reopened.some((seen) => /对方说没解决，重新办理/.test(seen.text) && seen.buttons.includes("认领")),
      "the handlers' group is told",
    );
    assert.doesNotMatch(stage.all(zhou), new RegExp(no), "the secretary is not bothered the first time");
    await stage.privately(wang, "只到账一百");
    assert.match(stage.last(li), new RegExp(`${no}[\\s\\S]*只到账一百`));

    await stage.press(HANDLERS, sun, "认领");
    assert.match(card(), /已由孙主任认领/);
    await stage.privately(sun, `答复 ${no} 剩余两百周五前到账`);
    assert.match(stage.last(wang), /剩余两百周五前到账/);
    const again = await stage.during(zhou, () => stage.press(wang, wang, "没解决"));
    assert.match(again.map((seen) => seen.text).join("\n"), new RegExp(`${no} 对方再次说没解决，已转督办`));
    assert.match(card(), /督办/);
    await stage.press(wang, wang, "跳过");
    await stage.privately(wang, `查进度 ${no}`);
    assert.match(stage.last(wang), /督办中/);

    await stage.privately(sun, `办结 ${no} 两百元已当面结清并签字`);
    await stage.press(wang, wang, "解决了");
    assert.match(stage.last(wang), new RegExp(`${no} 办结`));
    assert.match(card(), /已办结/);

    const inGroup = stage.look(RIDERS).slice(before);
    assert.equal(inGroup.length, 1, "from first to last the riders' group heard one line");
    assert.doesNotMatch(stage.all(RIDERS), /王师傅|三百|站长|东街站/, "and in it neither the words nor the name");
  },
);
