/** Frames in the shape in which the Bot API delivers them. */
import type { Update, User } from "grammy/types";

export const me: User = { id: 777, is_bot: true, first_name: "小驿", username: "XiaoYi_bot" };
export const wang = { id: 5, is_bot: false, first_name: "王", last_name: "师傅", language_code: "zh-hans" };
export const group = { id: -1001, type: "supergroup", title: "东街骑手群" };
export const direct = { id: 5, type: "private", first_name: "王", last_name: "师傅" };
export const DATE = 1_795_305_600;

/** An update with one message of 王师傅 in the group; `fields` replace or add. */
export function said(fields: object): Update {
  const message = { message_id: 42, from: wang, chat: group, date: DATE, ...fields };
  return { update_id: 100, message } as unknown as Update;
}

/** Text with the entities that `marks` name, found by their words. */
export function marked(text: string, marks: Record<string, string | object>): object {
  const entities = Object.entries(marks).map(([words, type]) => ({
    offset: text.indexOf(words),
    length: words.length,
    ...(typeof type === "string" ? { type } : type),
  }));
  return { text, entities };
}
