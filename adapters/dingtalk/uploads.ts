/** Files of a reply to DingTalk's media ids. The same picture for sixty groups is uploaded once. */
import { DeliveryError, type FileRef, type House } from "#bot";
import { bytesOf } from "../kit/bytes.ts";
import type { Api } from "./api.ts";
import { limited } from "./known.ts";
import type { Words } from "./words.ts";

/** media/upload takes at most 20 MB. */
const MOST_BYTES = 20 * 1024 * 1024;
/** sampleFile shows no others. */
const TYPES = ["xlsx", "pdf", "zip", "rar", "doc", "docx"];

/** Something uploaded, ready to be shown. */
export interface Media {
  kind: "image" | "file";
  mediaId: string;
  name: string;
  /** The name's ending. */
  type: string;
}

export interface Uploaded {
  media: Media[];
  /** Names of what cannot be sent at all. */
  lost: string[];
}

/** Throws DeliveryError only where another try may help; nothing has been shown then. */
export function uploader(
  house: House,
  api: Api,
  download: (file: FileRef) => Promise<ReadableStream<Uint8Array>>,
  words: Words,
) {
  const known = limited<Media>(500);

  async function upload(file: FileRef): Promise<Media | undefined> {
    const name = nameOf(file, words).replace(/[\r\n"\\/]/g, "_");
    const type = name.split(".").at(-1)?.toLowerCase() ?? "";
    const kind = file.kind === "image" ? "image" : "file";
    if (kind === "file" && !TYPES.includes(type)) return undefined;
    const bytes = await bytesOf(file, house, download, MOST_BYTES);
    return bytes && { kind, mediaId: await api.upload(kind, name, bytes), name, type };
  }

  return async (files: FileRef[]): Promise<Uploaded> => {
    const done: Uploaded = { media: [], lost: [] };
    for (const file of files) {
      const found = known.get(file.ref) ?? (await upload(file).catch(asLost));
      if (found) {
        known.set(file.ref, found);
        done.media.push(found);
      } else done.lost.push(nameOf(file, words));
    }
    return done;
  };
}

/** The words go out without a file that can never be sent; what may work later holds them back. */
function asLost(error: unknown): undefined {
  if (!(error instanceof DeliveryError) || error.outcome === "refused") return undefined;
  throw new DeliveryError("not-sent", error.message, error.retryAfterMs);
}

function nameOf(file: FileRef, words: Words): string {
  return file.name ?? (file.kind === "image" ? words.picture : words.file);
}
