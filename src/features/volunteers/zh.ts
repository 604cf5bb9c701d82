/** What volunteers says, in Chinese. The English twin is en.ts. */
export type Words = typeof zh;

const hm = (minutes: number) => ({ h: Math.floor(minutes / 60), m: minutes % 60 });

export const zh = {
  aboutList: "看现在有哪些招募令，报个名",
  aboutSignUp: "后面加编号，几个人来就加人数：报名 A12 2人",
  aboutCancel: "来不了，后面加编号",
  aboutMine: "我报了哪些、候补第几",
  aboutCheckIn: "到场说签到，离开说签退",
  aboutHours: "我的志愿时长，只给自己看",
  aboutDispute: "时长不对，请主办核对",
  aboutRecruit: "发一份招募令，一次问一样",
  aboutCallOff: "后面加编号；每个报名的人都会收到通知",
  aboutRoster: "后面加编号；只私下发给您",
  aboutConfirm: "后面加编号；按签到签退确认，缺的可以补",

  cardTitle: (code: string, task: string, state: string) =>
    `【招募令${code ? ` ${code}` : ""}】${task}${state ? `（${state}）` : ""}`,
  cardTime: (when: string) => `时间：${when}`,
  cardPlace: (place: string) => `地点：${place}`,
  cardRisks: (risks: string) => `风险提示：${risks}`,
  cardInsurance: (insurance: string) => `保险：${insurance}`,
  cardUninsured: "保险：未提供保险",
  cardCount: (taken: number, capacity: number, waiting: number) =>
    `已报 ${taken}/${capacity}${waiting > 0 ? `，候补 ${waiting}` : ""}`,
  cardFull: "名额已满，还可以报候补，有人退出按先后递补。",
  cardHow: (code: string) => `点“报名”，或说“报名 ${code}”；两个人来就说“报名 ${code} 2人”。自愿参加，随时可退。`,
  cardCancelled: (reason: string) => (reason ? `已取消：${reason}` : "已取消"),
  cardStarted: "已开始，停止报名",
  cardOver: "已结束",
  signUpButton: (code: string) => `报名 ${code}`,
  cancelButton: (code: string) => `取消报名 ${code}`,
  outButton: (code: string) => `签退 ${code}`,

  listTitle: "现在可以报的招募令：",
  listLine: (code: string, task: string, when: string) => `${code} ${task}，${when}`,
  listEntry: (code: string, task: string, when: string, place: string, count: string) =>
    `${code} ${task}\n　${when}，${place}；${count}`,
  listMore: (n: number) => `还有 ${n} 个，过几天再来看看。`,
  listHow: "点按钮报名，或说“报名”加编号。",
  noneOpen: "现在没有正在招人的招募令。有新的会发在群里。",
  whichOne: "是哪一个？",
  unknownCode: (code: string) => `没有找到 ${code}。说“招募令”看现在有哪些。`,
  sayCode: (verb: string) => `请带上编号，例：${verb} A12。`,
  sentPrivately: "已私下发给您。",
  goPrivate: "私聊查看",

  signedUp: (code: string, task: string) => `报上了：${code} ${task}`,
  waitlisted: (code: string, task: string) => `已进候补：${code} ${task}。有空位按先后递补，补上了马上告诉您。`,
  haveSeat: (party: number) => (party > 1 ? `您一行 ${party} 人，都有名额。` : "您有 1 个名额。"),
  inLine: (place: number, party: number, passed: number | null) =>
    `您排在候补第 ${place}（${party} 人）。${passed === null ? "" : `上次只空出 ${passed} 个名额，坐不下 ${party} 人，先补了后面坐得下的。`}`,
  groupSignedUp: (code: string) => `${code} 报上了，详情已私下发给您。`,
  groupWaitlisted: (code: string) => `${code} 已进候补，详情已私下发给您。`,
  strainHours: "提醒：连同您已报的，24 小时内会超过 10 小时，量力而行，来不了随时退。",
  strainRest: "提醒：连同您已报的，24 小时内连续休息不到 11 小时，注意休息，来不了随时退。",
  consented: "报名即同意小驿保存这份报名，随时可以说“撤回同意”。",
  changeMind: "来不了请早点取消，名额马上让给下一位。",
  already: (code: string, party: number) =>
    `您已经报过 ${code} 了（${party} 人），不用再报。要改人数，先说“取消报名 ${code}”再报。`,
  alreadyWaiting: (code: string) => `您已经在 ${code} 的候补里了，补上会马上告诉您。`,
  tooMany: (code: string, capacity: number) => `${code} 一共只招 ${capacity} 人，请少带几位再报。`,
  clash: (code: string, other: string, task: string, when: string) =>
    `${code} 和您已报的 ${other}（${task}，${when}）时间重叠，没有报上。想换成 ${code}，请先取消 ${other}。`,
  clashShort: (code: string, other: string) =>
    `${code} 和您已报的 ${other} 时间重叠，没有报上。想换，请先取消 ${other}。`,
  wasCancelled: (code: string) => `${code} 已经取消了。说“招募令”看看别的。`,
  hasStarted: (code: string) => `${code} 已经开始，报名截止了。说“招募令”看看别的。`,
  isOver: (code: string) => `${code} 已经结束了。说“招募令”看看别的。`,
  promoted: (code: string, task: string, when: string, place: string) =>
    `候补补上了：${code} ${task}\n时间：${when}\n地点：${place}\n来不了请点取消，名额马上让给下一位。`,
  cancelled: (code: string) => `${code} 的报名已取消，谢谢您提前说。`,
  notSigned: (code: string) => (code ? `您没有报 ${code}，不用管。` : "您没有报名，不用管。"),
  noneMine: "您现在没有报名。说“招募令”看看有哪些。",
  tooLateToCancel: (code: string) => `${code} 已经签到或结束了，不能取消。时长不对，请说“时长有误 ${code}”。`,
  mineEntry: (code: string, task: string, when: string, place: string) => `${code} ${task}\n　${when}，${place}`,

  ask: {
    task: "招募做什么？一句话，例：高考送考",
    time: "什么时间？例：2026-11-28 08:00-10:00",
    place: "在哪里集合？",
    number: "要几个人？例：8",
    risks: "有什么风险，要注意什么？必须告诉报名的人，例：路口车多，请戴头盔",
    insurance: "提供什么保险？没有就说“无”，招募令上会写明。",
  },
  faults: {
    empty: "没看到文字，请再说一次。",
    long: "太长了，请写短一点。",
    time: "没看懂时间。请写日期和起止，例：2026-11-28 08:00-10:00，也可以 11月28日 8点-10点。",
    order: "结束要晚于开始，请重新写起止时间。",
    past: "这个时间已经过了，请写以后的时间。",
    far: "这个时间在一年以后，请看看年份写对没有。",
    number: "请写一个 1 到 500 的人数，例：8。",
    risks: "风险不能不写：再小也写一句，例：路面湿滑，慢行。",
    door: "这里写了门牌，招募令群里都看得到。请写到小区门口或路口；门牌发布后私聊我“门牌 编号 地址”，只在出发前两小时给报上名的人。",
  },
  change: { task: "改任务", time: "改时间", place: "改地点", number: "改人数", risks: "改风险", insurance: "改保险" },
  doorKept: (code: string) => `记下了。${code} 的门牌只在开始前两小时私聊给报上名的人，开始一天后删除。`,
  door: (code: string, address: string) => `${code} 的门牌：${address}\n只为这次帮忙用，请不要转给别人。`,
  doorLater: (when: string) => `门牌在开始前两小时给您（${when}）。`,
  doorNone: "没有门牌，或者已经过了时候。",
  doorNotYours: "门牌只给报上名的人。",
  doorInPrivate: "门牌请私聊我说，别发在群里。刚才那条请撤回。",
  doorOver: "这个招募令已经结束，不再收门牌。",
  noInsurance: "没有保险",
  previewTitle: "请核对，发布后大家都能看到：",
  previewNumber: (n: number) => `人数：${n}`,
  previewHow: "点“发布”或“取消”；要改就说：改任务、改时间、改地点、改人数、改风险、改保险。",
  publish: "发布",
  leave: "取消",
  published: (code: string, groups: number) =>
    `已发布，编号 ${code}，发到 ${groups} 个群。名单说“名单 ${code}”，取消说“取消招募 ${code}”。`,
  publishedNowhere: (code: string) =>
    `已发布，编号 ${code}，但还没有绑定的群，只有私聊说“招募令”的人能看到。请在群里说“绑定本群 单位名”，以后的招募令就会发到群里。`,
  publishedBefore: (code: string) => `这份招募令已经发布过了，编号 ${code}。`,
  nothingToPublish: "没有待发布的内容，可能已经发布过了。要发招募令请说“招募”。",
  noCodeLeft: "编号都用完了，请先取消几个不办的招募令。",
  notYours: "这是别的单位的事，只有该单位的书记能办。",

  sureCallOff: (code: string, task: string, signed: number, reason: string) =>
    `要取消 ${code} ${task} 吗？已报名和候补的 ${signed} 份都会收到通知。${reason ? `\n原因：${reason}` : `\n想写明原因，可以说“取消招募 ${code} 原因”。`}`,
  yesCallOff: "确认取消",
  calledOffDone: (code: string, told: number) => `${code} 已取消，已逐一通知 ${told} 份报名。`,
  calledOff: (code: string, task: string, when: string, reason: string) =>
    `请不要前往：${code} ${task}（${when}）已由主办取消。${reason ? `原因：${reason}。` : ""}谢谢您愿意来。`,

  rosterTitle: (code: string, task: string, when: string) => `${code} ${task}，${when}`,
  rosterLine: (seq: number, name: string, party: number, state: string) =>
    `${seq}. ${name}${party > 1 ? `（${party} 人）` : ""}${state ? ` ${state}` : ""}`,
  rosterWaiting: "候补：",
  rosterCare: "名单只供组织这次服务使用，请勿转发到群里。",
  unnamed: "（没有称呼）",

  reminder: (code: string, task: string, when: string, place: string, risks: string, party: number) =>
    `提醒：您报了 ${code} ${task}${party > 1 ? `（${party} 人）` : ""}\n时间：${when}\n地点：${place}\n注意：${risks}\n到场请签到。来不了现在取消，还来得及让给别人。`,
  cantCome: "来不了，取消",

  checkedIn: (code: string, at: string) => `${code} 已签到，${at}。离开时请签退。`,
  checkedOut: (code: string, at: string, duration: string) =>
    `${code} 已签退，${at}，记 ${duration}，等主办确认。辛苦了！`,
  inBefore: (code: string, at: string) => `${code} 您 ${at} 已经签到了。`,
  outBefore: (code: string, at: string) => `${code} 您 ${at} 已经签退了。不对的话请说“时长有误 ${code}”。`,
  notIn: (code: string) => `${code} 您还没有签到。先说“签到 ${code}”；已经做完了，请说“时长有误 ${code}”。`,
  tooEarly: (code: string, from: string) => `${code} 还没到时候，${from} 起可以签到。`,
  tooLate: (code: string) => `${code} 签到签退的时间过了。请说“时长有误 ${code}”，主办会核对。`,
  stillWaiting: (code: string) => `${code} 您还在候补，补上了才能签到。`,
  noneToEnter: "现在没有您要签到的服务。开始前 30 分钟起可以签到。",
  noneToLeave: "现在没有您要签退的服务。",

  duration: (minutes: number) => {
    const { h, m } = hm(minutes);
    return h === 0 ? `${m} 分钟` : m === 0 ? `${h} 小时` : `${h} 小时 ${m} 分钟`;
  },
  hoursSum: (sum: string) => `您已确认的志愿时长：${sum}（只有您自己和主办看得到）`,
  hoursLine: (code: string, task: string, day: string, state: string) => `${code} ${task}，${day}：${state}`,
  hoursConfirmed: (d: string) => `${d}，已确认`,
  hoursPending: (d: string) => `${d}，待确认`,
  hoursOpen: (at: string) => `${at} 签到，还没有签退`,
  hoursNone: "没有签到记录",
  noHours: "您还没有志愿时长。参加服务后签到、签退，主办确认后就记在这里。",
  disputeButton: (code: string) => `时长有误 ${code}`,
  disputeWhat: (code: string, task: string, state: string) =>
    `${code} ${task} 现在记的是：${state}。\n实际是多久、怎么回事？请写一句，例：实际 3 小时，签退忘了点。`,
  disputeAsk: "实际是多久、怎么回事？请写一句。",
  disputeFiled: "已转给主办核对，两边的数都留着。有结果会告诉您。",
  nothingToDispute: "没有找到您参加过、可以核对的服务。",
  disputeForHost: (name: string, code: string, task: string, before: string, words: string, seq: number) =>
    `${name} 请核对 ${code} ${task} 的时长。\n现在的记录：${before}\n本人说：${words}\n要改成别的数，说“确认时长 ${code} ${seq} 2小时”。`,
  changeTo: (d: string) => `改为 ${d}`,
  keepHours: "维持原记录",
  notBegun: (code: string) => `${code} 还没有开始，时长等签退后再确认。`,
  confirmTitle: (code: string, n: number) => `${code} 已确认 ${n} 人的时长：`,
  confirmOpen: (code: string, seq: number) =>
    `下面的还缺签到或签退。来过的请补，例：确认时长 ${code} ${seq} 2小时；没来的不用管。`,
  confirmHow: (code: string) => `请写名单上的序号和时长，例：确认时长 ${code} 1 2小时。序号说“名单 ${code}”看。`,
  sameName: (code: string) => `有同名的人，请用名单上的序号，例：确认时长 ${code} 1 2小时。`,
  yourHours: (code: string, task: string, d: string) =>
    `${code} ${task}：主办已确认您的志愿时长 ${d}。不对请说“时长有误 ${code}”。`,
  hoursChanged: (code: string, before: string, after: string, by: string) =>
    `${code} 的时长由“${before}”改为 ${after}（${by} 修改，两个数都留着）。`,
  hoursKept: (code: string, d: string) => `${code} 的时长，主办核对后维持 ${d}。还有疑问请说“转人工”。`,
  hoursChangedDone: (code: string, name: string, d: string) => `${code} ${name}：${d}，已记下并告诉本人。`,

  exportTitle: "志愿服务",
  exportLine: (code: string, task: string, day: string, status: string, party: number, served: string) =>
    `${code} ${task}，${day}：${status}，${party} 人${served ? `，${served}` : ""}`,
  exportHosted: (code: string, task: string) => `您发布的招募令：${code} ${task}`,
  statuses: { signed_up: "已报名", waitlisted: "候补", cancelled_by_self: "自己取消", cancelled_by_host: "主办取消" },
  erased: (n: number) => `志愿服务：${n} 份报名已删除，没用的名额已让出；做过的服务只留人数和时长，不留是谁。`,
};
