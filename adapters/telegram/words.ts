/** Everything this adapter says to people and operators. */

const BOTFATHER = "https://t.me/BotFather";

export const zh = {
  you: "您",
  tooBig: "这个文件超过 20 MB，Telegram 不允许机器人下载。请压缩或截取后再发。",
  tokenMissing: `TELEGRAM_BOT_TOKEN 没有填：请把 ${BOTFATHER} 给的令牌填进来。`,
  tokenBroken: `TELEGRAM_BOT_TOKEN 不像令牌（应为“数字:字母”，没有空格和斜杠）：请从 ${BOTFATHER} 原样复制。`,
  rootBroken: "TELEGRAM_API_ROOT 要写成 https://api.telegram.org 这样的网址；用官方服务器就留空。",
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
  clock: (seconds) => `This machine's clock is ${seconds} s away from Telegram's`,
  clockOff: "Set the clock (NTP): pushes, reminders and deadlines go by it.",
};

/** Both languages, for operators: doctor and the faults of the settings do not know the locale yet. */
export function both(pick: (words: typeof zh) => string): string {
  return `${pick(zh)}\n${pick(en)}`;
}
