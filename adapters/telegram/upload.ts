/** One part of a reply on its way to Telegram. */
import { type Api, GrammyError, InputFile } from "grammy";
import { DeliveryError, type FileRef, type House } from "#bot";
import type { Part } from "./toCard.ts";

export interface Wires {
  /** For words: 30 s a call. */
  api: Api;
  /** For files, which take longer to go up. */
  uploads: Api;
  house: House;
}

/** Shows one part and returns its message number; undefined when nothing is left of it (its file is gone, no words). */
export async function showPart(wires: Wires, chat: number, part: Part, topic?: number): Promise<number | undefined> {
  const { html, file, keyboard } = part;
  const markup = {
    parse_mode: "HTML" as const,
    ...(keyboard && { reply_markup: keyboard }),
    ...(topic !== undefined && { message_thread_id: topic }),
  };
  const content = file && (await contentOf(wires.house, file));
  if (!file || !content) {
    if (!html) return undefined;
    const quiet = { link_preview_options: { is_disabled: true } };
    return (await wires.api.sendMessage(chat, html, { ...markup, ...quiet })).message_id;
  }
  const words = { ...markup, ...(html && { caption: html }) };
  if (file.kind === "image") {
    try {
      return (await wires.uploads.sendPhoto(chat, content, words)).message_id;
    } catch (error) {
      if (!noPhoto(error)) throw error;
    }
  }
  // The refused photo's stream is used up.
  const again = file.kind === "image" ? await contentOf(wires.house, file) : content;
  if (!again) return undefined;
  return (await wires.uploads.sendDocument(chat, again, words)).message_id;
}

/** A picture that Telegram will not take as a photo (over 10 MB, too long, unreadable) still goes as a document. */
function noPhoto(error: unknown): boolean {
  if (!(error instanceof GrammyError)) return false;
  return error.error_code === 413 || /PHOTO_|IMAGE_PROCESS|too big/i.test(String(error.description));
}

/** The file's bytes as a stream out of the house, or Telegram's own id for a file that it already has. */
async function contentOf(house: House, file: FileRef): Promise<InputFile | string | undefined> {
  const [, home, id] = /^(file|telegram):(.+)$/.exec(file.ref) ?? [];
  if (!home || !id) throw new DeliveryError("refused", "telegram: a file must be kept in the house before it is shown");
  if (home === "telegram") return id;
  const stream = await house.files.get(id).catch(() => {
    throw new DeliveryError("not-sent", "telegram: a file of the house could not be read");
  });
  if (!stream) {
    house.log.warn({ adapter: "telegram" }, "a file of a reply is no longer in the house, its words go alone");
    return undefined;
  }
  const name = file.name ?? (file.kind === "image" ? "photo.jpg" : "file");
  return new InputFile(stream, name.replace(/[\r\n";\\/]/g, "_"));
}
