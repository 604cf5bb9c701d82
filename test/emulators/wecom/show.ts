/** Reads what the bot sends the way WeCom's client shows it, and refuses what WeCom refuses. */
import { Refusal } from "./refusal.ts";
import type { Card, Sent, World } from "./world.ts";

const MARKDOWN_BYTES = 20_480;
const ROBOT_MARKDOWN_BYTES = 4_096;
const ROBOT_TEXT_BYTES = 2_048;
const MOST_BUTTONS = 6;
const KEY_BYTES = 1_024;

type Json = Record<string, unknown>;
export type Shown = Pick<Sent, "type" | "text" | "buttons" | "mentions" | "file" | "card" | "task">;

/** A message of the bot's connection: no text, no mentions. */
export function shown(world: World, body: Json): Shown {
  const type = String(body.msgtype);
  if (type === "markdown") return { ...bare(type), text: sized(body.markdown, MARKDOWN_BYTES) };
  if (type === "template_card") {
    const card = checkedCard(body.template_card as Card);
    if (world.sent.some((one) => one.task === card.task_id)) throw new Refusal(42014, "task_id is not unique");
    return { ...bare(type), ...cardShown(card) };
  }
  if (type === "image" || type === "file" || type === "voice" || type === "video") {
    const file = world.media.get(String((body[type] as Json | undefined)?.media_id));
    if (file?.type !== type) throw new Refusal(40007, "invalid media_id");
    return { ...bare(type), file };
  }
  throw new Refusal(40008, "invalid message type");
}

/** A message of a group's robot. */
export function shownByRobot(body: Json): Shown {
  const type = String(body.msgtype);
  if (type === "markdown") {
    const text = sized(body.markdown, ROBOT_MARKDOWN_BYTES);
    return { ...bare(type), text, mentions: [...text.matchAll(/<@([^>\s]+)>/g)].map(([, id]) => id ?? "") };
  }
  if (type === "text") {
    const mentions = ((body.text as Json | undefined)?.mentioned_list ?? []) as string[];
    return { ...bare(type), text: sized(body.text, ROBOT_TEXT_BYTES), mentions };
  }
  throw new Refusal(40008, "invalid message type");
}

export function checkedCard(card: Card | undefined): Card {
  if (card?.card_type !== "button_interaction") throw new Refusal(40058, "card_type is not button_interaction");
  if (!card.main_title?.title) throw new Refusal(40058, "main_title.title is empty");
  const buttons = card.button_list ?? [];
  if (buttons.length < 1 || buttons.length > MOST_BUTTONS) throw new Refusal(40058, "button_list has 1 to 6 buttons");
  if (new Set(buttons.map((one) => one.key)).size < buttons.length) throw new Refusal(40058, "keys of buttons repeat");
  if (buttons.some(({ text, key }) => !text || !key || Buffer.byteLength(key) > KEY_BYTES))
    throw new Refusal(40058, "a button without text or key");
  if (!/^[\w@-]{1,128}$/.test(card.task_id ?? "")) throw new Refusal(40058, "invalid task_id");
  if ((card.horizontal_content_list ?? []).length > 6) throw new Refusal(40058, "too many rows");
  return card;
}

export function cardShown(card: Card): Pick<Shown, "text" | "buttons" | "card" | "task"> {
  const rows = (card.horizontal_content_list ?? []).map(({ keyname, value }) => `${keyname}：${value ?? ""}`);
  const lines = [card.main_title?.title, card.main_title?.desc, card.sub_title_text, ...rows].filter(Boolean);
  const buttons = (card.button_list ?? []).map(({ text, key }) => ({ label: text, key }));
  return { text: lines.join("\n"), buttons, card, ...(card.task_id && { task: card.task_id }) };
}

function sized(part: unknown, most: number): string {
  const content = (part as Json | undefined)?.content;
  if (typeof content !== "string" || content === "") throw new Refusal(40058, "content is empty");
  if (Buffer.byteLength(content) > most) throw new Refusal(45002, "content size out of limit");
  // A surrogate without its twin means that a character was cut in half.
  if (!content.isWellFormed()) throw new Refusal(40058, "content is not valid UTF-8");
  return content;
}

function bare(type: string): Shown {
  return { type, text: "", buttons: [], mentions: [] };
}
