/** The bytes of what a reply shows, for a puppet takes a file whole. */
import { DeliveryError, type FileRef, type House } from "#bot";
import { bytesOf } from "../kit/bytes.ts";
import type { Attached } from "./toCard.ts";
import type { Words } from "./words.ts";

/** Of one file. */
const MOST_BYTES = 20 * 1024 * 1024;

export interface Read {
  files: Attached[];
  /** Names of what cannot be sent at all. */
  lost: string[];
}

/** Throws DeliveryError where another try may help; nothing has been shown then. */
export function reader(house: House, fetch: (file: FileRef) => Promise<ReadableStream<Uint8Array>>, words: Words) {
  return async (refs: readonly FileRef[]): Promise<Read> => {
    const read: Read = { files: [], lost: [] };
    for (const ref of refs) {
      const name = (ref.name ?? (ref.kind === "image" ? words.picture : words.file)).replace(/[\r\n"\\/]/g, "_");
      const bytes = await bytesOf(ref, house, fetch, MOST_BYTES).catch((error: unknown) => {
        if (error instanceof DeliveryError && error.outcome !== "refused") throw error;
        return undefined;
      });
      // A puppet tells a picture by its name.
      if (bytes) read.files.push({ name: ref.kind === "image" ? pictureName(name) : name, bytes });
      else read.lost.push(name);
    }
    return read;
  };
}

function pictureName(name: string): string {
  return /\.(?:jpe?g|png|gif|webp|bmp)$/i.test(name) ? name : `${name}.jpg`;
}
