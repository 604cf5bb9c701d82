/** The bytes of a file that a reply shows, whole, for platforms that take them so. */
import type { FileRef, House } from "#bot";

type Fetch = (file: FileRef) => Promise<ReadableStream<Uint8Array>>;

/** Kept in the house, or fetched from the platform. Undefined: gone, empty, or more than `most` bytes. */
export async function bytesOf(
  file: FileRef,
  house: House,
  fetch: Fetch,
  most: number,
): Promise<Buffer<ArrayBuffer> | undefined> {
  const kept = file.ref.startsWith("file:");
  const stream = kept ? await house.files.get(file.ref.slice("file:".length)) : await fetch(file);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream ?? []) {
    bytes += chunk.length;
    if (bytes > most) return undefined;
    chunks.push(chunk);
  }
  return bytes === 0 ? undefined : Buffer.concat(chunks);
}
