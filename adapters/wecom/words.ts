/** Everything this adapter says to people, and to whoever runs it. */
export const zh = {
  botId: "WECOM_BOT_ID 没有填；请在企业微信「智能机器人」的 API 模式（长连接）页面复制 Bot ID",
  secret: "WECOM_BOT_SECRET 没有填；请在企业微信「智能机器人」的 API 模式（长连接）页面复制 Secret",
  wsUrl: "WECOM_WS_URL 应是 wss:// 开头的地址（ws:// 只用于本机）；不填就是 wss://openws.work.weixin.qq.com",
  webhookKey:
    "WECOM_WEBHOOK_KEY 请填群机器人地址里 key= 后面那一串；有几个群时写成 群ID=key，用逗号隔开，例如 wrAbc=693a91f6-7d2a-4bc4，群ID 在控制台的群列表里",
  webhookBase:
    "WECOM_WEBHOOK_BASE 应是 https:// 开头的地址（http:// 只用于本机）；不填就是 https://qyapi.weixin.qq.com",

  starting: "正在连接企业微信",
  standby: "企业微信的连接由另一个进程占着，或刚停掉的进程还没到期（最多 60 秒），每 10 秒再看一次",
  lost: "企业微信的连接断了，正在重连",
  kicked: "有别的程序用同一个机器人连上了企业微信，这里被挤下线；请停掉另一个程序，一分钟后会再试",
  auth: "企业微信不认这个机器人：请核对 WECOM_BOT_ID 与 WECOM_BOT_SECRET，并确认机器人开着 API 模式的长连接；一分钟后会再试",
  stopped: "已停止",

  choose: "请选择",
  privately: (says: string) => `要私下说：点我的头像发消息，对我说“${says}”。`,
  lostFile: (name: string) => `（附件没能发出来：${name}）`,
  picture: "图片",
  file: "文件",
  tooBig: (megabytes: number) => `这个文件超过 ${megabytes} MB，收不下。请压缩后再发一次。`,
  goneFile: "这张图或这个文件取不到了：企业微信只给五分钟。请再发一次。",
  brokenFile: "这张图或这个文件没有收完整。请再发一次。",

  codes: {
    40008: "企业微信不收这种消息",
    45002: "内容太长",
    93000: "群机器人的 key 不对，或它已被移出群",
    93001: "发不到这个会话",
    93006: "会话不对：要先有人在那里 @ 过机器人，或私下对它说过话",
    93008: "机器人不在这个群里",
    93019: "WECOM_BOT_ID 不对",
    853000: "WECOM_BOT_SECRET 不对",
    846605: "已过了能答复的时间",
  } as Record<number, string>,

  login: "企业微信机器人登录（同一机器人正在别处运行的话，会断开约一分钟）",
  reachRemedy: "连不上 WECOM_WS_URL：请检查网络和防火墙，要能用 443 端口访问 openws.work.weixin.qq.com",
  robot: (chat: string | undefined) => `群机器人（能 @ 人的第二条路）${chat ? `：群 ${chat}` : ""}`,
  robotRemedy: "请在群设置「群机器人」里重新复制地址，把 key= 后面那一串填进 WECOM_WEBHOOK_KEY",
  robots: "群机器人与绑定的群",
  oneRobot: (groups: number) =>
    `WECOM_WEBHOOK_KEY 只有一个 key，没有机器人的群却有 ${groups} 个，不知道是哪个群的：请给每个群加一个群机器人，写成 群ID=key，用逗号隔开`,
  strangeRobot: "这个群没有绑定：请核对 WECOM_WEBHOOK_KEY 里等号前面的群ID，或先在群里说 绑定本群",
  bound: (count: number) =>
    `绑定的企业微信群 ${count} 个；企业微信不告诉机器人它在哪些群里，推送失败时运行日志里会写明（93006 要先有人 @ 它一次，93008 是不在群里）`,
  clock: "本机时钟",
  clockRemedy: (seconds: number) => `与企业微信相差 ${seconds} 秒，请开启自动校时（NTP）`,
  robotReach: "连不上 WECOM_WEBHOOK_BASE：请检查网络，要能访问 qyapi.weixin.qq.com",
};

export const en: typeof zh = {
  botId: "WECOM_BOT_ID is missing; copy the Bot ID from WeCom, AI bot, API mode (long connection)",
  secret: "WECOM_BOT_SECRET is missing; copy the Secret from WeCom, AI bot, API mode (long connection)",
  wsUrl: "WECOM_WS_URL is a wss:// address (ws:// on this machine only); left out: wss://openws.work.weixin.qq.com",
  webhookKey:
    "WECOM_WEBHOOK_KEY is what follows key= in the group robot's address; for several groups write chatid=key, separated by commas (the console's list of groups shows the chat ids)",
  webhookBase:
    "WECOM_WEBHOOK_BASE is an https:// address (http:// on this machine only); left out: https://qyapi.weixin.qq.com",

  starting: "connecting to WeCom",
  standby:
    "another process holds the connection to WeCom, or one that died still does (60 s at most); looking every 10 s",
  lost: "the connection to WeCom is lost, coming back",
  kicked: "another program connected to WeCom with this bot and put us off; stop it, we try again in a minute",
  auth: "WeCom refuses this bot: check WECOM_BOT_ID and WECOM_BOT_SECRET and that the bot is in API mode with the long connection; trying again in a minute",
  stopped: "stopped",

  choose: "Please choose",
  privately: (says) => `To go on privately: tap my picture, send me a message and say “${says}”.`,
  lostFile: (name) => `(could not be attached: ${name})`,
  picture: "a picture",
  file: "a file",
  tooBig: (megabytes) => `This file is over ${megabytes} MB. Please send a smaller one.`,
  goneFile: "I can no longer get this picture or file: WeCom keeps it for five minutes. Please send it again.",
  brokenFile: "This picture or file did not arrive whole. Please send it again.",

  codes: {
    40008: "WeCom does not take this kind of message",
    45002: "too long",
    93000: "the group robot's key is wrong, or it was put out of the group",
    93001: "this conversation cannot be written to",
    93006: "no such conversation: somebody must have mentioned the bot there, or written to it privately",
    93008: "the bot is not in this group",
    93019: "WECOM_BOT_ID is wrong",
    853000: "WECOM_BOT_SECRET is wrong",
    846605: "the time to answer is over",
  },

  login: "WeCom bot log-in (the same bot running elsewhere is cut off for about a minute)",
  reachRemedy:
    "WECOM_WS_URL is not reached: check network and firewall; openws.work.weixin.qq.com on port 443 is needed",
  robot: (chat) => `group robot (the second channel, which can mention people)${chat ? `: group ${chat}` : ""}`,
  robotRemedy:
    "copy the address again from the group's settings, Group Robot, and put what follows key= into WECOM_WEBHOOK_KEY",
  robots: "group robots and bound groups",
  oneRobot: (groups) =>
    `WECOM_WEBHOOK_KEY has one key, but ${groups} groups are without a robot and nobody can tell whose it is: give each group a robot and write chatid=key, separated by commas`,
  strangeRobot: "this group is not bound: check the chat id before = in WECOM_WEBHOOK_KEY, or bind the group first",
  bound: (count) =>
    `${count} bound WeCom groups; WeCom tells no bot which groups it is in, a failed push tells in the log (93006: somebody must mention it once; 93008: it is not in the group)`,
  clock: "this machine's clock",
  clockRemedy: (seconds) => `it differs from WeCom's by ${seconds} s: switch on NTP`,
  robotReach: "WECOM_WEBHOOK_BASE is not reached: check the network; qyapi.weixin.qq.com is needed",
};

export type Words = typeof zh;
