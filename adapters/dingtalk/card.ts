/**
 * A card made from the template named by DINGTALK_CARD_TEMPLATE. The template is built once in DingTalk's card
 * platform (https://open-dev.dingtalk.com → 卡片平台) and published; these are its variables, all of type string:
 *
 *   title            one line, for a heading if one is wanted
 *   text             the words: bind a Markdown component to ${text}
 *   label1 … label6  what stands on the buttons: six buttons, the n-th showing ${labeln} and shown only while
 *                    ${labeln} is not empty
 *   says1 … says6    what the button says
 *   chat             the group it is shown in, empty in a direct chat
 *
 * The n-th button's click is 回传请求 with action id "n" and two parameters: says = ${saysn}, chat = ${chat}.
 * Without the parameters taps are understood too, as long as this process (or the shared cache) remembers the card.
 */
import { createHmac, hash } from "node:crypto";
import type { Address, Button } from "#bot";
import type { CardPress } from "./frames.ts";
import { parsed, pressed } from "./frames.ts";

export const MOST_BUTTONS = 6;

/** Every variable every time: what an edit leaves out would stay as it was. */
export function paramsOf(
  title: string,
  text: string,
  buttons: readonly Button[],
  group: string,
): Record<string, string> {
  const params: Record<string, string> = { title, text, chat: group };
  for (let n = 1; n <= MOST_BUTTONS; n += 1) {
    params[`label${n}`] = buttons[n - 1]?.label ?? "";
    params[`says${n}`] = buttons[n - 1]?.says ?? "";
  }
  return params;
}

const KEY_SIGNS = 24;
const MARK_SIGNS = 12;

/**
 * The card's own number: the same for the same key, and marked with the chat it is shown in, so that a tap can be
 * placed after a restart and nobody's client can make it sound as if it came from another chat.
 */
export function trackOf(key: string, chat: Address, secret: string): string {
  return hash("sha256", key, "base64url").slice(0, KEY_SIGNS) + markOf(chat, secret);
}

function markOf(chat: Address, secret: string): string {
  return createHmac("sha256", secret).update(chat).digest("base64url").slice(0, MARK_SIGNS);
}

/** What is remembered of a card that was shown. */
export interface Shown {
  chat: Address;
  /** The receipt's id. */
  id: string;
  buttons: Button[];
}

/** The chat of a tap and what it says; undefined when the card or the button cannot be told. */
export function readPress(
  press: CardPress,
  shown: Shown | undefined,
  secret: string,
): { chat: Address; says: string } | undefined {
  const { data } = pressed.safeParse(parsed(press.content));
  const params = data?.cardPrivateData.params ?? {};
  const named = [params.chat, press.spaceId?.replace(/^.*IM_GROUP\./i, "")].filter((id) => typeof id === "string");
  const candidates: Address[] = [`dingtalk:${press.userId}`, ...named.map((id): Address => `dingtalk:${id}`)];
  const mark = press.outTrackId.slice(KEY_SIGNS);
  const chat = shown?.chat ?? candidates.find((one) => markOf(one, secret) === mark);
  const says = typeof params.says === "string" && params.says ? params.says : byAction(data, shown?.buttons ?? []);
  return chat && says ? { chat, says } : undefined;
}

/** By the button's number, or by what stands on it. */
function byAction(data: ReturnType<typeof pressed.parse> | undefined, buttons: readonly Button[]): string | undefined {
  const action = data?.cardPrivateData.actionIds?.[0];
  if (action === undefined) return undefined;
  const same = buttons.find((one) => one.label === action || one.says === action);
  const number = /^\D*([1-9])$/.exec(action)?.[1];
  return (same ?? (number ? buttons[Number(number) - 1] : undefined) ?? (buttons.length === 1 ? buttons[0] : undefined))
    ?.says;
}
