/** Takes a file out of a chat into the house. */
import { type FileRef, type Files, UserError } from "#bot";
import { drawnAnew } from "./pictures.ts";

/**
 * Returns the house's own reference, `file:<sha-256>`; one that is kept already is returned as it is. Pictures are drawn
 * anew, so that the original lies nowhere. Throws UserError for what is too large or cannot be opened.
 */
export async function keep(
  file: FileRef,
  fetch: (file: FileRef) => Promise<ReadableStream<Uint8Array>>,
  files: Files,
  maxBytes: number,
): Promise<FileRef> {
  if (file.ref.startsWith("file:")) return file;
  const content = await fetch(file);
  const { hash, bytes } = await files.put(file.kind === "image" ? await drawn(content, maxBytes) : content);
  return { kind: file.kind, ref: `file:${hash}`, bytes, ...(file.name ? { name: file.name } : {}) };
}

async function drawn(content: ReadableStream<Uint8Array>, maxBytes: number): Promise<ReadableStream<Uint8Array>> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of content) {
    bytes += part.byteLength;
    if (bytes > maxBytes) throw new UserError(tooBig(maxBytes));
    parts.push(part);
  }
  return new Blob([new Uint8Array(await drawnAnew(Buffer.concat(parts)))]).stream();
}

/** What is said of a file over the cap. */
export function tooBig(maxBytes: number): string {
  return `文件太大了，最多 ${Math.floor(maxBytes / 1024 / 1024)} MB。请压缩或截图后再发。`;
}
