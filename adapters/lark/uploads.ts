/** Files of a reply to Feishu's keys. The same picture for sixty groups is uploaded once. */
import { DeliveryError, type FileRef, type House } from "#bot";
import { bytesOf } from "../kit/bytes.ts";
import type { Platform } from "./platform.ts";
import type { Words } from "./words.ts";

const MEGA = 1024 * 1024;
/** Feishu, im-v1 image/create and file/create. */
const MOST_IMAGE_BYTES = 10 * MEGA;
const MOST_FILE_BYTES = 30 * MEGA;
const UPLOAD_MS = 60_000;
const MOST_KEYS = 500;
/** What Feishu previews; the rest is a plain stream. */
const TYPES: Record<string, string> = {
  pdf: "pdf",
  doc: "doc",
  docx: "doc",
  xls: "xls",
  xlsx: "xls",
  ppt: "ppt",
  pptx: "ppt",
};

export interface Uploaded {
  images: string[];
  files: string[];
  /** Names of what cannot be sent at all. */
  lost: string[];
}

/** Throws DeliveryError only where another try may help; nothing has been shown then. */
export function uploader(house: House, platform: () => Promise<Platform>, words: Words) {
  const keys = new Map<string, { kind: "image" | "file"; key: string }>();
  const fetch = async (file: FileRef) => (await platform()).download(file);

  async function upload(file: FileRef): Promise<{ kind: "image" | "file"; key: string } | undefined> {
    const bytes = await bytesOf(file, house, fetch, MOST_FILE_BYTES);
    if (!bytes) return undefined;
    const kind = file.kind === "image" && bytes.length <= MOST_IMAGE_BYTES ? "image" : "file";
    const file_name = file.name ?? nameFor(file, words);
    const file_type = TYPES[file_name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "stream";
    const data = kind === "image" ? { image_type: "message", image: bytes } : { file_type, file_name, file: bytes };
    const path = `/open-apis/im/v1/${kind}s`;
    const { api } = await platform();
    const answer = await api.call({ method: "POST", path, data, form: true, timeoutMs: UPLOAD_MS });
    const key = (answer.data as Record<string, unknown> | undefined)?.[`${kind}_key`];
    return typeof key === "string" ? { kind, key } : undefined;
  }

  return async (files: FileRef[]): Promise<Uploaded> => {
    const done: Uploaded = { images: [], files: [], lost: [] };
    for (const file of files) {
      const found = keys.get(file.ref) ?? (await upload(file).catch(asLost));
      if (!found) {
        done.lost.push(file.name ?? nameFor(file, words));
        continue;
      }
      keys.set(file.ref, found);
      const [oldest] = keys.keys();
      if (keys.size > MOST_KEYS && oldest !== undefined) keys.delete(oldest);
      done[found.kind === "image" ? "images" : "files"].push(found.key);
    }
    return done;
  };
}

/** The words go out without a file that can never be sent; what may work later holds them back. */
function asLost(error: unknown): undefined {
  if (!(error instanceof DeliveryError)) return undefined;
  if (error.outcome === "refused") return undefined;
  throw new DeliveryError("not-sent", error.message, error.retryAfterMs);
}

function nameFor(file: FileRef, words: Words): string {
  return file.kind === "image" ? words.picture : words.file;
}
