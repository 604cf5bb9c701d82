/** Plain guesses from words, so that what was already said is not asked again. A person decides at the preview. */
import type { Kind } from "./kinds.ts";

const WRONG =
  /投诉|举报|扣|克扣|拖欠|欠薪|欠.{0,6}(工资|钱|薪)|不给|不发|没发|少发|少给|罚|骂|打人|打我|辱|赶|刁难|威胁|逼|强制|乱收|收费|收了?我|索要|吃拿|不办事|不作为|违规|拉黑|封号|封我|开除|辞退|不让|拒绝|不管|没人管|不赔|推脱|推诿|态度|欺负|骗|坑|吃回扣|差评/;
const HELP = /求助|帮|救|丢了|掉了|找不到|没地方|住哪|吃不上|借|困难|怎么办|撞|摔|受伤|生病|住院|没钱/;
const ASKS = /[?？]|吗|怎么|如何|多少|什么|能不能|可不可以|是否|咨询|请问|想问|哪里|几号/;

/** complaint, help or consultation; null when the words do not tell. */
export function guessKind(text: string): Kind | null {
  if (WRONG.test(text)) return "complaint";
  if (HELP.test(text)) return "help";
  return ASKS.test(text) ? "consultation" : null;
}

export const hazardNames = ["fire", "wire", "road", "light", "waste", "flood", "building", "traffic", "other"] as const;
export type Hazard = (typeof hazardNames)[number];

const HAZARDS: [Hazard, RegExp][] = [
  ["wire", /飞线|电线|线缆|漏电|充电|电箱|配电|电缆|插座/],
  ["fire", /消防|通道|灭火|逃生|疏散|堵|占用|杂物|起火|冒烟|燃气|煤气/],
  ["light", /路灯|灯.{0,3}(坏|灭|不亮)|照明|太黑|黑灯/],
  ["flood", /积水|漏水|水管|下水|污水|内涝|淹|爆管/],
  ["road", /坑|井盖|路面|塌|裂|台阶|减速带|护栏|施工|围挡|石墩|桩/],
  ["waste", /垃圾|卫生|脏|臭|油污|粪|乱倒|堆放/],
  ["building", /墙皮|外墙|脱落|广告牌|招牌|玻璃|高空|电梯|门禁|屋檐|树枝|树/],
  ["traffic", /红绿灯|信号灯|标线|乱停|停车|逆行|视线|路口/],
];

/** What a hazard is about, for its card and for finding the same one again. */
export function hazardOf(text: string): Hazard {
  return HAZARDS.find(([, words]) => words.test(text))?.[0] ?? "other";
}

/** Asking how the words work is not yet a case. */
export function asksHow(text: string): boolean {
  return /^(怎么|如何|是什么|是啥|有什么用|啥意思|什么意思|干嘛|干啥|吗|能)/.test(text) && [...text].length <= 10;
}
