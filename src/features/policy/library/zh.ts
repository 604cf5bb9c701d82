import type { FaultCode } from "./read/fault.ts";

const faults: Record<FaultCode, string> = {
  missing: "找不到这个文件，请检查路径",
  unreadable: "读不了这个文件，请检查权限",
  empty: "文件是空的，请重新导出",
  large: "文件太大：文本最多 5 MB，其他最多 20 MB，请拆开再导入",
  damaged: "文件损坏，打不开，请重新导出或重新下载",
  encrypted: "文件加了密码，请去掉密码再导入",
  scanned: "扫描件，没有文字层，请找文字版，或先做文字识别、核对后存成 Word",
  fonts: "PDF 的字体没有文字对照表，读不出字，请找 Word 版或重新导出",
  bomb: "压缩内容异常，展开会占满内存，没有打开；请用原来的软件另存一份",
  nested: "文件里又套着压缩包，没有打开；请另存一份不带附件的",
  slip: "文件内部的路径不对，没有打开；请用原来的软件另存一份",
  entity: "文件里有外部引用，没有打开；请用原来的软件另存一份",
  cells: "表格范围不对或太大，没有打开；请只留有内容的部分",
  pages: "页数太多，最多 1000 页，请拆开再导入",
  deep: "文件的结构嵌套太深，没有打开；请另存一份简单的",
  macro: "文件带宏，不收；请另存为不带宏的 .docx 或 .xlsx",
  "old-office": "这是旧格式或 RTF，请另存为 .docx 或 .xlsx",
  program: "这是程序，不是文件，不收",
  picture: "这是图片，没有文字，请找文字版",
  archive: "这是压缩包，请解开后再导入",
  unknown: "不认得这种文件，只收 Word（.docx）、PDF、Excel（.xlsx）、网页、Markdown 和文本",
  misnamed: "文件名和内容对不上，请检查后重新导出",
  sidecar: "这个说明文件旁边没有同名的文件",
  slow: "读得太久，停下了；请拆开或重新导出",
  memory: "读它要的内存太多，停下了；请拆开或重新导出",
};

export const zh = {
  faults,
  about: {
    import: "导入：发一份政策文件，预览后提交发布",
    pending: "待发布：等第二个人发布的文件",
    publish: "发布文件：核对后发布",
    withdraw: "撤下文件：立即停止引用一份导入的文件",
  },
  sameUndated: (title: string) => `和库里的《${title}》同名，又没有施行日期，分不清是哪一版`,
  elsewhere: (title: string, area: string, issuer: string) =>
    `库里另有同名的《${title}》（${[area, issuer].filter(Boolean).join("，")}），按两份不同的文件对待`,
  updated: "文字没有变，登记的信息已更新",
  alreadyAs: (title: string) => `和库里的《${title}》文字相同`,

  sendFile: "请把文件发过来：Word（.docx）、PDF、Excel（.xlsx）、网页、Markdown 或文本都行。",
  onlyDirect: "文件请私聊发给我，群里不看文件。",
  notTaken: (name: string, why: string) => `“${name}”没有收：${why}。`,
  there: (title: string) => `《${title}》已经在库里，不用再导入。要换登记的信息，先“撤下文件 ${title}”。`,
  waits: (title: string) => `《${title}》已经提交，等另一位书记发布。`,
  head: (title: string, number: string) => [`《${title}》`, number].filter(Boolean).join(" "),
  facts: (one: { issuer: string; area: string; date: string; effective: string; repealed: string; amends: string }) =>
    [
      `发文：${one.issuer || "（没有写）"}`,
      `地区：${one.area}`,
      `公布：${one.date || "（没有写）"}`,
      `施行：${one.effective || "（没有写）"}`,
      one.repealed && `废止：${one.repealed}`,
      one.amends && `修改：《${one.amends}》`,
    ]
      .filter(Boolean)
      .join("\n"),
  cut: (n: number, labels: string[], more: boolean) => `切成 ${n} 段：${labels.join("、")}${more ? "…" : ""}`,
  begins: (label: string, text: string) => `${label}：${text}`,
  version: (title: string, from: string, until: string) =>
    `库里已有《${title}》（${from || "没有写日期"}起施行）；发布后那一版到 ${until} 为止。`,
  note: (words: string) => `请留意：${words}。`,
  flag: (words: string) => `不能发布：${words}。`,
  flagged: "这份文件不能发布，改好后重新发来。",
  when: "从哪天起施行？回复日期，例如 2026-05-01。日期没有写清的不发布。",
  howToMend:
    "不对的地方直接说，例如：标题 某某办法 / 文号 某发〔2026〕3号 / 发文 某某局 / 地区 全国 / 公布 2026-04-01 / 施行 2026-05-01 / 废止 2028-05-01。都对了就点“提交发布”。",
  badDay: "日期请写成 2026-05-01 这样。",
  submitButton: "提交发布",
  dropButton: "不要了",
  publishButton: "发布",
  returnButton: "退回",
  noSuch: (word: string) => `没有找到这份文件。说“待发布”看看有哪些，再说“${word} 编号”。`,
  needsDay: "还没有写施行日期，不能提交。",
  submitted: (title: string, n: number) => `《${title}》已提交，${n} 位书记会看到，由其中一位发布。`,
  submittedAlone: (title: string) => `《${title}》已提交。现在没有第二位书记，请管理员任命一位再发布。`,
  please: (name: string) => `${name} 提交了一份政策文件，请核对原文后发布：`,
  nothingPending: "没有等待发布的文件。",
  pendingTitle: (n: number) => `等待发布的文件有 ${n} 份：`,
  yours: "这是您提交的，由另一位书记发布。",
  notYourOwn: (title: string) => `《${title}》是您提交的，发布要由另一位书记来做。`,
  notYours: "这份文件不归您的单位管。",
  notWaiting: (title: string) => `《${title}》现在不在等待发布。`,
  changedSince: "这份文件在您看过之后改过了，请看现在的：",
  published: (title: string, from: string) => `《${title}》已发布，自 ${from} 起作为依据。`,
  publishedForYou: (title: string, name: string) => `您提交的《${title}》由 ${name} 发布了。`,
  returned: (title: string) => `《${title}》已退回。`,
  returnedToYou: (title: string, name: string, reason: string) =>
    `您提交的《${title}》被 ${name} 退回${reason ? `：${reason}` : "。"}`,
  withdrawn: (title: string) => `《${title}》已撤下，不再引用。`,
  withdrawnByYou: (title: string, name: string) => `《${title}》已由 ${name} 撤下，不再引用。`,
  aFile: (title: string) => `《${title}》是文件夹里的文件，请在文件夹里改。`,
  someone: "另一位书记",
  rights: {
    line: (n: number) => `提交或发布过的政策文件：${n} 份`,
    erased: (n: number) => `政策文件：${n} 份上您的名字已去掉，文件本身保留。`,
  },
};

export type Words = typeof zh;
