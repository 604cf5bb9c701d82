/** Tells one story on every platform: once, and with everything delivered twice, which must look the same. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { larkWire } from "./lark.ts";
import { type Person, Stage, type Wire } from "./stage.ts";
import { telegramWire } from "./telegram.ts";
import { terminalWire } from "./terminal.ts";

const WIRES: Record<string, (t: TestContext, start: number) => Promise<Wire>> = {
  terminal: terminalWire,
  telegram: telegramWire,
  lark: larkWire,
};

/** Where riders talk, and where those who handle cases do. */
export const RIDERS = "东街骑手群";
export const HANDLERS = "东街承办群";

/** The people of the street, their groups bound and their roles given in the words of WORDS.md. */
export interface Street {
  wang: Person;
  zhao: Person;
  qian: Person;
  he: Person;
  /** Handlers. */
  li: Person;
  sun: Person;
  /** Secretaries. */
  zhou: Person;
  chen: Person;
}

export type Story = (stage: Stage, street: Street) => Promise<void>;

/** Registers the tests `story (a) on terminal` and so on; `start` is when the story begins. */
export function tell(name: string, start: string, story: Story): void {
  for (const [platform, open] of Object.entries(WIRES)) {
    test(`story ${name} on ${platform}`, async (t) => {
      const told: Awaited<ReturnType<Stage["finish"]>>[] = [];
      for (const twice of [false, true]) {
        await t.test(twice ? "with everything delivered twice" : "once", async (part) => {
          const stage = new Stage(await open(part, Date.parse(start)), twice);
          await story(stage, await street(stage));
          const end = await stage.finish(); if (process.env.SHOW) console.error(platform, twice, JSON.stringify(end, null, 1));
          told.push(sameNumbers(end));
        });
      }
      assert.equal(told.length, 2);
      assert.deepEqual(told[1], told[0], "what people see differs when everything is delivered twice");
    });
  }
}

async function street(stage: Stage): Promise<Street> {
  const admin = stage.person("郑部长"); // the first person is the one whom ADMINS names
  const person = (name: string) => stage.person(name);
  const people: Street = {
    wang: person("王师傅"),
    zhao: person("赵师傅"),
    qian: person("钱师傅"),
    he: person("何师傅"),
    li: person("李主任"),
    sun: person("孙主任"),
    zhou: person("周书记"),
    chen: person("陈书记"),
  };
  const { li, sun, zhou, chen } = people;
  for (const one of [people.wang, people.zhao, people.qian, people.he]) await stage.inGroup(RIDERS, one, "大家好");
  for (const one of [li, sun, zhou, chen]) {
    await stage.inGroup(HANDLERS, one, "大家好");
    await stage.privately(one, "帮助");
  }
  assert.deepEqual(stage.look(RIDERS), [], "nobody spoke to the bot there");

  await stage.inGroup(RIDERS, admin, "@小驿 绑定本群 东街");
  await stage.press(RIDERS, admin, "新建并绑定");
  await stage.inGroup(HANDLERS, admin, "@小驿 绑定本群 东街 承办");
  assert.match(stage.last(HANDLERS), /承办群/);
  for (const [who, role] of [
    [li, "承办人"],
    [sun, "承办人"],
    [zhou, "书记"],
    [chen, "书记"],
  ] as const) {
    await stage.inGroup(HANDLERS, admin, `@小驿 任命 @${who.name} ${role} 东街`, { at: who });
    assert.match(stage.last(HANDLERS), new RegExp(`现在是东街${role}`));
    assert.match(stage.last(who), new RegExp(`东街${role}`));
  }
  return people;
}

/** Case numbers and aliases are drawn by lot: each is replaced by its place in the order of appearance. */
function sameNumbers<T>(told: T): T {
  const drawn = new Map<string, string>();
  const text = JSON.stringify(told).replace(/(?<![\d-])\d{6}(?!\d)|来访者-\w{4}/g, (one) => {
    const name = drawn.get(one) ?? `#${drawn.size + 1}`;
    drawn.set(one, name);
    return name;
  });
  return JSON.parse(text) as T;
}
