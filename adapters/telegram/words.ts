/** Everything this adapter says to people and operators. */

const BOTFATHER = "https://t.me/BotFather";

export const zh = {
  you: "您",
  tooBig: "这个文件超过 20 MB，Telegram 不允许机器人下载。请压缩或截取后再发。",
  tokenMissing: `TELEGRAM_BOT_TOKEN 没有填：请把 ${BOTFATHER} 给的令牌填进来。`,
  tokenBroken: `TELEGRAM_BOT_TOKEN 不像令牌（应为“数字:字母”，没有空格和斜杠）：请从 ${BOTFATHER} 原样复制。`,
  rootBroken: "TELEGRAM_API_ROOT 要写成 https://api.telegram.org 这样的网址；用官方服务器就留空。",
  secretBroken: "TELEGRAM_WEBHOOK_SECRET 只能用字母、数字、下划线和短横，最多 256 个；自己随便编一串长的就行。",
  publicUrl:
    "设了 TELEGRAM_WEBHOOK_SECRET，Telegram 就要能访问 PUBLIC_URL：请写成 https:// 开头的公网网址，端口用 443、80、88 或 8443；没有公网网址就把 TELEGRAM_WEBHOOK_SECRET 留空，改用长轮询。",
  conflict: "有别的程序用同一个令牌在收消息（409）：请停掉它，或换一个令牌",
  reached: (name: string) => `Telegram 机器人 @${name} 可以连接`,
  notReached: "Telegram 机器人",
  tokenWrong: `Telegram 不认这个令牌：请到 ${BOTFATHER} 核对 TELEGRAM_BOT_TOKEN。`,
  unreachable: (why: string) =>
    `连不上 Telegram（${why}）：请检查网络和 TELEGRAM_API_ROOT；需要代理时，设 HTTPS_PROXY 和 NODE_USE_ENV_PROXY=1。`,
  privacyOn:
    "Telegram 隐私模式：开。群里只收到 @机器人、命令和对它的回复；在群里直接回答它的提问（不 @、不回复）它收不到。" +
    `想关：${BOTFATHER} → Bot Settings → Group Privacy → Turn off，再把机器人移出群、重新加入。`,
  privacyOff:
    "Telegram 隐私模式：关。群里的话都会送到本程序；没有叫小驿的，不保存、不记日志、不交给模型。" +
    `想开：${BOTFATHER} → Bot Settings → Group Privacy → Turn on，再把机器人移出群、重新加入。`,
  noGroups: `这个机器人不能被拉进群：请到 ${BOTFATHER} → Bot Settings → Allow Groups? 打开。`,
  groups: "Telegram 允许拉机器人进群",
  webhookNone: "Telegram 没有设置 webhook，可以长轮询",
  webhookSet: (host: string) =>
    `Telegram 上还设着 webhook（${host}），会让长轮询得到 409。启动时本程序会取消它；` +
    "如果那边还有别的程序在用这个令牌，请先停掉它，或换一个令牌。",
  hook: "Telegram webhook",
  hookWell: (waiting: number) => `Telegram webhook 已设好${waiting > 0 ? `，有 ${waiting} 条在等着送来` : ""}`,
  hookUnset: "webhook 还没有设：先启动本程序，它会自己去设；已经在运行的话，请看它的日志。",
  hookElsewhere: (host: string) =>
    `webhook 设在了别处（${host}）：同一个令牌另有程序在用。请停掉它再重启本程序，或换一个令牌。`,
  hookError: (why: string, waiting: number) =>
    `Telegram 最近一次送消息失败（${why}），有 ${waiting} 条在等。请确认 PUBLIC_URL 能从外网打开、证书有效、反向代理把 /telegram/webhook 原样转给本程序；401 说明密钥对不上，重启本程序即可。`,
  bound: (count: number) => `绑定的 Telegram 群 ${count} 个，机器人都在`,
  group: (id: string) => `绑定的群 ${id}`,
  notIn: "机器人不在这个群里：把它重新加进群，或由书记在别处重新绑定。",
  mute: "机器人在群里不能发言：请群管理员在成员权限里允许它发消息。",
  renumbered: "这个群升级后换了编号：启动本程序，在群里随便 @ 它一次，它会跟着换。",
  notTold: (why: string) => `没能问到（${why}）：请稍后再运行一次 doctor。`,
  clock: (seconds: number) => `本机时钟与 Telegram 相差 ${seconds} 秒`,
  clockOff: "请校准本机时钟（例如开启 NTP）：推送、提醒和办理时限都按它计算。",
};

export const en: typeof zh = {
  you: "you",
  tooBig:
    "This file is over 20 MB; Telegram does not let bots download it. Please compress or trim it and send it again.",
  tokenMissing: `TELEGRAM_BOT_TOKEN is empty: put in the token that ${BOTFATHER} gave you.`,
  tokenBroken: `TELEGRAM_BOT_TOKEN does not look like a token ("digits:letters", no spaces or slashes): copy it from ${BOTFATHER} as it is.`,
  rootBroken:
    "TELEGRAM_API_ROOT must be an address like https://api.telegram.org; leave it empty for the official server.",
  secretBroken:
    "TELEGRAM_WEBHOOK_SECRET is made of letters, digits, underscores and hyphens, at most 256: any long string of your own will do.",
  publicUrl:
    "with TELEGRAM_WEBHOOK_SECRET set, Telegram must reach PUBLIC_URL: a public https:// address on port 443, 80, 88 or 8443; without one leave TELEGRAM_WEBHOOK_SECRET empty and the bot polls.",
  conflict: "another program takes this bot's updates with the same token (409): stop it, or take another token",
  reached: (name) => `Telegram bot @${name} answers`,
  notReached: "Telegram bot",
  tokenWrong: `Telegram does not know this token: check TELEGRAM_BOT_TOKEN with ${BOTFATHER}.`,
  unreachable: (why) =>
    `Telegram cannot be reached (${why}): check the network and TELEGRAM_API_ROOT; behind a proxy set HTTPS_PROXY and NODE_USE_ENV_PROXY=1.`,
  privacyOn:
    "Telegram privacy mode: on. In groups only mentions, commands and replies to the bot arrive; an answer given without either does not. " +
    `To turn it off: ${BOTFATHER} → Bot Settings → Group Privacy → Turn off, then remove the bot from the group and add it again.`,
  privacyOff:
    "Telegram privacy mode: off. All words of a group reach this program; what is not addressed to the bot is not stored, logged or given to a model. " +
    `To turn it on: ${BOTFATHER} → Bot Settings → Group Privacy → Turn on, then remove the bot from the group and add it again.`,
  noGroups: `This bot may not be added to groups: allow it at ${BOTFATHER} → Bot Settings → Allow Groups?`,
  groups: "Telegram lets the bot join groups",
  webhookNone: "Telegram has no webhook set, long polling is free",
  webhookSet: (host) =>
    `Telegram still has a webhook (${host}), which answers long polling with 409. This program removes it when it starts; ` +
    "if another program uses this token, stop that one first or take another token.",
  hook: "Telegram webhook",
  hookWell: (waiting) => `Telegram's webhook is set${waiting > 0 ? `, ${waiting} updates wait` : ""}`,
  hookUnset: "the webhook is not set yet: start this program, which sets it; if it is running, look at its log.",
  hookElsewhere: (host) =>
    `the webhook leads elsewhere (${host}): another program uses this token. Stop it and start this one again, or take another token.`,
  hookError: (why, waiting) =>
    `Telegram's last delivery failed (${why}), ${waiting} updates wait. See that PUBLIC_URL opens from outside, that its certificate is valid and that the reverse proxy hands /telegram/webhook on as it is; 401 means that the secrets differ: start this program again.`,
  bound: (count) => `${count} bound Telegram groups, the bot is in all of them`,
  group: (id) => `bound group ${id}`,
  notIn: "the bot is not in this group: add it again, or bind another group instead.",
  mute: "the bot may not speak in this group: let it send messages, in the members' permissions.",
  renumbered:
    "this group was upgraded and has a new number: start this program and mention the bot there once; it follows.",
  notTold: (why) => `could not be asked (${why}): run doctor again later.`,
  clock: (seconds) => `This machine's clock is ${seconds} s away from Telegram's`,
  clockOff: "Set the clock (NTP): pushes, reminders and deadlines go by it.",
};

export type Words = typeof zh;

/** Both languages, for operators: doctor and the faults of the settings do not know the locale yet. */
export function both(pick: (words: typeof zh) => string): string {
  return `${pick(zh)}\n${pick(en)}`;
}
