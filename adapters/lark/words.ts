/** Everything this adapter says to people, and to whoever runs it. */
export const zh = {
  appId: "LARK_APP_ID 应是 cli_ 加 16 位十六进制字符；请到开发者后台「凭证与基础信息」复制 App ID",
  appSecret: "LARK_APP_SECRET 没有填；请到开发者后台「凭证与基础信息」复制 App Secret",
  domain: "LARK_DOMAIN 请填 feishu、lark 或 https:// 开头的地址；不填就是 https://open.feishu.cn",
  encryptKey:
    "填了 Verification Token 就还要填 LARK_ENCRYPT_KEY：请到开发者后台「事件与回调」的「加密策略」里设置 Encrypt Key 并复制；不用 webhook 就两个都留空",
  verificationToken:
    "填了 Encrypt Key 就还要填 LARK_VERIFICATION_TOKEN：请到开发者后台「事件与回调」的「加密策略」里复制 Verification Token；不用 webhook 就两个都留空",
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
  scopesRemedy: (missing: string, page: string) =>
    `缺 ${missing}：打开 ${page}（就是开发者后台「权限管理」，已按名字筛好），逐个勾选开通，再创建版本并发布`,
  scopeFor: {
    send: "发消息",
    group: "收群里 @ 它的话",
    direct: "收私聊",
    names: "群里显示称呼、看群成员",
    files: "收发照片和文件",
  },
  hearsAll: "飞书群消息：不 @ 的话也会送到本程序；没有叫小驿的，不保存、不记日志、不交给模型",
  hearsMentions: "飞书群消息：只有 @ 小驿的话会送到；不 @ 的接话和回复它收不到（要收，申请 im:message.group_msg）",
  lineSpare: "飞书长连接没有开，消息走 webhook",
  hook: (url: string) => `飞书 webhook ${url}`,
  hookRemedy: (status: number | undefined): string =>
    `按飞书的样子敲了一下这个地址，${status ? `答的是 HTTP ${status}` : "三秒内没有回答"}：请先启动本程序；再看 PUBLIC_URL 和反向代理，/lark/webhook 要原样转给本程序，不要登录页、不要改内容`,
  hookWhere:
    "飞书 webhook：把 https://您的域名/lark/webhook 填进开发者后台「事件与回调」的请求地址；设了 PUBLIC_URL，这里还会试着敲一下",
  bound: (count: number) => `绑定的飞书群 ${count} 个查过，机器人都在`,
  group: (id: string) => `绑定的群 ${id}`,
  notIn: "机器人不在这个群里（或群已解散）：群设置 → 群机器人 → 添加，或由书记在别处重新绑定",
  notTold: (code: number | undefined) => `没能问到（${code ?? "没有回答"}）：请稍后再运行一次 doctor`,
};

export const en: typeof zh = {
  appId: "LARK_APP_ID must be cli_ and 16 hexadecimal digits; copy the App ID from the developer console, Credentials",
  appSecret: "LARK_APP_SECRET is missing; copy the App Secret from the developer console, Credentials",
  domain: "LARK_DOMAIN is feishu, lark or an https:// address; left out it is https://open.feishu.cn",
  encryptKey:
    "with the Verification Token LARK_ENCRYPT_KEY is needed too: set and copy the Encrypt Key in the developer console, Events & Callbacks, Encryption Strategy; without a webhook leave both empty",
  verificationToken:
    "with the Encrypt Key LARK_VERIFICATION_TOKEN is needed too: copy the Verification Token from the developer console, Events & Callbacks, Encryption Strategy; without a webhook leave both empty",
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
  scopesRemedy: (missing, page) =>
    `missing: ${missing}. Open ${page} (Permissions in the developer console, filtered by name), grant each, then create and publish a version`,
  scopeFor: {
    send: "to send",
    group: "to hear mentions in groups",
    direct: "to hear direct messages",
    names: "names and members of groups",
    files: "photos and files",
  },
  hearsAll:
    "Feishu groups: all words reach this program; what is not addressed to the bot is not stored, logged or given to a model",
  hearsMentions:
    "Feishu groups: only words that mention the bot arrive; answers without a mention do not (im:message.group_msg brings them)",
  lineSpare: "no long connection to Feishu; events come by webhook",
  hook: (url) => `Feishu webhook ${url}`,
  hookRemedy: (status) =>
    `this address was asked as Feishu does, and ${status ? `answered HTTP ${status}` : "did not answer within three seconds"}: start this program; then check PUBLIC_URL and the reverse proxy, which must hand /lark/webhook on unchanged and without a sign-in`,
  hookWhere:
    "Feishu webhook: enter https://your-domain/lark/webhook as the request address in the developer console, Events & Callbacks; with PUBLIC_URL set it is tried here",
  bound: (count) => `${count} bound Feishu groups looked at, the bot is in them`,
  group: (id) => `bound group ${id}`,
  notIn:
    "the bot is not in this group, or it was dissolved: add it in the group's settings, or bind another group instead",
  notTold: (code) => `could not be asked (${code ?? "no answer"}): run doctor again later`,
};

export type Words = typeof zh;
