/** One file that a person sent, as a stream of its clear bytes. */
import { type FileRef, UserError } from "#bot";
import { decrypting } from "./decrypt.ts";
import type { Media } from "./frames.ts";
import type { Words } from "./words.ts";

/** WeCom, document 101463: images and videos up to 10 MB, files up to 20 MB. */
const MEGABYTES: Record<FileRef["kind"], number> = { image: 10, video: 10, audio: 10, file: 20 };
const MEGA = 1024 * 1024;
/** Encrypting adds up to a block. */
const PADDING = 32;
/** The whole transfer. */
const TRANSFER_MS = 60_000;

export interface Opened {
  stream: ReadableStream<Uint8Array>;
  /** As its sender named it. */
  name?: string;
}

/**
 * Throws UserError when asking again is of no use (too big, no key, the five minutes are over), Error when it may be; so does
 * the stream. Neither the address nor the key is in any error.
 */
export async function openMedia(
  media: Media,
  kind: FileRef["kind"],
  words: Words,
  signal: AbortSignal,
): Promise<Opened> {
  const decrypt = media.aeskey ? decrypting(media.aeskey) : undefined;
  if (media.aeskey && !decrypt) throw new UserError(words.brokenFile);
  const response = await fetch(media.url, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(TRANSFER_MS)]),
    headers: { connection: "close" }, // a reused connection may be closing at this very moment
  }).catch(() => {
    throw new Error("wecom: a file's download broke off");
  });
  const most = MEGABYTES[kind] * MEGA + PADDING;
  const refused = async (error: Error): Promise<never> => {
    await response.body?.cancel().catch(() => undefined);
    throw error;
  };
  if (response.status >= 500) return refused(new Error(`wecom: a file's download answered ${response.status}`));
  if (!response.ok || !response.body) return refused(new UserError(words.goneFile));
  if (Number(response.headers.get("content-length") ?? 0) > most)
    return refused(new UserError(words.tooBig(MEGABYTES[kind])));
  const counted = response.body.pipeThrough(capped(most, words.tooBig(MEGABYTES[kind])));
  const name = nameOf(response.headers.get("content-disposition"));
  return { stream: decrypt ? counted.pipeThrough(decrypt) : counted, ...(name && { name }) };
}

/** Lengths that are told can be wrong: what arrives is counted. */
function capped(most: number, tooBig: string): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, out) {
      bytes += chunk.byteLength;
      if (bytes > most) out.error(new UserError(tooBig));
      else out.enqueue(chunk);
    },
  });
}

/** The name in a Content-Disposition header, without any folder in it. */
function nameOf(header: string | null): string | undefined {
  const [, coded, quoted, plain] =
    /filename\*=UTF-8''([^;\s]+)|filename="([^"]+)"|filename=([^;\s]+)/i.exec(header ?? "") ?? [];
  let name = coded ?? quoted ?? plain ?? "";
  try {
    name = decodeURIComponent(name);
  } catch {
    // a bare percent sign: the name stays as it is
  }
  return name.split(/[/\\]/).at(-1)?.trim().slice(0, 120) || undefined;
}
