/** What the members feature says. */
import type { Role } from "#bot";

const roleZh: Record<Role, string> = { member: "成员", handler: "承办人", secretary: "书记", admin: "管理员" };
const roleEn: Record<Role, string> = { member: "member", handler: "handler", secretary: "secretary", admin: "admin" };

export const zh = {
  notice: (org: string, phone: string) =>
    [
      `**小驿使用告知**　主办：${org}`,
      "为了答复您、办理诉求和志愿报名，小驿只保存：您对我说的话（群里没有 @我 的话一律不看不存）、您发来的照片和位置、您的称呼和平台账号编号。",
      "保存期限：学习记录 180 天，诉求办结后 3 年，到期去掉身份。不提供给被投诉的人，不用于考核、排名。",
      "您随时可以说：我的数据（查看导出）、更正、删除我的数据、撤回同意。",
      `有疑问请打 ${phone}，或说“转人工”。不同意也可以问政策、看学习内容。`,
    ].join("\n"),
  agree: "同意",
  agreed: "谢谢，已记下您的同意。想做什么，说“帮助”就能看到。",
  agreedAlready: "您已经同意过现在这一版告知。",
  withdrawn:
    "已撤回同意。问政策、学一点照常能用；提诉求、报名时会再征求您的同意。要清除已保存的内容，请说“删除我的数据”。",
  mine: (name: string, address: string, role: Role, unit: string | undefined, consent: boolean) =>
    [
      `称呼：${name || "（未知）"}`,
      `账号：${address}`,
      `身份：${roleZh[role]}${unit ? `（${unit}）` : ""}`,
      `告知：${consent ? "已同意" : "未同意"}`,
      "只有您自己能看到这些。",
    ].join("\n"),
  mineButtons: { data: "我的数据", correct: "更正", erase: "删除我的数据", unlink: "解除绑定" },
  privately: "已私下发给您。",
  goPrivate: "私聊查看",
  exportTitle: "这是小驿保存的、与您有关的全部内容：",
  exportEmpty: "除了您的称呼和账号编号，没有保存别的内容。",
  exportFile: "我的数据.json",
  profile: "基本信息",
  profileLines: (name: string, role: Role, since: string) => [
    `称呼：${name || "（未知）"}`,
    `身份：${roleZh[role]}`,
    `从 ${since} 起使用`,
  ],
  correctAsk: "您的称呼想改成什么？直接发给我。其他内容要更正，请说“转人工”。",
  corrected: (name: string) => `好的，以后称呼您“${name}”。`,
  correctEmpty: "没有看到新的称呼。请直接发几个字，比如：王师傅。",
  eraseAsk: "将删除小驿保存的、与您有关的全部内容：办理中的诉求会撤回，报名会取消，学习记录会清空。删除后无法恢复。",
  eraseLinked: (accounts: number) => `绑在一起的 ${accounts} 个账号会一起删除。`,
  eraseChanged: "您的账号刚刚有变动，没有删除。请再说一次“删除我的数据”。",
  eraseYes: "确认删除",
  eraseNo: "先不删",
  eraseKept: "好的，没有删除。",
  erased: (day: string, lines: string[]) =>
    [
      `已于 ${day} 删除您的数据：`,
      ...lines.map((line) => `- ${line}`),
      "备份与日志里残留的内容会在一天之内清除干净。以后再来，我们重新认识。",
    ].join("\n"),
  erasedProfile: "称呼、账号编号、同意记录",
  added: (org: string) =>
    [
      `大家好，我是小驿，由${org}运行。`,
      "我只看 @我 的话，其他聊天一律不看、不存。说“帮助”看我能做什么；诉求请私聊我。",
      "请书记在群里说：@小驿 绑定本群 <单位名>，绑定后才会推送学习内容；说“解绑本群”我就离开。",
    ].join("\n"),
  bindHow: "请在要绑定的群里说：绑定本群 <单位名>；承办群请在后面加“承办”。",
  bindGroupOnly: "请在要绑定的群里说这句话。",
  bindNew: (unit: string) => `还没有“${unit}”这个单位。要新建并绑定吗？`,
  bindNewYes: "新建并绑定",
  bound: (unit: string, org: string) =>
    `本群已绑定到“${unit}”。我由${org}运行：只记录 @我 的话、按钮和私聊；每天在合适的时间推送学习内容；说“解绑本群”就停止。`,
  boundHandlers: (unit: string) => `本群已绑定为“${unit}”的承办群，新的诉求会发到这里认领。`,
  unbound: "已解绑本群，不再推送，也不再保存本群的编号。",
  unboundNone: "本群没有绑定。",
  notYourUnit: (unit: string) => `“${unit}”不在您负责的范围内，请让管理员或该单位的书记来做。`,
  appointHow: "请这样说：任命 @某人 承办人 东街（身份可以是：成员、承办人、书记、管理员）。",
  appointWho: "没有认出是谁。请在群里 @ 对方，并让对方先和小驿说过一句话。",
  appointUnit: (unit: string) => `还没有“${unit}”这个单位。请先在它的群里说“绑定本群 ${unit}”。`,
  appointTooHigh: "只有管理员能任命管理员。",
  appointed: (name: string, role: Role, unit: string | undefined) =>
    `好的，${name || "对方"}现在是${unit ?? ""}${roleZh[role]}。`,
  appointedYou: (role: Role, unit: string | undefined) =>
    `您被任命为${unit ?? ""}${roleZh[role]}。说“帮助”看看多了哪些能用的话。`,
  appointedLinked: (accounts: number) =>
    `您绑在一起的 ${accounts} 个账号都有这个身份。说“我的”看是哪几个；有不是您的，请说“解除绑定”。`,
  about: {
    mine: "看我的身份和保存了什么",
    agree: "同意告知",
    data: "导出与我有关的内容",
    correct: "更正我的称呼",
    erase: "删除与我有关的内容",
    withdraw: "撤回同意",
    bind: "把这个群绑定到单位（后面加“承办”是承办群）",
    unbind: "解除这个群的绑定",
    appoint: "任命：任命 @某人 承办人 东街",
  },
};

export const en: typeof zh = {
  notice: (org: string, phone: string) =>
    [
      `**About Xiaoyi**　Run by ${org}`,
      "To answer you, handle your cases and sign-ups, Xiaoyi keeps only: what you say to it (group words that do not mention it are neither read nor kept), pictures and places you send, your name and account id.",
      "Kept for: study 180 days, cases 3 years after they end, then anonymised. Never given to the one complained about, never used for ratings.",
      "At any time you may say: 我的数据 (export), 更正 (correct), 删除我的数据 (erase), 撤回同意 (withdraw consent).",
      `Questions: ${phone}, or say 转人工. Without consent you can still ask about policy and study.`,
    ].join("\n"),
  agree: "I agree",
  agreed: "Thank you, your consent is recorded. Say 帮助 to see what I can do.",
  agreedAlready: "You have already agreed to this version of the notice.",
  withdrawn:
    "Consent withdrawn. Policy and study still work; cases and sign-ups will ask again. To clear what is kept, say 删除我的数据.",
  mine: (name: string, address: string, role: Role, unit: string | undefined, consent: boolean) =>
    [
      `Name: ${name || "(unknown)"}`,
      `Account: ${address}`,
      `Role: ${roleEn[role]}${unit ? ` (${unit})` : ""}`,
      `Notice: ${consent ? "agreed" : "not agreed"}`,
      "Only you can see this.",
    ].join("\n"),
  mineButtons: { data: "My data", correct: "Correct", erase: "Erase my data", unlink: "Unlink" },
  privately: "Sent to you privately.",
  goPrivate: "Open privately",
  exportTitle: "This is all that Xiaoyi keeps about you:",
  exportEmpty: "Nothing is kept but your name and account id.",
  exportFile: "my-data.json",
  profile: "Profile",
  profileLines: (name: string, role: Role, since: string) => [
    `Name: ${name || "(unknown)"}`,
    `Role: ${roleEn[role]}`,
    `Since ${since}`,
  ],
  correctAsk: "What should I call you? Just send it. For other corrections say 转人工.",
  corrected: (name: string) => `All right, ${name} it is.`,
  correctEmpty: "I saw no new name. Please send a few characters.",
  eraseAsk:
    "Everything kept about you will be erased: open cases are withdrawn, sign-ups cancelled, study records cleared. It cannot be undone.",
  eraseLinked: (accounts: number) => `All ${accounts} linked accounts are erased together.`,
  eraseChanged: "Your account just changed; nothing was erased. Please say 删除我的数据 again.",
  eraseYes: "Erase",
  eraseNo: "Not now",
  eraseKept: "All right, nothing was erased.",
  erased: (day: string, lines: string[]) =>
    [
      `Your data was erased on ${day}:`,
      ...lines.map((line) => `- ${line}`),
      "What is left in files and logs is cleared within a day. Should you come back, we start anew.",
    ].join("\n"),
  erasedProfile: "name, account id, consent record",
  added: (org: string) =>
    [
      `Hello, I am Xiaoyi, run by ${org}.`,
      "I only see words that mention me; everything else is neither read nor kept. Say 帮助 for what I can do; please bring complaints to me directly.",
      "A secretary may say here: @小驿 绑定本群 <unit>. I push study content only after that; 解绑本群 makes me stop.",
    ].join("\n"),
  bindHow: "In the group say: 绑定本群 <unit>; add 承办 for a handlers' group.",
  bindGroupOnly: "Please say this in the group that is to be bound.",
  bindNew: (unit: string) => `There is no unit called ${unit} yet. Create and bind it?`,
  bindNewYes: "Create and bind",
  bound: (unit: string, org: string) =>
    `This group is bound to ${unit}. I am run by ${org}: I keep only words that mention me, buttons and direct chats; I push study content at a decent hour; 解绑本群 stops it.`,
  boundHandlers: (unit: string) => `This is now the handlers' group of ${unit}; new cases come here to be claimed.`,
  unbound: "Unbound. No more pushes, and this group's id is no longer kept.",
  unboundNone: "This group is not bound.",
  notYourUnit: (unit: string) => `${unit} is not within your range; please ask an admin or its secretary.`,
  appointHow: "Say: 任命 @someone 承办人 东街 (roles: member, handler, secretary, admin).",
  appointWho: "I could not tell who. Mention the person in a group, and let them have said a word to me first.",
  appointUnit: (unit: string) => `There is no unit called ${unit}. First say 绑定本群 ${unit} in its group.`,
  appointTooHigh: "Only an admin may appoint admins.",
  appointed: (name: string, role: Role, unit: string | undefined) =>
    `Done: ${name || "they"} is now ${roleEn[role]}${unit ? ` of ${unit}` : ""}.`,
  appointedYou: (role: Role, unit: string | undefined) =>
    `You are now ${roleEn[role]}${unit ? ` of ${unit}` : ""}. Say 帮助 to see what that adds.`,
  appointedLinked: (accounts: number) =>
    `All ${accounts} accounts linked to you hold it. 我的 shows which; if one is not yours, say 解除绑定.`,
  about: {
    mine: "my role and what is kept",
    agree: "agree to the notice",
    data: "export what is kept about me",
    correct: "correct my name",
    erase: "erase what is kept about me",
    withdraw: "withdraw consent",
    bind: "bind this group to a unit (add 承办 for handlers)",
    unbind: "unbind this group",
    appoint: "appoint: 任命 @someone handler unit",
  },
};
