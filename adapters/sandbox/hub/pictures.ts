/** Files that people sent, in memory: ten megabytes each, and the oldest go when all together pass the cap. */

export interface Picture {
  bytes: Uint8Array<ArrayBuffer>;
  /** An image type that browsers draw, or undefined: then it is only ever offered for download. */
  type: string | undefined;
  name: string | undefined;
}

export interface Pictures {
  put(id: string, bytes: Uint8Array<ArrayBuffer>, name: string | undefined): Picture;
  get(id: string): Picture | undefined;
  clear(): void;
}

/** One file; the same cap as the platforms with the tightest one. */
export const MOST_BYTES = 10 * 1024 * 1024;

export function createPictures(total = 64 * 1024 * 1024): Pictures {
  const kept = new Map<string, Picture>();
  let size = 0;
  return {
    put(id, bytes, name) {
      const picture = { bytes, type: imageType(bytes), name };
      kept.set(id, picture);
      size += bytes.length;
      for (const [oldest, { bytes: old }] of kept) {
        if (size <= total) break;
        kept.delete(oldest);
        size -= old.length;
      }
      return picture;
    },
    get: (id) => kept.get(id),
    clear() {
      kept.clear();
      size = 0;
    },
  };
}

/** By the first bytes, never by a name or a claimed type: what is not one of these is never drawn by the page. */
export function imageType(bytes: Uint8Array): string | undefined {
  const head = Array.from(bytes.subarray(0, 12), (byte) => String.fromCharCode(byte)).join("");
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (head.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) return "image/gif";
  if (head.startsWith("RIFF") && head.slice(8) === "WEBP") return "image/webp";
  return undefined;
}
