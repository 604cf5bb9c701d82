/** What is said to somebody who files very much, and to those who decide about it. */

export const zh = {
  about: {
    bar: "让一个人暂时不能提新诉求，要写理由：限制提诉求 编号 理由",
    pace: "一个人每小时、每天最多提几件：诉求上限 20 60",
  },
  slow: (phone: string) =>
    `您提了不少，前面的都收到了。这一件先给您留着，过一会儿再点“提交”就行。\n着急的打 ${phone}；有危险打 110、119、120。\n觉得不该等，说“申诉”加上原因，会有人看。`,
  banned: (reason: string, phone: string) =>
    `您暂时不能提新的诉求。理由：${reason}\n已经提的照常办。急事打 ${phone}；有危险打 110、119、120。“我的数据”“删除我的数据”照常能用。\n不认可，说“申诉”加上原因，由另一位负责人来看。`,
  free: "您现在没有被限制，直接说“提诉求”就行。对办理结果有意见，说“没解决 编号”。",
  nobody: (phone: string) => `现在没有别的负责人能看您的申诉，请打 ${phone}。`,
  already: "您的申诉已经转给负责人了，有结果就告诉您。",
  passedOn: "申诉已经转给负责人，有结果就告诉您。",
  appealed: (code: string, text: string, reason: string) =>
    `有人申诉（代号 ${code}）：${text || "（没有写原因）"}\n${reason ? `当初限制的理由：${reason}` : "他提的诉求到了上限。"}\n解除就点下面；要维持，说“维持限制 ${code} 理由”，理由会告诉本人。`,
  lift: "解除限制",
  inPrivate: "这件事请私聊我办，群里不说。",
  exportBan: (when: string, reason: string) => `${when} 起暂时不能提新诉求，理由：${reason}`,
  noAppeal: "没有找到这个申诉，或者不归您办。",
  whyKeep: (code: string) => `维持要写理由（至少四个字），会告诉本人。例如：维持限制 ${code} 同一件事已重复三十次`,
  lifted: "您的申诉通过了，限制已经解除，可以接着提诉求。给您添了麻烦，对不住。",
  kept: (reason: string) => `您的申诉看过了，暂时维持。理由：${reason}\n已经提的照常办。`,
  liftedDone: (code: string) => `${code} 已解除，本人已经知道。`,
  keptDone: (code: string) => `${code} 维持，理由已经告诉本人。`,
  anonymous: (no: string) => `${no} 是匿名的，没有人知道是谁，也就没法限制。`,
  whyBar: (no: string) => `限制要写理由（至少四个字），会记下来并告诉本人。例如：限制提诉求 ${no} 反复发送辱骂的话`,
  barred: (no: string) => `好的。提 ${no} 的人暂时不能提新诉求，理由已私下告诉本人；他可以申诉，由别的负责人来看。`,
  limits: (hour: number, day: number) => `一个人每小时最多 ${hour} 件，每天最多 ${day} 件。`,
  howLimits: ({ hour, day }: { hour: number; day: number }) =>
    `请说两个数：每小时、每天，例如：诉求上限 ${hour} ${day}`,
};

export const en: typeof zh = {
  about: {
    bar: "bar somebody from filing for now, with a reason: 限制提诉求 number reason",
    pace: "how many cases of one person in an hour and in a day: 诉求上限 20 60",
  },
  slow: (phone) =>
    `You have filed a lot, and all of it arrived. This one is kept for you: tap “submit” again in a while.\nIf it presses, call ${phone}; in danger 110, 119, 120.\nIf you should not have to wait, say 申诉 and why: a person will look.`,
  banned: (reason, phone) =>
    `You cannot file new cases for now. Reason: ${reason}\nWhat you filed goes on. If it presses, call ${phone}; in danger 110, 119, 120. 我的数据 and 删除我的数据 work as ever.\nIf you disagree, say 申诉 and why: somebody else will look.`,
  free: "Nothing limits you now, just say 提诉求. If a result is wrong, say 没解决 and the number.",
  nobody: (phone) => `Nobody else can look at your appeal now, please call ${phone}.`,
  already: "Your appeal has been passed on; you will hear of the result.",
  passedOn: "Your appeal has been passed on; you will hear of the result.",
  appealed: (code, text, reason) =>
    `An appeal (${code}): ${text || "(no reason given)"}\n${reason ? `The reason at the time: ${reason}` : "They reached the limit."}\nTap to lift it; to keep it say 维持限制 ${code} and a reason, which they will be told.`,
  lift: "lift it",
  inPrivate: "In private, please; nothing of this in a group.",
  exportBan: (when, reason) => `Barred from filing since ${when}, reason: ${reason}`,
  noAppeal: "No such appeal, or it is not yours to decide.",
  whyKeep: (code) =>
    `Keeping it needs a reason (four characters at least), which they will be told: 维持限制 ${code} …`,
  lifted: "Your appeal was granted and the limit lifted. Sorry for the trouble.",
  kept: (reason) => `Your appeal was looked at and the limit stays for now. Reason: ${reason}\nWhat you filed goes on.`,
  liftedDone: (code) => `${code} is lifted, and they know.`,
  keptDone: (code) => `${code} stays, and they know why.`,
  anonymous: (no) => `${no} is anonymous: nobody knows whose it is, so nobody can be barred.`,
  whyBar: (no) =>
    `Barring needs a reason (four characters at least), which is kept and told to them: 限制提诉求 ${no} …`,
  barred: (no) => `Done. Whoever filed ${no} cannot file for now and was told why; they may appeal to somebody else.`,
  limits: (hour, day) => `At most ${hour} cases of one person in an hour and ${day} in a day.`,
  howLimits: ({ hour, day }) => `Two numbers, please, an hour and a day, for example: 诉求上限 ${hour} ${day}`,
};
