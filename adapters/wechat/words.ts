/** Everything this adapter says to people, and to whoever runs it. */
export const zh = {
  warning:
    "用个人微信号当机器人违反微信的使用规则，账号可能被限制登录或永久封号，换号、换设备都可能再被封。请只用专门的号，不要用自己的号；正式使用请改用企业微信",
  puppet:
    "WECHATY_PUPPET 没有填或写错了；要写清楚用哪一种，例如 wechaty-puppet-service。没有默认值：默认的那种最容易被封号",
  token: "WECHATY_PUPPET_SERVICE_TOKEN 没有填；请填服务商给的 token",
  endpoint:
    "WECHATY_PUPPET_SERVICE_ENDPOINT 请写成 主机:端口，例如 127.0.0.1:8788；不填的话，程序会到外网去问服务在哪里",
  install: (puppet: string) =>
    `WECHATY_PUPPET：没有装 Wechaty。请在启动小驿的目录里运行 ${installLine(puppet)}，再启动`,

  starting: "正在连接微信的服务",
  standby: "微信的连接由另一个进程占着，每 10 秒再看一次",
  lost: "和微信服务的连接断了，正在重连",
  refused: "微信服务不认这个 token，请核对 WECHATY_PUPPET_SERVICE_TOKEN；半分钟后再试",
  busy: "微信服务已经连着另一个程序，请先停掉那一个；半分钟后再试",
  scan: "微信要扫码登录：在小驿的终端窗口里看，或停掉小驿运行 npm run yizhan -- doctor 看二维码地址。这个地址等于钥匙，不要转发",
  out: "微信号已退出登录（可能是手机上退出、被顶掉或被限制）；请看手机上的提示，重新扫码",
  broken: "微信的程序没能载入，请核对 WECHATY_PUPPET；半分钟后再试",
  stopped: "已停止",
  code: (link: string) => `微信扫码登录（等于钥匙，不要转发）：${link}`,

  privately: (says: string) => `要私下说：点我的头像加好友，再对我说“${says}”。`,
  sayInstead: (label: string, says: string) => (label === says ? `· 回复“${says}”` : `· ${label}：回复“${says}”`),
  lostFile: (name: string) => `（附件没能发出来：${name}）`,
  picture: "图片",
  file: "文件",
  tooBig: (megabytes: number) => `这个文件超过 ${megabytes} MB，收不下。请压缩后再发一次。`,
  goneFile: "这张图或这个文件取不到了。请再发一次。",
  brokenFile: "这张图或这个文件没有收完整。请再发一次。",

  risk: "封号风险：用的是个人微信号",
  login: "连接微信服务并登录",
  reach: "连不上 WECHATY_PUPPET_SERVICE_ENDPOINT：请检查地址、端口和防火墙",
  waiting: "服务连上了，但没有登录的微信号：请打开服务商的页面或手机扫码登录",
  inUse: "服务正连着另一个程序，多半就是正在运行的小驿；是否登录请看 /readyz",
  room: (room: string) => `绑定的群 ${room}`,
  noRoom: "这个号不在这个群里，或重新登录后群的编号变了；请把它拉进群，在群里重新绑定",
};

export const en: typeof zh = {
  warning:
    "A bot on a personal WeChat account breaks WeChat's terms: the account may be limited or banned for good, and so may the next one. Use an account of its own, never yours; for real use take WeCom",
  puppet:
    "WECHATY_PUPPET is missing or no package name; say which puppet, such as wechaty-puppet-service. There is no default: the usual one is banned soonest",
  token: "WECHATY_PUPPET_SERVICE_TOKEN is missing; it comes from the service's provider",
  endpoint:
    "WECHATY_PUPPET_SERVICE_ENDPOINT is host:port, such as 127.0.0.1:8788; without it a directory on the internet would be asked where the service is",
  install: (puppet) =>
    `WECHATY_PUPPET: Wechaty is not installed. In the folder where you start the bot, run ${installLine(puppet)}, then start again`,

  starting: "connecting to WeChat's service",
  standby: "another process holds the connection to WeChat; looking every 10 s",
  lost: "the connection to WeChat's service is lost, coming back",
  refused: "WeChat's service refuses the token: check WECHATY_PUPPET_SERVICE_TOKEN; trying again in half a minute",
  busy: "WeChat's service already serves another program: stop that one; trying again in half a minute",
  scan: "WeChat wants a code scanned: see the bot's terminal, or stop the bot and run npm run yizhan -- doctor. The code's address is a key: do not pass it on",
  out: "the WeChat account is logged out (on the phone, by another device, or limited): see the phone and scan again",
  broken: "the puppet could not be loaded: check WECHATY_PUPPET; trying again in half a minute",
  stopped: "stopped",
  code: (link) => `Scan to log in to WeChat (a key: do not pass it on): ${link}`,

  privately: (says) => `To go on privately: tap my picture, add me as a friend and say “${says}”.`,
  sayInstead: (label, says) => (label === says ? `· reply “${says}”` : `· ${label}: reply “${says}”`),
  lostFile: (name) => `(could not be attached: ${name})`,
  picture: "a picture",
  file: "a file",
  tooBig: (megabytes) => `This file is over ${megabytes} MB. Please send a smaller one.`,
  goneFile: "I can no longer get this picture or file. Please send it again.",
  brokenFile: "This picture or file did not arrive whole. Please send it again.",

  risk: "risk of a ban: this is a personal WeChat account",
  login: "WeChat's service, and logged in",
  reach: "WECHATY_PUPPET_SERVICE_ENDPOINT is not reached: check address, port and firewall",
  waiting: "the service is reached, but no account is logged in: scan the code on the provider's page or phone",
  inUse: "the service serves another program, most likely the running bot; /readyz tells whether it is logged in",
  room: (room) => `bound room ${room}`,
  noRoom:
    "the account is not in this room, or the room's id changed with a new log-in; take it in and bind the room again",
};

export type Words = typeof zh;

/** The service's puppet comes along with Wechaty; any other is a package more. */
function installLine(puppet: string): string {
  return `npm install --no-save wechaty@1.20.2${puppet === "wechaty-puppet-service" ? "" : ` ${puppet}`}`;
}
