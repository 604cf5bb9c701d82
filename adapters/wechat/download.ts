/** Files that people sent, as a stream; lengths that are told can be wrong, so what arrives is counted. */
import { Readable } from "node:stream";
import { type FileRef, UserError } from "#bot";
import { within } from "./deadline.ts";
import type { Online } from "./line.ts";
import { fate } from "./outcome.ts";
import type { Words } from "./words.ts";

const MEGABYTES = 20;
const MOST_BYTES = MEGABYTES * 1024 * 1024;
const OPEN_MS = 20_000;
/** The whole transfer. */
const TRANSFER_MS = 120_000;

/** Throws UserError with advice when asking again is of no use, Error when it may be; so does the stream. */
export function downloader(online: () => Online, words: Words, signal: AbortSignal) {
  return async (file: FileRef): Promise<ReadableStream<Uint8Array>> => {
    const id = file.ref.startsWith("wechat:") ? file.ref.slice("wechat:".length) : "";
    if (!id) throw new UserError(words.goneFile);
    const { puppet } = online();
    const box = await within(OPEN_MS, puppet.messageFile(id)).catch((error: unknown) => {
      if (fate(error).outcome === "refused") throw new UserError(words.goneFile);
      throw new Error("wechat: a file could not be opened");
    });
    if (box.size > MOST_BYTES) throw new UserError(words.tooBig(MEGABYTES));
    const source = await within(OPEN_MS, box.toStream()).catch(() => {
      throw new Error("wechat: a file could not be opened");
    });
    const over = AbortSignal.any([signal, AbortSignal.timeout(TRANSFER_MS)]);
    over.addEventListener("abort", () => source.destroy(new Error("wechat: a file's download broke off")), {
      once: true,
    });
    return (Readable.toWeb(source) as ReadableStream<Uint8Array>).pipeThrough(counted(box.size, words));
  };
}

/** `told`: below one when it was not. */
function counted(told: number, words: Words): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, out) {
      bytes += chunk.byteLength;
      if (bytes > MOST_BYTES) out.error(new UserError(words.tooBig(MEGABYTES)));
      else out.enqueue(chunk);
    },
    flush(out) {
      if (bytes === 0 || (told > 0 && bytes !== told)) out.error(new UserError(words.brokenFile));
    },
  });
}
