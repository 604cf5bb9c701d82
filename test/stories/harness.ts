/** Tells one story on every platform: once, and with everything delivered twice, which must look the same. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { missing } from "../emulators/wechat/packages.ts";
import { dingtalkWire } from "./dingtalk.ts";
import { larkWire } from "./lark.ts";
import { sandboxWire } from "./sandbox.ts";
import { ADMIN, type Person, Stage, type Wire } from "./stage.ts";
import { telegramWire } from "./telegram.ts";
import { terminalWire } from "./terminal.ts";
import { wechatWire } from "./wechat.ts";
import { wecomWire } from "./wecom.ts";

const WIRES: Record<string, (t: TestContext, start: number) => Promise<Wire>> = {
  terminal: terminalWire,
  telegram: telegramWire,
  lark: larkWire,
  wecom: wecomWire,
  dingtalk: dingtalkWire,
  wechat: wechatWire,
  sandbox: sandboxWire,
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

const ROLES = { li: "承办人", sun: "承办人", zhou: "书记", chen: "书记" };
type Staff = keyof typeof ROLES;

/** Registers the tests `story (a) on terminal` and so on; `start` is when the story begins, `staff` who works in it. */
export function tell(name: string, start: string, staff: Staff[], story: Story): void {
  for (const [platform, open] of Object.entries(WIRES)) {
    const skip = (platform === "wechat" && missing()) || false;
    test(`story ${name} on ${platform}`, { skip }, async (t) => {
      const told: Awaited<ReturnType<Stage["finish"]>>[] = [];
      for (const twice of [false, true]) {
        await t.test(twice ? "with everything delivered twice" : "once", async (part) => {
          const stage = new Stage(await open(part, Date.parse(start)), twice);
          await story(stage, await street(stage, staff));
          told.push(sameNumbers(await stage.finish()));
        });
      }
      assert.equal(told.length, 2);
      assert.deepEqual(told[1], told[0], "what people see differs when everything is delivered twice");
    });
  }
}

/** Groups are bound and roles given in the words that people say, not by short cuts. */
async function street(stage: Stage, staff: Staff[]): Promise<Street> {
  const admin = stage.person(ADMIN);
  const people: Street = {
    wang: stage.person("王师傅"),
    zhao: stage.person("赵师傅"),
    qian: stage.person("钱师傅"),
    he: stage.person("何师傅"),
    li: stage.person("李主任"),
    sun: stage.person("孙主任"),
    zhou: stage.person("周书记"),
    chen: stage.person("陈书记"),
  };
  for (const one of [people.wang, people.zhao, people.qian, people.he]) await stage.inGroup(RIDERS, one, "大家好");
  assert.deepEqual(stage.look(RIDERS), [], "nobody spoke to the bot there");
  await stage.inGroup(RIDERS, admin, "@小驿 绑定本群 东街");
  await stage.press(RIDERS, admin, "新建并绑定");
  await stage.inGroup(HANDLERS, admin, "@小驿 绑定本群 东街 承办");
  assert.match(stage.last(HANDLERS), /承办群/);
  for (const name of staff) {
    await stage.inGroup(HANDLERS, people[name], "大家好");
    await stage.privately(people[name], "帮助");
    await stage.inGroup(HANDLERS, admin, `@小驿 任命 @${people[name].name} ${ROLES[name]} 东街`, { at: people[name] });
    assert.match(stage.last(HANDLERS), new RegExp(`现在是东街${ROLES[name]}`));
    assert.match(stage.last(people[name]), new RegExp(`东街${ROLES[name]}`));
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
