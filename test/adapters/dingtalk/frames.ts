/** Frames as DingTalk sends them, for the pure converter. Shapes: PLATFORMS.md §4.2 and the official stream protocol. */
import { robotMessage } from "../../../adapters/dingtalk/frames.ts";
import { toMessage } from "../../../adapters/dingtalk/toMessage.ts";

export const US = "$:LWCP_v1:$robot==";
export const AT = 1_795_399_800_000; // 2026-11-23T02:10:00Z

const GROUP = {
  conversationId: "cidAsXSBLnA==",
  conversationType: "2",
  conversationTitle: "测试群",
  isInAtList: true,
  atUsers: [{ dingtalkId: US }],
  chatbotCorpId: "ding9f",
  chatbotUserId: US,
  msgId: "msgLICYeHgY4JtMQw==",
  senderNick: "王师傅",
  isAdmin: false,
  senderStaffId: "16650698",
  senderCorpId: "ding9f",
  senderId: "$:LWCP_v1:$jqTgIfhRX9Q==",
  sessionWebhookExpiredTime: AT + 5_400_000,
  sessionWebhook: "https://oapi.dingtalk.com/robot/sendBySession?session=76da",
  createAt: AT,
  robotCode: "dingr3xc0b",
  msgtype: "text",
  text: { content: " 问政策 高温津贴" },
};

/** A group's message with the bot mentioned, changed as said; what the house would hear. */
export function inGroup(change: object = {}) {
  return toMessage(robotMessage.parse({ ...GROUP, ...change }), {
    nameOf: (id) => ({ "777": "李师傅" })[id] ?? "",
    now: AT + 1,
  });
}

export function direct(change: object = {}) {
  const { isInAtList: _, atUsers: __, conversationTitle: ___, ...rest } = GROUP;
  return inGroup({ ...rest, conversationType: "1", isInAtList: undefined, atUsers: undefined, ...change });
}
