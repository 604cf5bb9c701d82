/** The entities that Telegram finds by itself in what people type. */
import type { Entity } from "./types.ts";

export function typed(text: string): Entity[] {
  const found: Entity[] = [];
  const add = (type: string, pattern: RegExp) => {
    for (const hit of text.matchAll(pattern)) found.push({ type, offset: hit.index, length: hit[0].length });
  };
  add("bot_command", /(?<![\w/])\/[a-z0-9_]{1,32}(?:@\w{3,32})?(?!\w)/gi);
  add("mention", /(?<![\w/])@[a-z]\w{2,31}/gi);
  add("url", /https?:\/\/\S+/g);
  return found.sort((a, b) => a.offset - b.offset);
}
