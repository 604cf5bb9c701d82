/** "2025-07-01" as it is read. */
const day = (date: string) => {
  const [year, month, dayOfMonth] = date.split("-").map(Number);
  return `${year}年${month}月${dayOfMonth}日`;
};

export const zh = {
  about: "问政策：说出问题，给您文件原文",
  aboutHuman: "转人工：把问题交给工作人员",

  ask: "想问什么政策？直接打字就行，比如：超时扣钱有没有规定？",
  tooLong: "这条太长了，小驿看不过来。请挑最想问的一件事，用两千字以内说一遍。",
  help: "我在。想办什么，点一下就行：",
  thanks: "不客气，路上注意安全。有事随时找我：",
  entries: { study: "学一点", policy: "问政策", ticket: "提诉求", volunteer: "当志愿者" },

  heading: "以下为文件原文，未经整理：",
  sample: "【示例】",
  title: (title: string) => `《${title}》`,
  from: (date: string) => `自${day(date)}起施行`,
  amendedBy: (title: string, date: string) =>
    `${date ? `${day(date)}起` : ""}已由《${title}》修改，以下是修改前的文字，要以修改后的为准`,
  area: (place: string) => `适用：${place}`,
  cut: "…（全文回复 看全文）",
  sampleNote: "带【示例】的是演示用文本，不是现行规定。",

  unknown: "这个问题在文件库里没有找到，小驿不知道，不敢乱说。",
  near: (titles: string[]) => `相近的文件有：${titles.join("、")}，您可以换个说法再问。`,
  repealed: (title: string, article: string, date: string | undefined) =>
    `《${title}》${article}写过相关内容，但这份文件已${date ? `于${day(date)}` : ""}废止，不能作为依据。`,
  notYet: (title: string, article: string, date: string | undefined) =>
    `《${title}》${article}写到相关内容，但这份文件${date ? `到${day(date)}才施行` : "还没有施行"}，现在不能作为依据。`,
  person: "需要的话，点“转人工”，交给工作人员。",

  useful: "有用",
  useless: "没用",
  human: "转人工",
  whole: "看全文",
  usefulSaid: "谢谢，记下了。",
  uselessSaid: "对不起，没帮上。可以换个说法再问，或者转人工。",
  nothingToRate: "还没有可以评价的回答。想问什么，直接说。",
  nothingWhole: "最近没有没显示完的文件。想问什么，直接说。",
  wholeGone: "文件刚更新过，请再问一次。",
  wholeOf: (title: string, article: string) => `《${title}》${article}全文：`,
  wholeMore: "后面还有，太长不便在群里发，可以转人工要完整文件。",

  noQuestion: "（没有写明问题，请和本人联系）",
  handedAlready: "这个问题已经交给工作人员了，请等回复。有新情况可以接着说“转人工 加您的问题”。",
  noDesk: "小驿这边暂时转不过去。",
  onDuty: (phone: string) => `着急的话可以直接打 ${phone}。`,
  onDutyNoPhone: "着急的话可以直接到就近的党群服务中心，或者联系本群的书记。",
  offDuty: (phone: string, when: string) =>
    `现在没有人值班，${when}有人。${phone ? `着急请打 ${phone}。` : "着急可以联系本群的书记。"}`,
  when: (date: string, time: string) => {
    const [, month, dayOfMonth] = date.split("-").map(Number);
    return `${month}月${dayOfMonth}日 ${time}`;
  },

  rights: {
    title: "问政策",
    line: (question: string) => `最近问过：${question}（一天后自动删除）`,
    erased: (n: number) => `问政策：${n} 条最近的提问已删除。`,
  },

  refusedFile: {
    missing: "找不到这个文件",
    kind: "现在只收 .md 和 .txt",
    large: "超过 5 MB",
    unreadable: "读不了这个文件",
  },
  badDay: "日期请写成 2026-11-23 这样。",
};

export type Words = typeof zh;
