import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { openTalk, type Talk } from "../talk.ts";

/** What must never be read in a members' group: names, a telephone, a plate, an address, in whatever was said. */
const CANARIES = ["欧阳建国", "司马师傅", "13812345678", "138****5678", "皖A·D1234", "幸福里3号楼2单元501"];
const SENTENCES = [
  "我是欧阳建国，电话13812345678，站长司马师傅扣了我三百块，车皖A·D1234",
  "司马师傅把皖A·D1234堵在幸福里3号楼2单元501门口",
  "欧阳建国 13812345678",
];
const PEOPLE = [
  ["wang", "欧阳建国", "member"],
  ["zhao", "司马师傅", "member"],
  ["li", "诸葛主任", "handler"],
  ["zhou", "上官书记", "secretary"],
  ["boss", "慕容管理", "admin"],
] as const;
const NAMES = [...CANARIES, "诸葛主任", "上官书记", "慕容管理"];

async function town(t: Parameters<typeof openTalk>[0], locale: string): Promise<Talk> {
  const talk = await openTalk(t, { LOCALE: locale, DUTY_PHONE: "0932-1234567" });
  await talk.bind("g1", "东街");
  await talk.bind("g2", "东街", "handlers");
  for (const [from, name, role] of PEOPLE) {
    await talk.role(role, from, role === "admin" ? undefined : "东街");
    await talk.direct(from, "同意", { name });
  }
  return talk;
}

/** What was said to the members' group. A mention that the platform makes of the one who spoke is theirs. */
function overheard(talk: Talk): string {
  return talk.said
    .filter((one) => one.to === "g1")
    .map((one) => [one.text, ...(one.buttons ?? []).flatMap(({ label, says }) => [label, says])].join("\n"))
    .join("\n");
}

for (const locale of ["zh", "en"]) {
  test(`P11: every word of every feature, by every role, said in a group: no name, telephone or plate (${locale})`, async (t) => {
    const talk = await town(t, locale);
    // Something for the words to be about.
    await talk.group("g1", "wang", `提诉求 ${SENTENCES[0]}`);
    for (let i = 0; i < 4; i++) {
      const shown = talk.said.findLast((one) => one.to === "@wang")?.buttons ?? [];
      const next = ["跳过", "实名", "提交"].find((says) => shown.some((button) => button.says === says));
      if (next) await talk.direct("wang", next);
    }
    const no = /\d{6,10}/.exec(talk.said.map((one) => one.text).join("\n"))?.[0] ?? "";
    const all = talk.script.app.commands.flatMap((command) =>
      command.words.slice(0, 2).map((word) => word.replace(/ …$/, "")),
    );
    assert.ok(all.length > 60, `${all.length} words`);
    for (const [i, word] of all.entries()) {
      // A secretary names the unit that a group shall belong to, in that group: it is asked back by that name.
      if (word === "绑定本群") continue;
      const [from] = PEOPLE[i % PEOPLE.length] ?? ["wang"];
      await talk.group("g1", from, `${word} ${SENTENCES[i % SENTENCES.length]}`);
      await talk.group("g1", "boss", `${word} ${no} ${SENTENCES[0]}`);
    }
    const heard = overheard(talk);
    assert.ok(heard.length > 500, "the group was answered");
    for (const name of NAMES) assert.ok(!heard.includes(name), `${name}: ${around(heard, name)}`);
  });
}

test("P11: random talk of random people in a group leaks nothing either", async (t) => {
  const talk = await town(t, "zh");
  const words = talk.script.app.commands
    .flatMap((command) => command.words.map((word) => word.replace(/ …$/, "")))
    .filter((word) => word !== "绑定本群");
  const step = fc.record({
    from: fc.constantFrom(...PEOPLE.map(([from]) => from)),
    place: fc.constantFrom("g1", "g1", "direct"),
    text: fc.oneof(
      fc.tuple(fc.constantFrom(...words), fc.constantFrom(...SENTENCES)).map((parts) => parts.join(" ")),
      fc.constantFrom(
        "提交",
        "跳过",
        "实名",
        "保密",
        "匿名",
        "确认",
        "发布",
        "2026-11-28 08:00-10:00",
        "5",
        ...SENTENCES,
      ),
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 8 }), async (steps) => {
      const before = talk.said.length;
      for (const { from, place, text } of steps)
        await (place === "g1" ? talk.group("g1", from, text) : talk.direct(from, text));
      const fresh = talk.said.slice(before).filter((one) => one.to === "g1");
      const heard = fresh.map((one) => one.text).join("\n");
      // What an organiser writes on a call-out's card is meant for the group; nobody else's words are.
      const own = fresh
        .filter((one) => !one.living?.startsWith("callout:"))
        .map((one) => one.text)
        .join("\n");
      for (const name of NAMES) assert.ok(!own.includes(name), `${name}: ${around(heard, name)}`);
    }),
    { numRuns: 12, seed: 20261123 },
  );
});

function around(text: string, word: string): string {
  const at = text.indexOf(word);
  return text.slice(Math.max(0, at - 60), at + 60);
}
