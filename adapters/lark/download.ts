/** Files that people sent, as a stream: fetched through the message they came in. */
import type { Readable } from "node:stream";
import type { Client } from "@larksuiteoapi/node-sdk";
import { DeliveryError, type FileRef, UserError } from "#bot";
import type { Api } from "./api.ts";
import type { Words } from "./words.ts";

/** Feishu, "get the resource files of a message": at most 100 MB. */
const MEGABYTES = 100;
/** A stream that stands still for so long has broken off. */
const STALL_MS = 30_000;

/** Throws UserError with advice when asking again is of no use, another error when it may be. */
export function downloader(client: Client, api: Api, words: Words, signal: AbortSignal) {
  return async (file: FileRef): Promise<ReadableStream<Uint8Array>> => {
    const [, message_id = "", file_key = ""] = /^lark:([\w-]+)\/([\w-]+)$/.exec(file.ref) ?? [];
    if (!file_key) throw new UserError(words.badFile);
    const type = file.kind === "image" ? "image" : "file";
    try {
      const answer = await api.withToken(() =>
        client.im.v1.messageResource.get({ path: { message_id, file_key }, params: { type } }).catch(readable),
      );
      return bounded(answer.getReadableStream(), signal, words);
    } catch (error) {
      if (error instanceof DeliveryError && error.outcome === "refused") throw new UserError(words.goneFile);
      throw error;
    }
  };
}

/** The error's body is a stream here; its code decides whether the token is to be replaced. */
async function readable(error: { response?: { data?: unknown } }): Promise<never> {
  const body = error.response?.data as Readable | undefined;
  if (error.response && typeof body?.[Symbol.asyncIterator] === "function") {
    let text = "";
    try {
      for await (const chunk of body) if (text.length < 65_536) text += String(chunk);
      error.response.data = JSON.parse(text);
    } catch {
      error.response.data = undefined; // no answer of Feishu's
    }
  }
  throw error;
}

function bounded(source: Readable, signal: AbortSignal, words: Words): ReadableStream<Uint8Array> {
  let bytes = 0;
  const stop = () => source.destroy(new Error("lark: stopping"));
  signal.addEventListener("abort", stop, { once: true });
  source.once("close", () => signal.removeEventListener("abort", stop));
  const chunks = source.iterator({ destroyOnReturn: true });
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const stalled = setTimeout(() => source.destroy(new Error("lark: the download stands still")), STALL_MS);
      const { done, value } = await chunks.next().finally(() => clearTimeout(stalled));
      if (done) return controller.close();
      bytes += value.length;
      if (bytes <= MEGABYTES * 1024 * 1024) return controller.enqueue(new Uint8Array(value));
      await chunks.return?.();
      throw new UserError(words.tooBig(MEGABYTES));
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}
