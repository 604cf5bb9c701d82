import assert from "node:assert/strict";
import { test } from "node:test";
import { publicRoutes } from "../../src/features/tickets/feed/open311-routes.ts";
import { photo, street, to } from "../features/tickets/talk.ts";
import { type Talk, words } from "../talk.ts";
import { dumped } from "./dump.ts";
import { filed } from "./file.ts";

test("P14: no cell under five is shown, and none can be had by asking again after one more case", async (t) => {
  const talk = await street(t);
  await talk.direct("xu", "帮助", { name: "许书记" });
  await talk.role("secretary", "xu", "东街");
  const shown: string[] = [];
  for (let i = 0; i < 12; i++) {
    await filed(talk, `r${i}`, `第${i}站充电柜跳闸没人修`, "保密");
    const said = words(await talk.direct("zhou", "统计"));
    shown.push(said);
    const counts = [...said.matchAll(/(?<![\d.\-年月:：])([1-4])\s*件/g)].map((match) => match[0]);
    assert.deepEqual(counts, [], said);
  }
  assert.equal(
    new Set(shown.slice(0, 4)).size,
    1,
    "one to four look alike: the difference of two answers tells nothing",
  );
  assert.notEqual(shown[11], shown[0], "the figures do speak in the end");
  assert.equal(words(await talk.direct("xu", "统计")), shown[11], "and say the same to whoever may ask");
});

test("P15: who comes is for the organiser alone, in private; the group's card has a head-count", async (t) => {
  const talk = await street(t);
  await talk.direct("zhou", "招募 送考");
  for (const answer of ["2026-11-28 08:00-10:00", "东街路口", "3", "路口车多", "无"]) await talk.direct("zhou", answer);
  const code = /招募令 ([A-Z]\d\d)/.exec(words(await talk.press("@zhou", "zhou", "发布"), "g1"))?.[1] ?? "";
  await talk.group("g1", "wang", `报名 ${code}`);
  await talk.direct("zhao", `报名 ${code}`);
  const seen = words(talk.said.filter((one) => one.to === "g1"));
  assert.match(seen, /2\/3/);
  assert.doesNotMatch(seen, /王师傅|赵师傅/);
  for (const who of ["qian", "li"])
    assert.doesNotMatch(words(await talk.direct(who, `名单 ${code}`)), /王师傅|赵师傅/, who);
  const asked = await talk.group("g1", "zhou", `名单 ${code}`);
  assert.doesNotMatch(words(asked, "g1"), /王师傅|赵师傅/);
  assert.match(words(await talk.direct("zhou", `名单 ${code}`), "@zhou"), /王师傅[\s\S]*赵师傅/);
});

test("P15: a helped person's door is on no card; who has a place gets it from T−2 h to T+24 h, then it is gone", async (t) => {
  const talk = await street(t);
  await talk.direct("zhou", "招募 送药");
  await talk.direct("zhou", "2026-11-24 14:00-15:00");
  assert.match(words(await talk.direct("zhou", "幸福里3号楼2单元501")), /门牌/, "the card is everybody's");
  for (const answer of ["幸福里小区东门", "1", "药要密封", "无"]) await talk.direct("zhou", answer);
  const code = /招募令 ([A-Z]\d\d)/.exec(words(await talk.press("@zhou", "zhou", "发布"), "g1"))?.[1] ?? "";
  assert.match(words(await talk.group("g1", "zhou", `门牌 ${code} 3号楼2单元501`), "g1"), /私聊/);
  assert.match(words(await talk.direct("zhou", `门牌 ${code} 3号楼2单元501`)), /两小时/);
  await talk.direct("wang", `报名 ${code}`);
  await talk.direct("zhao", `报名 ${code}`);
  const start = talk.said.length;
  assert.match(words(await talk.direct("wang", `门牌 ${code}`)), /两小时/, "too early");
  await talk.clock("2026-11-24T11:59:00+08:00");
  assert.doesNotMatch(words(talk.said.slice(start)), /501/);
  const given = await talk.clock("2026-11-24T12:00:30+08:00");
  assert.match(words(given, "@wang"), /3号楼2单元501/);
  assert.deepEqual([...new Set(given.filter((one) => one.text.includes("501")).map((one) => one.to))], ["@wang"]);
  assert.doesNotMatch(words(await talk.direct("zhao", `门牌 ${code}`)), /501/, "who waits in line has no place");
  assert.doesNotMatch(words(await talk.direct("qian", `门牌 ${code}`)), /501/);
  const asked = await talk.group("g1", "wang", `门牌 ${code}`);
  assert.doesNotMatch(words(asked, "g1"), /501/);
  assert.match(words(asked, "@wang"), /501/);
  await talk.clock("2026-11-25T13:59:00+08:00");
  assert.match(words(await talk.direct("wang", `门牌 ${code}`)), /501/);
  await talk.clock("2026-11-25T14:01:00+08:00");
  assert.doesNotMatch(words(await talk.direct("wang", `门牌 ${code}`)), /501/);
  const rows = JSON.stringify(
    (await dumped(talk)).rows.map((row) => row.values),
    plain,
  );
  assert.ok(!rows.includes("2单元501"), "deleted, not only withheld");
});

const plain = (_: string, value: unknown) => (typeof value === "bigint" ? Number(value) : value);

/** As people in danger write: dialect, wrong characters, pinyin, no marks. */
const DANGERS: [RegExp, string[]][] = [
  [/119/, ["站点着火了", "充电柜在冒烟起火了", "楼下电动车烧起来了快来人", "zhao huo le"]],
  [/120/, ["骑手被撞了腿断了", "老李昏倒了叫不醒", "有人中暑晕倒了", "摔的不轻留了好多血"]],
  [/122|120/, ["出车祸了人躺地上", "被车撞了"]],
  [/110/, ["站长拿刀要砍我", "有人打我"]],
  [/12356|120|110/, ["我不想活了", "活着没意思想跳楼"]],
];

test("P32: the number comes first in the very next words, wherever they are said, and nobody claims to have called", async (t) => {
  const talk = await street(t);
  let n = 0;
  for (const [number, sentences] of DANGERS) {
    for (const sentence of sentences) {
      n += 1;
      // Bare, as a complaint, in the middle of a form, and in a group.
      const bare = to(await talk.direct(`p${n}`, sentence), `@p${n}`);
      const form = to(await talk.direct(`p${n}`, `提诉求 ${sentence}`), `@p${n}`);
      await talk.direct(`q${n}`, "提诉求 站长扣了我三百块");
      const within = to(await talk.direct(`q${n}`, sentence), `@q${n}`);
      const group = to(await talk.group("g1", `p${n}`, `提诉求 ${sentence}`), "g1");
      for (const said of [bare, form, within, group]) {
        const first = said[0]?.text ?? "";
        assert.match(first.split("\n").slice(0, 2).join("\n"), number, `${sentence} -> ${first.slice(0, 80)}`);
        assert.doesNotMatch(words(said), /(已经|已|正在|马上)(替|帮|为)?您?(拨打|报警|呼叫|叫了|打了)/, sentence);
      }
    }
  }
  assert.ok(n >= 14);
});

test("P37: the handling body sees neither telephone nor name; the reporter sees each opening, in every way of looking", async (t) => {
  const talk = await street(t);
  const { no } = await filed(talk, "wang", "我是王师傅，打我电话138 1234 5678，站长扣了我三百块", "保密");
  await talk.group("g2", "li", `认领 ${no}`);
  await talk.direct("li", `查看 ${no}`);
  await talk.direct("wang", `补充 ${no} 一三八一二三四五六七八也行，13912345678是我媳妇`);
  await talk.direct("li", `追问 ${no} 哪一天`);
  await talk.direct("wang", "上周五，回电１３８１２３４５６７８");
  await talk.direct("zhou", "我的待办");
  await talk.direct("zhou", `查看 ${no}`);
  const staff = words(talk.said.filter((one) => ["g2", "@li", "@zhou", "@sun", "@admin"].includes(one.to)));
  assert.match(staff, /138\*\*\*\*5678/);
  assert.doesNotMatch(staff.normalize("NFKC"), /1381234|138 1234|13912345678|一三八一|王师傅/);
  const seen = words(await talk.direct("wang", `谁看过我的诉求 ${no}`));
  for (const what of ["承办群收到", "认领时打开", "打开查看", "东街 承办人", "东街 书记"])
    assert.ok(seen.includes(what), what);
  assert.doesNotMatch(seen, /李主任|周书记/);
});

test("P39: what is said against a named person stays in its case: no agenda, no feed, no offer to others, no digest", async (t) => {
  const talk = await street(t);
  const rumour = "听说王大锤站长偷公司的钱还打人";
  const { no } = await filed(talk, "wang", rumour, "保密");
  // Others who write nearly the same are not shown it.
  const alike = await talk.direct("zhao", `提诉求 ${rumour}，大家都知道`);
  assert.doesNotMatch(words(to(alike, "@zhao")).replaceAll(`${rumour}，大家都知道`, ""), /王大锤|偷公司/);
  await talk.direct("zhao", "取消");
  assert.match(words(await talk.direct("zhou", `公开 ${no} 站点账目有问题`)), /只有隐患|没有找到/);
  await talk.clock("2026-12-20T10:00:00+08:00");
  const agenda = words(await talk.direct("zhou", "议题"));
  assert.doesNotMatch(agenda, /王大锤|偷公司/);
  for (const word of ["统计", "报表"])
    assert.doesNotMatch(words(await talk.direct("zhou", word)), /王大锤|偷公司/, word);
  const feed = publicRoutes(talk.script.app.kit);
  for (const path of ["/requests.json", `/requests/${no}.json`])
    assert.doesNotMatch(await (await feed.request(path)).text(), /王大锤|偷公司/);
  // A hazard whose words name somebody is offered to others by its kind and place alone.
  await hazard(talk, "qian");
  const offered = words(
    to(await talk.direct("he", "随手拍 通道又被王大锤堵了", { ...photo(talk), place: POINT }), "@he"),
  );
  assert.doesNotMatch(offered.replaceAll("通道又被王大锤堵了", ""), /王大锤/);
  const groups = words(talk.said.filter((one) => one.to === "g1"));
  assert.doesNotMatch(groups, /王大锤|偷公司/);
});

const POINT = { lat: 35.6, lon: 104.7 };

async function hazard(talk: Talk, from: string): Promise<void> {
  await talk.direct(from, "同意");
  await talk.direct(from, "随手拍 王大锤把消防通道堵了", { ...photo(talk), place: POINT });
}
