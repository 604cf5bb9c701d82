/** The way from a group to the direct chat, seen from both ends. */

/** The start parameter that stands for 继续 without a code. */
const PLAIN = "go";

/**
 * The link that opens the direct chat and sends /start with what follows the first word: "继续 K7M2" → start=K7M2.
 * A start parameter takes A-Z a-z 0-9 _ - and at most 64 of them (core.telegram.org/bots/features#deep-linking).
 */
export function startLink(says: string, username: string): string {
  const rest = says.trim().replace(/^\S+\s*/, "");
  return `https://t.me/${username}?start=${rest.replace(/[^A-Za-z0-9_-]/g, "").slice(0, 64) || PLAIN}`;
}

/** What /start means in a direct chat: by such a link, or by itself. */
export function started(parameter: string): string {
  if (!parameter) return "开始";
  return parameter === PLAIN ? "继续" : `继续 ${parameter}`;
}
