/** Names of kinds, states and the like. */
import type { Hazard } from "./guess.ts";
import type { Kind } from "./kinds.ts";
import type { Move, State } from "./lifecycle.ts";
import type { Naming } from "./store.ts";

type Names<K extends string> = Record<K, string>;

const WEEK = ["日", "一", "二", "三", "四", "五", "六"];
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const weekday = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay();

export const zh = {
  kind: {
    complaint: "投诉",
    help: "求助",
    consultation: "咨询",
    hazard: "随手拍",
    suggestion: "建议",
    wish: "微心愿",
  } as Names<Kind>,
  state: {
    submitted: "已收到",
    open_for_claim: "等待认领",
    claimed: "已认领",
    in_progress: "办理中",
    waiting_reporter: "等您补充（时限暂停）",
    replied: "已答复",
    resolved: "已办好，等您确认",
    follow_up: "已办好，等您确认",
    closed: "已办结",
    returned: "已退回，负责人重新指定",
    designated: "已指定单位，等待认领",
    reopened: "重新办理",
    supervised: "督办中",
    withdrawn: "已撤回",
    merged: "已并入同类诉求",
    declined: "不予受理",
  } as Names<State>,
  /** The same where staff sees it. */
  staffState: {
    waiting_reporter: "等对方补充（时限暂停）",
    resolved: "已报办好，等对方确认",
    follow_up: "已报办好，等对方确认",
  } as Partial<Names<State>>,
  naming: { named: "实名", confidential: "保密", anonymous: "匿名" } as Names<Naming>,
  hazard: {
    fire: "消防通道",
    wire: "用电",
    road: "路面",
    light: "照明",
    waste: "环境卫生",
    flood: "积水漏水",
    building: "楼体设施",
    traffic: "交通秩序",
    other: "隐患",
  } as Names<Hazard>,
  /** What staff may say when another word is not possible now. */
  word: {
    claim: "认领",
    ask: "追问",
    extend: "延期",
    reply: "答复",
    resolve: "办结",
    confirm: "解决了",
    dispute: "没解决",
    return: "退回",
    designate: "指定",
    transfer: "转办",
    supervise: "督办",
    withdraw: "撤回诉求",
    decline: "不受理",
    merge: "合并",
  } as Partial<Names<Move>>,
  day: (date: string, provisional: boolean) =>
    provisional ? `暂按 ${date}，以国务院通知为准` : `${date}（周${WEEK[weekday(date)]}）`,
  visitor: "来访者",
  nobody: "匿名",
  me: "我",
  someone: "承办人",
  unit: "承办单位",
  handlers: (unit: string) => (unit ? `${unit}的承办人` : "承办人"),
};

export const en: typeof zh = {
  kind: {
    complaint: "complaint",
    help: "request for help",
    consultation: "question",
    hazard: "hazard",
    suggestion: "suggestion",
    wish: "wish",
  },
  state: {
    submitted: "received",
    open_for_claim: "waiting to be claimed",
    claimed: "claimed",
    in_progress: "in progress",
    waiting_reporter: "waiting for your answer (the clock stands still)",
    replied: "answered",
    resolved: "done, please confirm",
    follow_up: "done, please confirm",
    closed: "closed",
    returned: "returned, to be placed anew",
    designated: "unit designated, waiting to be claimed",
    reopened: "taken up again",
    supervised: "under supervision",
    withdrawn: "withdrawn",
    merged: "merged with a similar case",
    declined: "declined",
  },
  staffState: {
    waiting_reporter: "waiting for the reporter (the clock stands still)",
    resolved: "reported as done, to be confirmed",
    follow_up: "reported as done, to be confirmed",
  },
  naming: { named: "named", confidential: "confidential", anonymous: "anonymous" },
  hazard: {
    fire: "fire lane",
    wire: "wiring",
    road: "road surface",
    light: "lighting",
    waste: "waste",
    flood: "water",
    building: "building",
    traffic: "traffic",
    other: "hazard",
  },
  word: {
    claim: "认领 (claim)",
    ask: "追问 (ask)",
    extend: "延期 (extend)",
    reply: "答复 (reply)",
    resolve: "办结 (resolve)",
    confirm: "解决了 (solved)",
    dispute: "没解决 (not solved)",
    return: "退回 (return)",
    designate: "指定 (designate)",
    transfer: "转办 (transfer)",
    supervise: "督办 (supervise)",
    withdraw: "撤回诉求 (withdraw)",
    decline: "不受理 (decline)",
    merge: "合并 (merge)",
  },
  day: (date: string, provisional: boolean) =>
    provisional ? `provisionally ${date}; the State Council's notice decides` : `${date} (${DAYS[weekday(date)]})`,
  visitor: "visitor",
  nobody: "anonymous",
  me: "I",
  someone: "a handler",
  unit: "the unit",
  handlers: (unit: string) => (unit ? `the handlers of ${unit}` : "the handlers"),
};
