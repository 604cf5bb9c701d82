/** What study says, in Chinese. The English twin is en.ts. */

export type Words = typeof zh;

const head = (title: string, minutes: number, series: string, ord: number) =>
  `**${title}**（约 ${minutes} 分钟${series ? `，专题《${series}》${ord > 0 ? `第 ${ord} 条` : ""}` : ""}）`;

export const zh = {
  about: {
    next: "私下给您一条，一两分钟看完",
    series: "按顺序学一个专题",
    find: "找学习资料：资料 高温",
    mute: "不再私下推送；退订连上班时间一起删",
    resume: "重新私下推送",
    later: "过会儿再给我这一条",
    shift: "上班前半小时给我一条：上班时间 10:00",
    write: "写一条，另一位书记审核后按时推送",
    edit: "后面加标题；改后要重新审核",
    pending: "等您审核的学习内容",
    approve: "后面加标题",
    withdraw: "后面加标题；已发出的也收回",
    progress: "后面加标题；只有总数，不点名",
  },

  bite: (title: string, minutes: number, series: string, ord: number, text: string) =>
    `${head(title, minutes, series, ord)}\n\n${text}`,
  pushed: (title: string, minutes: number, text: string) =>
    `${head(title, minutes, "", 0)}\n\n${text}\n\n想看下一条点“下一条”，私下发给您；学不学都自愿。`,
  nextButton: "下一条",
  laterButton: "稍后",
  stopButton: "不想收",
  pauseButton: "暂停",
  goPrivate: "私聊查看",
  sentPrivately: "已私下发给您。",
  allDone: "现有的都看过了。有新的会在群里发，也可以说“资料”翻一翻。",
  nothingYet: "现在还没有学习内容，过几天再来看看。",
  tryAgain: "这一条刚刚有改动，请再说一次“学一点”。",
  seriesList: (all: string[]) => `现有专题：${all.join("、")}。说“学专题”加名字就从第 1 条开始。`,
  unknownSeries: (wanted: string, all: string[]) => `没有找到专题“${wanted}”。现有：${all.join("、")}。`,
  noSeries: "现在还没有专题。说“学一点”看一条。",
  seriesDone: (series: string) => `专题《${series}》您已经看完了。说“学一点”看别的。`,
  found: "找到这些，点一下看全文：",
  shelfList: "现有的学习资料，点一下看全文；也可以说“资料”加要找的词：",
  foundLine: (title: string, minutes: number) => `· ${title}（约 ${minutes} 分钟）`,
  nothingFound: "没有找到。换个词试试，或说“问政策”加您的问题。",

  muted:
    "好的，马上停，不再私下推送，别的服务不受影响。想看随时说“学一点”；要恢复说“恢复推送”。群里的推送是发给全群的，不想看可以把群设为免打扰。",
  unsubscribed:
    "好的，已退订，上班时间也删了，不再私下推送，别的服务不受影响。想看随时说“学一点”；要再订说“上班时间 10:00”。",
  resumed: "好的，已恢复。说“学一点”马上看一条；说“上班时间 10:00”，每天上班前半小时给您一条。",
  resumedWith: (shifts: string[], next: string) =>
    `好的，已恢复。上班时间 ${shifts.join("、")}，下一次 ${next}。不要了说“暂停”。`,
  laterNothing: "好的，您先忙。想看随时说“学一点”。",
  laterAt: (when: string) => `好的，您先忙。${when} 再私下给您这一条；不要了说“暂停”。`,
  shiftHow: (shifts: string[]) =>
    `${shifts.length > 0 ? `现在记的上班时间：${shifts.join("、")}。` : "还没有记上班时间。"}说“上班时间 10:00”，每天上班前半小时私下给您一条；说“上班时间 取消”就不给。`,
  shiftOff: "好的，上班前不再给您。想看随时说“学一点”。",
  shiftUnread: "没看懂时间。请这样说：上班时间 10:00；一天两班就说：上班时间 10:00 16:30。最多三个。",
  shiftQuiet: (shifts: string[]) =>
    `记下了上班时间 ${shifts.join("、")}。上班前半小时正在免打扰时段，不会吵您；想看随时说“学一点”。`,
  shiftSet: (shifts: string[], next: string) =>
    `记下了上班时间 ${shifts.join("、")}。每天上班前半小时私下给您一条，下一次 ${next}。不要了说“暂停”，改时间再说一次。`,

  ask: {
    title: "标题是什么？不超过 40 个字。",
    text: "正文是什么？一两分钟能看完，直接发给我。",
    time: "什么时间推送？例：2026-11-24 12:10",
    group: "发到哪些群？点一个，或说“全部”、单位名、群号。",
  },
  faults: {
    empty: "没看到文字，请再发一次。",
    titleLong: "标题太长了，请在 40 个字以内。",
    long: "正文太长了，请在 2000 个字以内，或分成几条。",
    time: "没看懂时间。请写日期和时间，例：2026-11-24 12:10。",
    past: "这个时间已经过了，请写以后的时间。",
    far: "这个时间在一年以后，请看看年份写对没有。",
    group: "没有找到这个群或单位，或不归您管。请点下面的按钮，或说“全部”。群要先在群里说“绑定本群 单位名”。",
  },
  change: { title: "改标题", text: "改正文", time: "改时间", group: "改群" },
  editing: (title: string, text: string, time: string) =>
    `现在是：\n\n《${title}》\n${text}\n推送时间：${time}\n\n直接发新的正文，或点要改的地方。改后要重新审核，原来的审核作废。`,
  previewTitle: "请核对，送审后由另一位书记审核：",
  previewHow: "点“送审”或“取消”；要改就说：改标题、改正文、改时间、改群。",
  submitButton: "送审",
  leaveButton: "取消",
  title: (title: string) => `《${title}》`,
  time: (time: string) => `推送时间：${time}`,
  audience: (audience: string) => `推送范围：${audience}`,
  audienceSlot: "审核人所在单位的全部群",
  audienceUnit: (unit: string) => (unit ? `${unit}及下属的全部群` : "全部群"),
  audienceChats: (names: string[]) => names.join("、"),
  everyGroup: (n: number) => `全部（${n} 个群）`,
  atSlot: (slot: string) => `通过后排在最近一个空着的 ${slot}，一天一条`,
  onDemand: "不推送，想看的人自己取",
  movedByQuiet: (from: string, to: string) => `${from} 在免打扰时段，改为 ${to}`,
  warnWords: (words: string[]) => `⚠ 请再看一眼：“${words.join("”“")}”像是强制要求。学习自愿，不打卡、不排名、不点名。`,
  warnPressing: "⚠ @所有人 又加了期限，容易变成催办，建议去掉。",
  warnLinks: (hosts: string[]) => `⚠ 请核对链接：${hosts.join("、")}`,
  sameTitle: (title: string) => `已经有一条《${title}》了。请换个标题，或说“修改 ${title}”。`,
  submitted: (title: string, n: number) => `《${title}》已送审，私下告诉了 ${n} 位书记。有一位通过就按时推送。`,
  submittedBefore: (title: string) => `《${title}》已经在等审核了。`,
  noReviewer: (title: string) => `《${title}》已送审，但还没有别的书记可以审核。请让管理员任命一位，再请他说“待审”。`,
  unchanged: (title: string) => `《${title}》没有改动，原来的审核还有效。`,
  voided: "内容有改动，原来的审核已作废，未发出的推送已停。",
  nothingToSubmit: "没有待送审的内容，可能已经送过了。要写新的请说“写学习”。",

  someSecretary: "一位书记",
  pleaseReview: (name: string, again: boolean) =>
    again ? `${name} 改了一条已通过的学习内容，请重新审核：` : `${name} 写了一条学习内容，请您审核：`,
  approveButton: "通过",
  returnButton: "退回",
  nothingPending: "没有等您审核的学习内容。",
  pendingTitle: (n: number, titles: string[]) =>
    `等审核的有 ${n} 条：${titles.map((title) => `《${title}》`).join("")}`,
  morePending: (n: number) => `看后面 ${n} 条`,
  ownItem: "这是您写的，要由另一位书记审核。",
  writtenBy: (name: string) => (name ? `作者：${name}` : "作者：资料库"),
  notFound: (verb: string) => `没有找到这一条。请带上标题，例：${verb} 骑行安全。说“待审”看等审核的。`,
  notYours: "这一条是别的单位的，只有该单位的书记能办。",
  gone: (title: string) => `《${title}》已经撤回了。`,
  notInReview: (title: string) => `《${title}》现在不在待审，可能已经处理过了。`,
  approvedBefore: (title: string) => `《${title}》已经通过了，不用再点。`,
  notYourOwn: (title: string) => `《${title}》是您写的，不能自己审。请另一位书记来看，两个人把关更稳。`,
  changedSince: "您看到之后内容又改过，没有通过。请看新的：",
  changedAgain: "内容刚刚又改过，没有通过。请说“待审”看新的。",
  timePassed: (title: string) => `《${title}》定的推送时间已过去半天以上，没有通过。请作者说“修改 ${title}”换个时间。`,
  dayFull: (day: string, cap: number) => `有的群 ${day} 已经排了 ${cap} 条，没有通过。请换一天，别让大家刷屏。`,
  approved: (title: string, first: string, groups: number) =>
    `《${title}》已通过，${first} 起推送，共 ${groups} 个群。`,
  approvedOnDemand: (title: string) => `《${title}》已通过，说“学一点”就能看到；没有排群里的推送。`,
  approvedForYou: (title: string, by: string, first: string, groups: number) =>
    `《${title}》已由 ${by} 审核通过${first ? `，${first} 起推送，共 ${groups} 个群` : ""}。`,
  returned: (title: string) => `《${title}》已退回，已告诉作者。`,
  returnedToYou: (title: string, by: string, reason: string) =>
    `《${title}》被 ${by} 退回${reason ? `：${reason}` : ""}。改好后说“修改 ${title}”再送审。`,

  withdrawn: (title: string, groups: number) =>
    `《${title}》已撤回${groups > 0 ? `，${groups} 个群里的也收回了` : ""}。`,
  withdrawnForYou: (title: string, by: string, groups: number) =>
    `《${title}》已由 ${by} 撤回${groups > 0 ? `，${groups} 个群里的也收回了` : ""}。`,
  recalledHere: (title: string) => `《${title}》已撤回，请不要再转发。`,
  progressTitle: (title: string, status: string) => `《${title}》：${status}`,
  progressTime: (time: string) => `推送时间：${time}`,
  progressGroups: (sent: number, planned: number, missed: number) =>
    `群：已送达 ${sent} 个${planned > 0 ? `，等时间 ${planned} 个` : ""}${missed > 0 ? `，没送到 ${missed} 个` : ""}`,
  progressReaders: (n: number) => `主动看过的：${n} 人（只有总数，不记是谁没看）`,
  progressFew: "主动看过的：不足 5 人，不显示",
  statuses: { in_review: "等审核", returned: "已退回", approved: "已通过", withdrawn: "已撤回" },
  missed: (title: string, due: string, n: number) =>
    `《${title}》原定 ${due} 推送，小驿当时没在运行，晚了半天以上，${n} 个群没有补发。要发请说“修改 ${title}”换个时间。`,

  exportTitle: "学习",
  exportWishes: (shifts: string[], paused: boolean, series: string) =>
    `上班时间：${shifts.join("、") || "没记"}；私下推送：${paused ? "已暂停" : "正常"}${series ? `；专题：${series}` : ""}`,
  exportGiven: (title: string, day: string) => `${day} 看过《${title}》`,
  exportWritten: (title: string) => `您写的：《${title}》`,
  erased: "学习：上班时间、订阅和看过的记录都已删除。",
};
