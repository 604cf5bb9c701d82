/** Reads what the bot sends the way Feishu's client shows it, and refuses what Feishu refuses. */
import type { Sent, ShownButton, Upload, World } from "./world.ts";

/** Body limits of one send request: https://open.feishu.cn im-v1 message/create (text 150 KB, card and post 30 KB). */
const TEXT_BYTES = 150 * 1024;
const CARD_BYTES = 30 * 1024;

export class Refusal extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

export type Shown = Pick<Sent, "text" | "buttons" | "mentions" | "files" | "card">;
type Json = Record<string, unknown>;

export function show(world: World, type: string, content: string, requestBytes: number): Shown {
  if (requestBytes > (type === "text" ? TEXT_BYTES : CARD_BYTES)) throw new Refusal(230025, "the length is too long");
  const body = parse(content);
  if (type === "text") return showText(world, body);
  if (type === "interactive") return showCard(world, body);
  if (type === "image") return { ...bare(), files: [upload(world, body.image_key, "image")] };
  if (type === "file") return { ...bare(), files: [upload(world, body.file_key, "file")] };
  throw new Refusal(230001, `msg_type ${type}`);
}

function showText(world: World, body: Json): Shown {
  if (typeof body.text !== "string" || body.text === "") throw new Refusal(230001, "text is empty");
  const mentions: string[] = [];
  const text = body.text.replace(/<at user_id="([^"]*)">(.*?)<\/at>/g, (_, id: string, name: string) => {
    mentions.push(known(world, id));
    return `@${id === "all" ? "所有人" : name || nameOf(world, id)}`;
  });
  return { ...bare(), text, mentions };
}

function showCard(world: World, card: Json): Shown {
  if (card.schema !== "2.0") throw new Refusal(230099, "card schema is not 2.0");
  const elements = (card.body as Json | undefined)?.elements;
  if (!Array.isArray(elements) || elements.length === 0) throw new Refusal(230099, "card without elements");
  const shown: Shown = { ...bare(), card };
  const lines: string[] = [];
  for (const element of elements) walk(world, element as Json, shown, lines);
  return { ...shown, text: lines.join("\n") };
}

function walk(world: World, element: Json, shown: Shown, lines: string[]): void {
  if (element.tag === "markdown") lines.push(markdown(world, String(element.content), shown));
  else if (element.tag === "img") shown.files.push(upload(world, element.img_key, "image"));
  else if (element.tag === "button") shown.buttons.push(button(element));
  else if (element.tag === "column_set" || element.tag === "column") {
    const inner = (element.columns ?? element.elements) as Json[];
    for (const one of inner) walk(world, one, shown, lines);
  } else if (element.tag !== "hr") throw new Refusal(230099, `unknown element ${element.tag}`);
}

function markdown(world: World, content: string, shown: Shown): string {
  if (/!\[[^\]]*\]\((?!img_)/.test(content)) throw new Refusal(230099, "an image in Markdown needs an image_key");
  const text = content.replace(/<at (?:id|user_id|ids?|email)=["']?([^"'>\s]+)["']?><\/at>/g, (_, id: string) => {
    shown.mentions.push(known(world, id));
    return `@${id === "all" ? "所有人" : nameOf(world, id)}`;
  });
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

function button(element: Json): ShownButton {
  const behavior = (element.behaviors as Json[] | undefined)?.[0];
  const label = (element.text as Json | undefined)?.content;
  if (behavior?.type !== "callback" || typeof label !== "string") throw new Refusal(230099, "button without behaviour");
  return { label, value: behavior.value as Json };
}

function upload(world: World, key: unknown, kind: Upload["kind"]): Upload {
  const found = world.uploads.get(String(key));
  if (found?.kind !== kind) throw new Refusal(230099, `no such ${kind}: ${key}`);
  return found;
}

function known(world: World, id: string): string {
  if (id !== "all" && !world.people.has(id)) throw new Refusal(230099, `unknown person ${id}`);
  return id;
}

function nameOf(world: World, id: string): string {
  return world.people.get(id)?.name ?? id;
}

function bare(): Shown {
  return { text: "", buttons: [], mentions: [], files: [] };
}

function parse(content: string): Json {
  try {
    return JSON.parse(content) as Json;
  } catch {
    throw new Refusal(230001, "content is not a JSON string");
  }
}
