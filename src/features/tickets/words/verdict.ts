/** What is said of suggestions: taken up, in part, or not, and why. */
import type { Verdict } from "../staff/verdict-rows.ts";

export const zh = {
  about: {
    adopted: "采纳建议：采纳 编号 理由和怎么办",
    partly: "部分采纳建议：部分采纳 编号 理由",
    declined: "不采纳建议：不采纳 编号 理由",
  } as Record<Verdict, string>,
  word: { adopted: "采纳", partly: "部分采纳", declined: "不采纳" } as Record<Verdict, string>,
  /** What is kept and told: the verdict, then the reason. */
  said: (verdict: string, why: string) => `${verdict}。${why}`,
  sayWhy: (no: string, verdict: string, least: number) =>
    `${no} ${verdict}的理由是什么？写给提建议的人看，至少 ${least} 个字：打算怎么做，或者为什么做不到。直接发就行。`,
  only: (no: string) => `${no} 不是建议。答复请说“答复 ${no} 内容”，办好了说“办结 ${no} 怎么解决的”。`,
  instead: (no: string) =>
    `${no} 是建议，要说采不采纳和理由：采纳 ${no} 理由、部分采纳 ${no} 理由、不采纳 ${no} 理由。`,
  done: (no: string, verdict: string) => `${no} 已答复“${verdict}”，理由已转给提建议的人。`,
  told: (no: string, verdict: string, why: string) =>
    `您的建议 ${no} 有答复了：**${verdict}**\n${why}\n\n谢谢您。觉得没说清楚就点“没解决”，会再答复一次。`,
  report: (adopted: string, partly: string, declined: string) =>
    `答复建议：采纳 ${adopted}，部分采纳 ${partly}，不采纳 ${declined}`,
};

export const en: typeof zh = {
  about: {
    adopted: "take up a suggestion: 采纳 number reason",
    partly: "take it up in part: 部分采纳 number reason",
    declined: "do not take it up: 不采纳 number reason",
  },
  word: { adopted: "taken up", partly: "taken up in part", declined: "not taken up" },
  said: (verdict, why) => `${verdict}. ${why}`,
  sayWhy: (no, verdict, least) =>
    `Why is ${no} ${verdict}? For its author to read, at least ${least} letters: what will be done, or why it cannot be. Just write it.`,
  only: (no) => `${no} is no suggestion. To answer: 答复 ${no} text; once it is done: 办结 ${no} how.`,
  instead: (no) =>
    `${no} is a suggestion: say whether it is taken up, and why: 采纳 ${no} reason, 部分采纳 ${no} reason, 不采纳 ${no} reason.`,
  done: (no, verdict) => `${no} is answered “${verdict}”; its author is told why.`,
  told: (no, verdict, why) =>
    `Your suggestion ${no} is answered: **${verdict}**\n${why}\n\nThank you. If it leaves a question open, tap “not solved” and it is answered again.`,
  report: (adopted, partly, declined) =>
    `Suggestions answered: taken up ${adopted}, in part ${partly}, not taken up ${declined}`,
};
