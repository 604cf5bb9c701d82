/** What help says of each word, and what a person's export and erasure say of their cases. */
import type { StaffWord } from "./staff-words.ts";

export const zh = {
  about: {
    complaint: "投诉、求助、咨询，群里只回编号，细节私聊",
    hazard: "拍照上报隐患，照片加位置就行",
    wish: "说一个微心愿",
    suggestion: "提一条建议",
    status: "看办到哪一步了",
    todo: "我要办的诉求",
    claim: "认领一件诉求：认领 编号",
    word: {
      答复: "答复 编号 内容",
      办结: "办结 编号 怎么解决的（要有佐证）",
      追问: "追问 编号 问题",
      延期: "延期 编号 原因（一次）",
      退回: "退回 编号 原因（一次）",
      指定: "指定 编号 单位（不能再退回）",
      转办: "转办 编号 单位",
      督办: "督办 编号",
      不受理: "不受理 编号 原因和去处",
      合并: "合并 编号 到 编号",
    } as Record<StaffWord, string>,
  },
  exportTitle: "诉求",
  exportLine: (no: string, kind: string, state: string, when: string, text: string) =>
    `${no}　${kind}　${state}　${when}　${text}`,
  exportJoined: (no: string) => `也遇到：${no}`,
  exportNone: "没有实名或保密的诉求。匿名诉求没有和您关联，查不到也导不出。",
  erasedOpen: (n: number) => `在办诉求 ${n} 件：已撤回，内容、照片和姓名已删除。`,
  erasedClosed: (n: number) => `办完的诉求 ${n} 件：内容、照片和姓名已删除，只留类别、单位、月份和结果。`,
  erasedJoined: (n: number) => `也遇到 ${n} 件：已退出。`,
  erasedStaff: "承办记录：您的名字已删除，查阅记录只留时间和角色（提诉求的人有权知道）。",
  erasedAnonymous: "匿名诉求没有和您关联，无法由此删除；凭查询码可以撤回。",
};

export const en: typeof zh = {
  about: {
    complaint: "a complaint, a call for help, a question; the group sees a number only",
    hazard: "a hazard: a photo and the place",
    wish: "a small wish",
    suggestion: "a suggestion",
    status: "how far it is",
    todo: "cases that wait for me",
    claim: "claim a case: 认领 number",
    word: {
      答复: "answer: 答复 number text",
      办结: "resolve with evidence: 办结 number text",
      追问: "ask the reporter: 追问 number question",
      延期: "extend once: 延期 number reason",
      退回: "return once: 退回 number reason",
      指定: "designate a unit (not returnable): 指定 number unit",
      转办: "hand to another unit: 转办 number unit",
      督办: "supervise: 督办 number",
      不受理: "decline: 不受理 number reason and where to turn",
      合并: "merge: 合并 number 到 number",
    },
  },
  exportTitle: "Cases",
  exportLine: (no, kind, state, when, text) => `${no}  ${kind}  ${state}  ${when}  ${text}`,
  exportJoined: (no) => `met too: ${no}`,
  exportNone: "No named or confidential cases. Anonymous ones are not linked to you and cannot be exported.",
  erasedOpen: (n) => `Open cases, ${n}: withdrawn; text, photos and name erased.`,
  erasedClosed: (n) => `Closed cases, ${n}: text, photos and name erased; kind, unit, month and outcome stay.`,
  erasedJoined: (n) => `Joined cases, ${n}: left.`,
  erasedStaff: "Handling records: your name is erased; the access log keeps time and role, which reporters may know.",
  erasedAnonymous: "Anonymous cases are not linked to you; they can be withdrawn by their code.",
};
