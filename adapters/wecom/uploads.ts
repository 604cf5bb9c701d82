/** Files of a reply to the platform's media ids, in pieces of 512 KB. The same picture for sixty groups goes up once. */
import { createHash } from "node:crypto";
import { DeliveryError, type FileRef, type House } from "#bot";
import { bytesOf } from "../kit/bytes.ts";
import type { Budget } from "./budget.ts";
import type { Client } from "./client.ts";
import type { Uploaded } from "./toCard.ts";
import type { Words } from "./words.ts";

const PIECE = 512 * 1024;
const MEGA = 1024 * 1024;
/** Document 101463: images up to 10 MB, files up to 20 MB, nothing of 5 bytes or less; media ids live three days. */
const MOST = { image: 10 * MEGA, file: 20 * MEGA };
const LEAST = 6;
const MEDIA_MS = 2.5 * 24 * 3600_000;
const MOST_KEPT = 500;

export interface Ready {
  media: Uploaded[];
  /** Names of what cannot be sent at all. */
  lost: string[];
}

export interface UploadParts {
  house: House;
  ask: Client["ask"];
  fetch(file: FileRef): Promise<ReadableStream<Uint8Array>>;
  budget: Budget;
  words: Words;
}

/** Throws DeliveryError (not-sent) only where another try may help; nothing has been shown then. */
export function uploader({ house, ask, fetch, budget, words }: UploadParts) {
  const kept = new Map<string, Uploaded & { until: number }>();
  const nameOf = (file: FileRef) => file.name ?? (file.kind === "image" ? words.picture : words.file);

  async function upload(file: FileRef): Promise<Uploaded | undefined> {
    const bytes = await bytesOf(file, house, fetch, MOST.file);
    if (!bytes || bytes.length < LEAST) return undefined;
    const wait = budget.spend("uploads");
    if (wait > 0) throw new DeliveryError("not-sent", "wecom: enough uploads for now", wait);
    const ending = pictureEnding(bytes);
    const type = file.kind === "image" && ending && bytes.length <= MOST.image ? "image" : "file";
    const total_chunks = Math.ceil(bytes.length / PIECE);
    const filename = file.name ?? `${nameOf(file)}${ending ? `.${ending}` : ""}`;
    const md5 = createHash("md5").update(bytes).digest("hex");
    const begun = await ask("aibot_upload_media_init", {
      type,
      filename,
      total_size: bytes.length,
      total_chunks,
      md5,
    });
    const { upload_id } = begun;
    for (let chunk_index = 0; chunk_index < total_chunks; chunk_index += 1) {
      const piece = bytes.subarray(chunk_index * PIECE, (chunk_index + 1) * PIECE);
      await ask("aibot_upload_media_chunk", { upload_id, chunk_index, base64_data: piece.toString("base64") });
    }
    const { media_id } = await ask("aibot_upload_media_finish", { upload_id });
    return typeof media_id === "string" && media_id ? { type, media_id } : undefined;
  }

  return async (files: readonly FileRef[]): Promise<Ready> => {
    const ready: Ready = { media: [], lost: [] };
    for (const file of files) {
      const before = kept.get(file.ref);
      const found = before && before.until > house.now() ? before : await upload(file).catch(asLost);
      if (!found) {
        ready.lost.push(nameOf(file));
        continue;
      }
      const { type, media_id } = found;
      if (found !== before) kept.set(file.ref, { type, media_id, until: house.now() + MEDIA_MS });
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      ready.media.push({ type, media_id });
    }
    return ready;
  };
}

/** The words go out without a file that can never be sent; what may work later holds them back. */
function asLost(error: unknown): undefined {
  if (!(error instanceof DeliveryError) || error.outcome === "refused") return undefined;
  throw new DeliveryError("not-sent", error.message, error.retryAfterMs);
}

/** WeCom shows JPG and PNG as pictures; anything else goes as a file. */
function pictureEnding(bytes: Buffer): "jpg" | "png" | undefined {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return "jpg";
  return bytes.subarray(0, 8).equals(Buffer.from("89504e470d0a1a0a", "hex")) ? "png" : undefined;
}
