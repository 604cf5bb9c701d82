/**
 * Mentions in what people said. DingTalk takes the visible "@name" of everybody out of the text, leaving the blanks
 * around it, and lists who was mentioned in `atUsers`, without names and places (3rd: QwenLM/qwen-code #8638; the
 * official example reads " 测试数据"). Other senders of the same frames leave the names in. So: nothing is taken for a
 * mention that the list does not account for.
 */
import type { RobotMessage } from "./frames.ts";

/** A group's message reaches us with a mention of us; "@everybody" is none. */
export function mentionsBot({ isInAtList, atUsers, chatbotUserId }: RobotMessage): boolean {
  return (
    isInAtList === true || (atUsers ?? []).some((one) => Boolean(one.dingtalkId) && one.dingtalkId === chatbotUserId)
  );
}

/** The words without our mention; the one other person that is mentioned becomes `[@name](dingtalk:<staffId>)`. */
export function withPeople(text: string, message: RobotMessage, nameOf: (staffId: string) => string): string {
  const listed = message.atUsers ?? [];
  const us = message.chatbotUserId;
  // Who is listed alone in a message that mentions us can only be us.
  const own = (at: number) => (us ? listed[at]?.dingtalkId === us : listed.length === 1);
  const words = mentionsBot(message) && (listed.length === 0 || own(0)) ? withoutFirst(text) : text;
  const others = listed.filter((one, at) => !own(at) && one.staffId);
  const [other] = others;
  // With two or more nobody can tell who stands where, and a wrong name is worse than none.
  if (others.length !== 1 || !other?.staffId) return words.trim();
  return withOther(words.trim(), other.staffId, nameOf(other.staffId));
}

/** A name that was left in stands at the very beginning; a blank there means that it was taken out already. */
function withoutFirst(text: string): string {
  if (text !== text.trim()) return text;
  return text.replace(/^@\S+\s+/, "").replace(/^@\S+$/, "");
}

const NAMED = /(?<=^|\s)@(\S+)/g;

function withOther(words: string, staffId: string, known: string): string {
  const named = [...words.matchAll(NAMED)];
  const link = (name: string) => `[@${name.replace(/[[\]()\n]/g, " ").trim()}](dingtalk:${staffId})`;
  if (named.length === 1 && named[0]) return words.replace(NAMED, () => link(named[0]?.[1] ?? known));
  // The name was taken out: where it stood, the blanks before and after it now stand side by side.
  const gaps = [...words.matchAll(/(?<=\S)(?:[ \u2005\u00a0]){2,}(?=\S)/g)];
  return named.length === 0 && gaps.length === 1 ? words.replace(gaps[0]?.[0] ?? "", ` ${link(known)} `) : words;
}
