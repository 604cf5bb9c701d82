/** Everything this adapter says to people, and to whoever runs it. */
export const zh = {
  clientId: "DINGTALK_CLIENT_ID 没有填对；请到钉钉开发者后台「凭证与基础信息」复制 Client ID（原 AppKey）",
  clientSecret:
    "DINGTALK_CLIENT_SECRET 没有填对；请到钉钉开发者后台「凭证与基础信息」复制 Client Secret（原 AppSecret）",
  robotCode: "DINGTALK_ROBOT_CODE 里不能有空格；一般不用填，它就等于 Client ID",
  apiBase: "DINGTALK_API_BASE 要写成 https:// 开头的网址；不填就是 https://api.dingtalk.com",
  oapiBase: "DINGTALK_OAPI_BASE 要写成 https:// 开头的网址；不填就是 https://oapi.dingtalk.com",
  cardTemplate: "DINGTALK_CARD_TEMPLATE 里不能有空格；请复制卡片平台里已发布模板的 ID（以 .schema 结尾），没有就不填",
  tooBig: (megabytes: number) => `这个文件超过 ${megabytes} MB，取不下来。请压缩后再发一次。`,
  goneFile: "这个文件取不到了（钉钉给的下载码会过期）。请把原图或原文件再发一次。",
  badFile: "这个文件我认不出来。请直接发一次原图或原文件。",
  lost: (name: string) => `（附件没能发出来：${name}）`,
  sayInstead: (label: string, says: string) => (label === says ? `回复「${says}」` : `${label}：回复「${says}」`),
  picture: "图片.png",
  file: "文件",
  title: "小驿",
  offline: "钉钉 Stream 连接没有连上，正在重连",
  nameless: "钉钉没有给出发消息人的 userId（senderStaffId）：请在开发者后台发布应用版本；发布前只能回复，不能主动私信",
  codes: {
    "Forbidden.AccessDenied": "缺少权限，请在开发者后台「权限管理」开通，再发布版本",
    invalidClientId: "DINGTALK_CLIENT_ID 或 DINGTALK_CLIENT_SECRET 不对",
    invalidStaffId: "这个人不在组织里，或不在应用的可使用范围内",
    staffId: "这个人不在组织里，或不在应用的可使用范围内",
    robot: "机器人不存在、没有启用，或不在这个群里",
    "460101": "内容太长",
    "param.cardTemplateId": "DINGTALK_CARD_TEMPLATE 不对，或模板没有发布",
  } as Record<string, string>,
  token: "钉钉凭证（accessToken）",
  tokenRemedy:
    "核对 DINGTALK_CLIENT_ID 与 DINGTALK_CLIENT_SECRET（开发者后台「凭证与基础信息」），并确认本机能访问 DINGTALK_API_BASE",
  line: "钉钉 Stream 连接",
  lineRemedy:
    "在开发者后台给应用添加「机器人」能力，消息接收模式选「Stream 模式」，再创建版本并发布；同一应用最多 50 个连接，请停掉多余的进程",
  clock: "本机时钟",
  clockRemedy: (seconds: number) => `与钉钉相差 ${seconds} 秒，请开启自动校时（NTP）`,
  robot: "钉钉机器人（robotCode）",
  robotRemedy:
    "DINGTALK_ROBOT_CODE 不是这个应用的机器人：一般把它留空就对（等于 Client ID）；并确认应用已添加「机器人」能力、版本已发布",
  permissionRemedy: "缺少权限：开发者后台「权限管理」里搜索“机器人”，开通企业内机器人发送消息等权限，再创建版本并发布",
  group: (id: string) => `绑定的群 ${id}`,
  notIn: "机器人不在这个群里：群设置 → 机器人 → 添加，或由书记在别处重新绑定",
  bound: (count: number, seen: number) =>
    `绑定的钉钉群 ${count} 个，钉钉让查的有 ${seen} 个；查不到的群，推送失败时运行日志里会写明机器人是否还在`,
  staff: "提醒：应用发布之后，消息里才有 senderStaffId；没有它就认不出人，也不能主动私信",
  buttons: (template: boolean): string =>
    template ? "按钮：用 DINGTALK_CARD_TEMPLATE 的卡片" : "按钮：没有卡片模板，改用「回复 1」这样的编号",
};

export const en: typeof zh = {
  clientId:
    "DINGTALK_CLIENT_ID is not right; copy the Client ID (AppKey) from the DingTalk developer console, Credentials",
  clientSecret:
    "DINGTALK_CLIENT_SECRET is not right; copy the Client Secret (AppSecret) from the DingTalk developer console, Credentials",
  robotCode: "DINGTALK_ROBOT_CODE has no blanks; it is usually left out and then equals the Client ID",
  apiBase: "DINGTALK_API_BASE is an https:// address; left out it is https://api.dingtalk.com",
  oapiBase: "DINGTALK_OAPI_BASE is an https:// address; left out it is https://oapi.dingtalk.com",
  cardTemplate:
    "DINGTALK_CARD_TEMPLATE has no blanks; copy the id of a published template from the card platform (it ends in .schema), or leave it out",
  tooBig: (megabytes) => `This file is over ${megabytes} MB and cannot be fetched. Please send a smaller one.`,
  goneFile: "I cannot get this file any more (DingTalk's download codes run out). Please send it once more.",
  badFile: "I do not recognise this file. Please send the original once more.",
  lost: (name) => `(could not be attached: ${name})`,
  sayInstead: (label, says) => (label === says ? `reply "${says}"` : `${label}: reply "${says}"`),
  picture: "picture.png",
  file: "a file",
  title: "Xiaoyi",
  offline: "the stream to DingTalk is not up; trying",
  nameless:
    "DingTalk does not tell the senders' userId (senderStaffId): publish a version of the app in the developer console; until then people can be answered but not written to",
  codes: {
    "Forbidden.AccessDenied":
      "a permission is missing: grant it in the developer console, Permissions, and publish a version",
    invalidClientId: "DINGTALK_CLIENT_ID or DINGTALK_CLIENT_SECRET is wrong",
    invalidStaffId: "this person is not in the organisation, or may not use the app",
    staffId: "this person is not in the organisation, or may not use the app",
    robot: "the robot does not exist, is not switched on, or is not in this group",
    "460101": "too long",
    "param.cardTemplateId": "DINGTALK_CARD_TEMPLATE is wrong, or the template is not published",
  },
  token: "DingTalk credentials (accessToken)",
  tokenRemedy:
    "check DINGTALK_CLIENT_ID and DINGTALK_CLIENT_SECRET (developer console, Credentials) and that DINGTALK_API_BASE is reachable",
  line: "DingTalk stream",
  lineRemedy:
    "in the developer console add a robot to the app, choose Stream as the way it receives messages, then create and publish a version; an app has at most 50 connections, so stop the processes that are too many",
  clock: "this machine's clock",
  clockRemedy: (seconds) => `it differs from DingTalk's by ${seconds} s: switch on NTP`,
  robot: "DingTalk robot (robotCode)",
  robotRemedy:
    "DINGTALK_ROBOT_CODE is not this app's robot: left empty it is usually right (it equals the Client ID); also see that the app has a robot and a published version",
  permissionRemedy:
    "a permission is missing: in the developer console, Permissions, grant the robot's sending of messages, then create and publish a version",
  group: (id) => `bound group ${id}`,
  notIn: "the robot is not in this group: add it in the group's settings, or bind another group instead",
  bound: (count, seen) =>
    `${count} bound DingTalk groups, of which DingTalk lets ${seen} be looked at; for the others a failed push tells in the log`,
  staff:
    "note: messages carry senderStaffId only after the app is published; without it nobody is recognised or can be written to first",
  buttons: (template) =>
    template
      ? "buttons: cards from DINGTALK_CARD_TEMPLATE"
      : 'buttons: no card template, so numbered words ("reply 1")',
};

export type Words = typeof zh;

/** Both languages, for operators: doctor and the faults of the settings do not know the locale yet. */
export function both(pick: (words: Words) => string): string {
  return `${pick(zh)} / ${pick(en)}`;
}
