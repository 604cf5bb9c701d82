/** Everything this adapter says to people, and to whoever runs it. */
export const zh = {
  appId: "LARK_APP_ID 应是 cli_ 加 16 位十六进制字符；请到开发者后台「凭证与基础信息」复制 App ID",
  appSecret: "LARK_APP_SECRET 没有填；请到开发者后台「凭证与基础信息」复制 App Secret",
  domain: "LARK_DOMAIN 请填 feishu、lark 或 https:// 开头的地址；不填就是 https://open.feishu.cn",
  tooBig: (megabytes: number) => `这个文件超过 ${megabytes} MB，飞书不让下载。请压缩后再发一次。`,
  goneFile: "这个文件取不到了（转发的、卡片里的文件飞书不给机器人）。请直接把原图或原文件发给我。",
  badFile: "这个文件我认不出来。请直接发一次原图或原文件。",
  lost: (name: string) => `（附件没能发出来：${name}）`,
  picture: "图片",
  file: "文件",
  everybody: "所有人",
  offline: "飞书长连接没有连上，正在重连",
  codes: {
    230001: "内容不合飞书的要求",
    230002: "机器人不在这个群里，请把它拉进群",
    230006: "应用没有开启机器人能力，请在开发者后台打开并发布版本",
    230013: "此人不在应用的可用范围内，请在开发者后台扩大可用范围并发布版本",
    230025: "内容太长",
    230027: "缺少权限，请按安装说明开通并发布版本",
    230099: "卡片内容不合飞书的要求",
    99991672: "缺少权限，请按安装说明开通并发布版本",
    10003: "LARK_APP_ID 不对",
    10014: "LARK_APP_SECRET 不对",
  } as Record<number, string>,
  token: "飞书凭证（tenant_access_token）",
  tokenRemedy: "核对 LARK_APP_ID 与 LARK_APP_SECRET（开发者后台「凭证与基础信息」），并确认本机能访问 LARK_DOMAIN",
  bot: "飞书机器人",
  botRemedy: "在开发者后台「添加应用能力」里打开机器人，然后创建版本并发布",
  line: "飞书长连接",
  lineRemedy:
    "在开发者后台「事件与回调」里，把事件和回调的订阅方式都选为「使用长连接」，添加事件 im.message.receive_v1、im.chat.member.bot.added_v1、im.chat.member.bot.deleted_v1 和回调 card.action.trigger，再发布版本",
  lineFull: "同一个应用最多 50 个长连接：请停掉多余的进程",
  clock: "本机时钟",
  clockRemedy: (seconds: number) => `与飞书相差 ${seconds} 秒，请开启自动校时（NTP）`,
  scopes: "飞书权限",
  scopesRemedy: (missing: string) => `在开发者后台「权限管理」里开通 ${missing}，再创建版本并发布`,
};

export const en: typeof zh = {
  appId: "LARK_APP_ID must be cli_ and 16 hexadecimal digits; copy the App ID from the developer console, Credentials",
  appSecret: "LARK_APP_SECRET is missing; copy the App Secret from the developer console, Credentials",
  domain: "LARK_DOMAIN is feishu, lark or an https:// address; left out it is https://open.feishu.cn",
  tooBig: (megabytes) =>
    `This file is over ${megabytes} MB, which Feishu does not hand out. Please send a smaller one.`,
  goneFile:
    "I cannot get this file (Feishu keeps forwarded ones and those in cards from bots). Please send it directly.",
  badFile: "I do not recognise this file. Please send the original once more.",
  lost: (name) => `(could not be attached: ${name})`,
  picture: "a picture",
  file: "a file",
  everybody: "everyone",
  offline: "the long connection to Feishu is not up; trying",
  codes: {
    230001: "Feishu does not accept this content",
    230002: "the bot is not in this group: add it",
    230006: "the app has no bot: switch it on in the developer console and publish a version",
    230013: "this person is outside the app's availability: widen it in the developer console and publish a version",
    230025: "too long",
    230027: "a scope is missing: grant it as the set-up guide says and publish a version",
    230099: "Feishu does not accept this card",
    99991672: "a scope is missing: grant it as the set-up guide says and publish a version",
    10003: "LARK_APP_ID is wrong",
    10014: "LARK_APP_SECRET is wrong",
  },
  token: "Feishu credentials (tenant_access_token)",
  tokenRemedy:
    "check LARK_APP_ID and LARK_APP_SECRET (developer console, Credentials) and that LARK_DOMAIN is reachable",
  bot: "Feishu bot",
  botRemedy: "switch the bot on in the developer console, Add Features, then create and publish a version",
  line: "Feishu long connection",
  lineRemedy:
    "in the developer console, Events & Callbacks, choose the persistent connection for both events and callbacks, add the events im.message.receive_v1, im.chat.member.bot.added_v1, im.chat.member.bot.deleted_v1 and the callback card.action.trigger, then publish a version",
  lineFull: "an app has at most 50 long connections: stop the processes that are too many",
  clock: "this machine's clock",
  clockRemedy: (seconds) => `it differs from Feishu's by ${seconds} s: switch on NTP`,
  scopes: "Feishu scopes",
  scopesRemedy: (missing) =>
    `grant ${missing} in the developer console, Permissions, then create and publish a version`,
};

export type Words = typeof zh;
