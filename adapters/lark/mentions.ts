/** Mentions in what people said: named by key, never guessed from the text. */
import type { Mention } from "./events.ts";

/**
 * Puts people in place of the keys ("@_user_1"): the bot's own mention goes away, another person's becomes
 * `[@name](lark:<open_id>)`. `everybody` stands for "@_all", which is not listed among the mentions.
 */
export function withPeople(text: string, mentions: Mention[], bot: string | undefined, everybody: string): string {
  const byKey = new Map(mentions.map((one) => [one.key, one]));
  // Rich text may name the person instead of the key.
  for (const one of mentions) if (one.id.open_id) byKey.set(one.id.open_id, one);
  byKey.set("@_all", { key: "@_all", id: {}, name: everybody });
  // Longest first, so that "@_user_1" does not eat the beginning of "@_user_12".
  const keys = [...byKey.keys()].sort((a, b) => b.length - a.length).map((key) => key.replace(/\W/g, "\\$&"));
  const found = new RegExp(`(${keys.join("|")})( ?)`, "g");
  const replaced = text.replace(found, (_, key: string, space: string) => {
    const one = byKey.get(key);
    return one?.id.open_id === bot && bot !== undefined ? "" : `${one ? linkTo(one) : key}${space}`;
  });
  return replaced.trim();
}

/** `[@name](lark:<open_id>)`; without an open_id (another organisation, everybody) the bare @name. */
export function linkTo(one: Mention): string {
  const name = one.name.replace(/[[\]()\n]/g, " ").trim();
  return one.id.open_id ? `[@${name}](lark:${one.id.open_id})` : `@${name}`;
}
