/** Telegram's HTML as the platform reads it: strict about tags, and it shows the text without them. */
import { ApiError, type Entity } from "./types.ts";

const TAGS: Record<string, string> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  s: "strikethrough",
  del: "strikethrough",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  a: "text_link",
};
const SIGNS: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/** Throws the 400 that Telegram answers when the markup is broken. */
export function parseHtml(markup: string): { text: string; entities: Entity[] } {
  const open: { tag: string; entity: Entity }[] = [];
  const entities: Entity[] = [];
  let text = "";
  for (const [piece, closing, tag, rest] of markup.matchAll(/<(\/?)([a-z]*)([^>]*)>|&[a-z]+;|&#\d+;|[^<&]+|[<&]/gi)) {
    if (piece === "<") throw broken("Unexpected end of tag");
    if (piece.startsWith("&")) text += SIGNS[piece.slice(1, -1)] ?? decoded(piece);
    else if (tag === undefined) text += piece;
    else if (closing) {
      const last = open.pop();
      if (last?.tag !== tag) throw broken(`Unexpected end tag at byte offset ${Buffer.byteLength(text)}`);
      last.entity.length = text.length - last.entity.offset;
      if (last.entity.length > 0) entities.push(last.entity);
    } else open.push({ tag, entity: opened(tag, rest ?? "", text.length) });
  }
  if (open.length > 0) throw broken(`Can't find end tag corresponding to start tag "${open.at(-1)?.tag}"`);
  return { text: text.trim(), entities: entities.sort((a, b) => a.offset - b.offset) };
}

function opened(tag: string, rest: string, offset: number): Entity {
  const type = TAGS[tag];
  if (!type) throw broken(`Unsupported start tag "${tag}"`);
  if (tag !== "a") return { type, offset, length: 0 };
  const href = /href="([^"]*)"/.exec(rest)?.[1]?.replace(/&(\w+);/g, (whole, name) => SIGNS[name] ?? whole) ?? "";
  const id = /^tg:\/\/user\?id=(\d+)$/.exec(href)?.[1];
  if (!id) return { type, offset, length: 0, url: href };
  return { type: "text_mention", offset, length: 0, user: { id: Number(id), is_bot: false, first_name: "" } };
}

function decoded(entity: string): string {
  const code = /^&#(\d+);$/.exec(entity)?.[1];
  return code ? String.fromCodePoint(Number(code)) : entity;
}

function broken(why: string): ApiError {
  return new ApiError(400, `Bad Request: can't parse entities: ${why}`);
}
