/** What people say all day: conversations of a line or several, each by one person. */
import type { Address } from "#bot";
import type { Chance } from "../crash/chance.ts";
import type { DayHouse } from "./house.ts";

export interface Line {
  words: string;
  /** The group; left out: the person's own chat. */
  group?: Address;
  /** In a group: not said to the bot. */
  aside?: true;
  photo?: Buffer;
  /** The person goes on only when this is answered: in another chat, where nothing keeps the order of the two. */
  waits?: true;
  /** Presses the newest button with this label instead of saying anything. */
  press?: string;
}

export interface Conversation {
  who: Address;
  lines: Line[];
  /** It makes one case, which alone holds this word. */
  makes?: string;
  /** Signs up for the call-out of this code, or off again. */
  seat?: { code: string; taken: boolean };
}

const LETTERS = "bcdfghjkmnpqrtvwxz23456789";
const PNG = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
/** How a word begins that may be found nowhere afterwards. */
export const ASIDE = "zzoverheardzz";

const QUESTIONS = [
  "工伤怎么认定",
  "高温津贴什么时候发",
  "欠薪找谁",
  "送餐路上摔了算工伤吗",
  "社保断了怎么办",
  "站点能扣我押金吗",
  "驿站几点关门",
  "志愿服务有保险吗",
];
const ORDERS = ["学一点", "我的报名", "帮助", "我的", "查进度", "当志愿者", "稍后", "资料 下雨"];
const TALK = [
  "今天单子多不多",
  "提诉求 站长扣了我三百块",
  "报名 A12",
  "着火了快跑",
  "小驿 帮我查一下",
  "认领 482913",
  "+1",
];

/** A word that occurs nowhere else, and looks like no number and no pinyin. */
export function token(chance: Chance, letters = 24): string {
  return Array.from({ length: letters }, () => LETTERS[chance.integer(LETTERS.length)]).join("");
}

function photo(chance: Chance): Buffer {
  const noise = Buffer.from(Array.from({ length: 500 + chance.integer(3_000) }, () => chance.integer(256)));
  return Buffer.concat([PNG, noise]);
}

const pick = <T>(chance: Chance, values: readonly T[]): T => values[chance.integer(values.length)] as T;

/** Something that a rider does now. `codes`: call-outs that are open. */
export function riderSays({ people, groups }: DayHouse, chance: Chance, codes: readonly string[]): Conversation {
  const who = pick(chance, people.riders);
  const group = groups.riders;
  const draw = chance.integer(100);
  if (draw < 24) return { who, lines: [{ words: pick(chance, QUESTIONS) }] };
  if (draw < 34) return { who, lines: [{ words: pick(chance, QUESTIONS), group }] };
  if (draw < 42)
    return {
      who,
      lines: chance
        .shuffled(QUESTIONS)
        .slice(0, 3)
        .map((words) => ({ words })),
    };
  if (draw < 54) return complaint(who, chance, draw < 48 ? group : undefined);
  if (draw < 62) return hazard(who, chance);
  const code = codes.length > 0 ? pick(chance, codes) : undefined;
  if (draw < 72 && code) return { who, lines: [{ words: `报名 ${code}` }], seat: { code, taken: true } };
  if (draw < 80 && code) return { who, lines: [{ words: `取消报名 ${code}` }], seat: { code, taken: false } };
  return { who, lines: [{ words: pick(chance, ORDERS) }] };
}

/** Something that one of these says to the others: words that would be commands, if they were said to the bot. */
export function aside({ groups }: DayHouse, riders: readonly Address[], chance: Chance): Conversation {
  const words = `${pick(chance, TALK)} ${ASIDE}${token(chance, 12)}`;
  const line: Line = { words, group: groups.riders, aside: true, ...(chance.once(5) && { photo: photo(chance) }) };
  return { who: pick(chance, riders), lines: [line] };
}

function complaint(who: Address, chance: Chance, group: Address | undefined): Conversation {
  const makes = token(chance);
  const answers = [`${token(chance, 6)}站点`, "保密", "提交"].map((words): Line => ({ words }));
  return {
    who,
    makes,
    lines: [{ words: `提诉求 站长扣了我三百块 ${makes}`, ...(group && { group, waits: true }) }, ...answers],
  };
}

function hazard(who: Address, chance: Chance): Conversation {
  const makes = token(chance);
  const first = { words: `随手拍 路灯不亮 ${makes}`, photo: photo(chance) };
  return { who, makes, lines: [first, { words: `${token(chance, 12)}路口` }] };
}

/** The first words of the day: everybody has written to the bot, and the bot has been called in both groups. */
export function greetings({ people, groups }: DayHouse): Conversation[] {
  const all = [...people.riders, ...people.handlers, ...people.secretaries];
  const [first, boss] = [people.riders[0] as Address, people.handlers[0] as Address];
  return [
    ...all.map((who) => ({ who, lines: [{ words: "帮助" }, { words: "同意" }] })),
    { who: first, lines: [{ words: "帮助", group: groups.riders }] },
    { who: boss, lines: [{ words: "帮助", group: groups.handlers }] },
  ];
}

/** A study item written by one secretary; the other lets it pass. */
export function studyItem({ people }: DayHouse, title: string, at: string): Conversation[] {
  const [writer, reviewer] = people.secretaries as [Address, Address];
  const said = ["写学习", title, "出车前看胎压，看刹车。", at, "全部", "送审"];
  return [
    { who: writer, lines: said.map((words) => ({ words })) },
    { who: reviewer, lines: [{ words: `通过 ${title}` }] },
  ];
}

export function callOut({ people }: DayHouse, task: string, when: string): Conversation {
  const said = [`招募 ${task}`, when, "东街路口", "3", "路口车多，请戴头盔", "意外险", "发布"];
  return { who: people.secretaries[0] as Address, lines: said.map((words) => ({ words })) };
}

/** A handler takes a case on, by the button or by its number, and ends it. */
export function handling({ people, groups }: DayHouse, chance: Chance, no: string): Conversation {
  const who = pick(chance, people.handlers);
  const group = groups.handlers;
  const claim: Line = chance.once(3) ? { words: "", group, press: "认领" } : { words: `认领 ${no}`, group };
  const lines: Line[] = [claim, { words: `办结 ${no} 已补发三百元，附转账凭证`, group }];
  return { who, lines };
}
