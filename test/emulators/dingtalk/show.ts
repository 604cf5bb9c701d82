/** Reads what the bot sends the way DingTalk's client shows it, and refuses what DingTalk refuses. */
import type { Sent, ShownButton, Upload, World } from "./world.ts";

export type Json = Record<string, unknown>;
type Shown = Pick<Sent, "text" | "buttons" | "mentions" | "media">;

/** Of a web hook's whole body (errcode 460101), and of sampleMarkdown's text, where the stricter reading holds. */
const HOOK_BYTES = 20_000;
const MARKDOWN_BYTES = 5_000;

/** A newer interface's code, or an older one's number. */
export class Refusal extends Error {
  readonly code: string | number;
  readonly status: number;
  constructor(code: string | number, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** What is posted to an answer address. */
export function showAnswer(world: World, body: Json, bytes: number): Shown {
  if (bytes > HOOK_BYTES) throw new Refusal(460101, "description: body 大小不合法");
  const at = ((body.at as Json | undefined)?.atUserIds ?? []) as string[];
  const kind = body.msgtype;
  const inner = body[String(kind)] as Json | undefined;
  const said = kind === "text" ? inner?.content : kind === "markdown" ? inner?.text : undefined;
  if (typeof said !== "string" || said === "") throw new Refusal(400102, "缺少参数");
  if (kind === "markdown" && (!inner?.title || Buffer.byteLength(said) > MARKDOWN_BYTES)) {
    throw new Refusal(400105, "markdown");
  }
  // Somebody is called when they are listed and "@<id>" stands in the words.
  const mentions = at.filter((id) => said.includes(`@${id}`));
  return { ...bare(), text: readable(world, said, mentions), mentions };
}

/** msgKey and msgParam of the robot's pushes. */
export function showPush(world: World, msgKey: unknown, msgParam: unknown): Shown {
  const param = parse(msgParam);
  if (msgKey === "sampleMarkdown") {
    if (typeof param.title !== "string" || !param.title) throw new Refusal("invalidParameter.param.invalid", "title");
    return { ...bare(), text: readable(world, textOf(param.text), []) };
  }
  if (msgKey === "sampleText") return { ...bare(), text: textOf(param.content) };
  if (msgKey === "sampleImageMsg") return { ...bare(), media: [upload(world, param.photoURL)] };
  if (msgKey === "sampleFile") return { ...bare(), media: [upload(world, param.mediaId)] };
  throw new Refusal("invalidParameter.msgKey.invalid", String(msgKey));
}

/** The template of adapters/dingtalk/card.ts, filled in. */
export function showCard(world: World, cardData: unknown): Shown {
  const params = (cardData as { cardParamMap?: Json } | undefined)?.cardParamMap;
  if (!params || Object.values(params).some((value) => typeof value !== "string")) {
    throw new Refusal("param.cardPublicDataEmpty", "every variable is a string");
  }
  const buttons: ShownButton[] = [];
  for (let n = 1; n <= 6; n += 1) {
    const [label, says] = [String(params[`label${n}`] ?? ""), String(params[`says${n}`] ?? "")];
    if (label) buttons.push({ label, says, action: String(n) });
  }
  return { ...bare(), text: readable(world, String(params.text ?? ""), []), buttons };
}

/** Line breaks are two blanks and a break; the names of those who are called stand for their ids. */
function readable(world: World, said: string, called: string[]): string {
  const named = called.reduce((text, id) => text.replaceAll(`@${id}`, `@${world.people.get(id)?.name ?? id}`), said);
  return named.replace(/ {2}\n/g, "\n");
}

function textOf(value: unknown): string {
  if (typeof value !== "string" || value === "") throw new Refusal("invalidParameter.param.invalid", "text");
  if (Buffer.byteLength(value) > MARKDOWN_BYTES) throw new Refusal("invalidParameter.param.tooLong", "text");
  return value;
}

function upload(world: World, mediaId: unknown): Upload {
  const found = world.uploads.get(String(mediaId));
  if (!found) throw new Refusal("invalidParameter.mediaId.invalid", String(mediaId));
  return found;
}

function bare(): Shown {
  return { text: "", buttons: [], mentions: [], media: [] };
}

function parse(text: unknown): Json {
  try {
    return JSON.parse(String(text)) as Json;
  } catch {
    throw new Refusal("invalidParameter.msgParam.invalid", "msgParam is a JSON string");
  }
}
