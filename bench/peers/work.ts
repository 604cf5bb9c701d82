/**
 * The one synthetic work that everybody is given: events in the shape in which Feishu's own SDK hands them to a
 * handler (`im.message.receive_v1` and `card.action.trigger`, flattened). Plain data, and a pure function of a number:
 * the same number is the same event, byte for byte, in every process and every run.
 */

/** One message in a group, by one person, with the bot mentioned. */
export interface MessageEvent {
  event_type: "im.message.receive_v1";
  event_id: string;
  create_time: string;
  sender: { sender_id: { open_id: string; union_id: string }; sender_type: "user" };
  message: {
    message_id: string;
    chat_id: string;
    chat_type: "group";
    message_type: "text";
    /** JSON text `{"text":"@_user_1 …"}`, as the platform sends it: every adapter has to take it apart. */
    content: string;
    mentions: { key: string; id: { open_id: string }; name: string }[];
  };
}

/** A button pressed under a message of the bot. */
export interface PressEvent {
  event_type: "card.action.trigger";
  event_id: string;
  operator: { open_id: string; union_id: string };
  action: { tag: "button"; value: { says: string } };
  context: { open_message_id: string; open_chat_id: string };
}

export type WorkEvent = MessageEvent | PressEvent;

export const BOT = "ou_bot";
const START = Date.UTC(2026, 10, 23, 0, 0, 0);
const SENTENCES = [
  "今天学什么",
  "站长扣了我三百块怎么办",
  "**急** 楼道里有人给电池充电，[看这里](https://example.com/p)",
  "社保断了两个月，还能补吗？\n\n- 户口在外地\n- 上个月换的站点",
  "附近哪里能喝口热水",
  "周六的志愿活动还有名额吗",
];

/** A well-mixed number of `seed` in 0…2³²−1 (the finaliser of MurmurHash3): cheap, and needs no state. */
export function mixed(seed: number): number {
  let h = (seed + 0x9e3779b9) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** `oc_` and the conversation's number in base 36: adapters whose platform counts its chats can turn it back. */
export const chatId = (conversation: number): string => `oc_${conversation.toString(36)}`;

/**
 * Message number `n`, in one of `conversations` drawn by its number, or in `conversation` when that is named.
 * One person a conversation: order is promised for what one person says in one chat.
 */
export function message(n: number, conversations = 1000, conversation = mixed(n) % conversations): MessageEvent {
  const key = n.toString(36).padStart(6, "0");
  const sentence = SENTENCES[mixed(n * 7 + 1) % SENTENCES.length];
  return {
    event_type: "im.message.receive_v1",
    event_id: `ev_${key}`,
    create_time: String(START + n),
    sender: { sender_id: { open_id: `ou_${conversation}`, union_id: `on_${conversation}` }, sender_type: "user" },
    message: {
      message_id: `om_${key}`,
      chat_id: chatId(conversation),
      chat_type: "group",
      message_type: "text",
      content: JSON.stringify({ text: `@_user_1 ${sentence} (${n})` }),
      mentions: [{ key: "@_user_1", id: { open_id: BOT }, name: "小驿" }],
    },
  };
}

/** Press number `n`: of one button, in conversation `conversation`. */
export function press(n: number, conversation: number): PressEvent {
  const key = n.toString(36).padStart(6, "0");
  return {
    event_type: "card.action.trigger",
    event_id: `ev_p${key}`,
    operator: { open_id: `ou_${conversation}`, union_id: `on_${conversation}` },
    action: { tag: "button", value: { says: `报名 A${n}` } },
    context: { open_message_id: `om_card${key}`, open_chat_id: chatId(conversation) },
  };
}

/** What every adapter makes of an event first: who said which words where, the mention of the bot taken out. */
export interface Heard {
  /** `message_id` of a message, `event_id` of a press: the same at every redelivery. */
  id: string;
  conversation: string;
  person: string;
  text: string;
  pressed: boolean;
  at: number;
}

export function heard(event: WorkEvent): Heard {
  if (event.event_type === "card.action.trigger") {
    const { operator, action, context } = event;
    const says = action.value.says;
    return {
      id: event.event_id,
      conversation: context.open_chat_id,
      person: operator.open_id,
      text: says,
      pressed: true,
      at: START,
    };
  }
  const { message: said, sender } = event;
  const content: { text: string } = JSON.parse(said.content);
  let text = content.text;
  for (const mention of said.mentions) if (mention.id.open_id === BOT) text = text.replace(mention.key, "");
  return {
    id: said.message_id,
    conversation: said.chat_id,
    person: sender.sender_id.open_id,
    text: text.trim(),
    pressed: false,
    at: Number(event.create_time),
  };
}
