/** What the bot asks to be shown, checked as strictly as the platform does. */
import { parseHtml } from "./html.ts";
import { ApiError, type Entity, type Key } from "./types.ts";

const bad = (why: string) => new ApiError(400, `Bad Request: ${why}`);

/** Visible words with their entities; lengths in UTF-16 units after the markup is taken out. */
export function words(body: Record<string, unknown>, field: "text" | "caption"): { text: string; entities: Entity[] } {
  const raw = String(body[field] ?? "");
  const parsed = body.parse_mode === "HTML" ? parseHtml(raw) : { text: raw.trim(), entities: [] };
  if (field === "text" && !parsed.text) throw bad("message text is empty");
  if (field === "text" && parsed.text.length > 4096) throw bad("message is too long");
  if (field === "caption" && parsed.text.length > 1024) throw bad("message caption is too long");
  return parsed;
}

/** The inline keyboard, or nothing. In a form it comes as JSON text. */
export function keys(body: Record<string, unknown>): { inline_keyboard: Key[][] } | undefined {
  const given = typeof body.reply_markup === "string" ? JSON.parse(body.reply_markup) : body.reply_markup;
  if (!given) return undefined;
  for (const key of (given.inline_keyboard as Key[][]).flat()) {
    if (!key.text) throw bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
    if (key.url !== undefined && !URL.canParse(key.url)) throw bad("BUTTON_URL_INVALID");
    if (key.url !== undefined) continue;
    const bytes = Buffer.byteLength(key.callback_data ?? "");
    if (bytes < 1 || bytes > 64) throw bad("BUTTON_DATA_INVALID");
  }
  return given;
}
