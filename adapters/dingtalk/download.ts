/** Files that people sent, as a stream: their code is changed for an address, which is read at once. */
import { DeliveryError, type FileRef, UserError } from "#bot";
import type { Api } from "./api.ts";
import { whyOf } from "./http.ts";
import { isLoopback, type Settings } from "./settings.ts";
import type { Words } from "./words.ts";

const MEGABYTES = 20;
const MOST_BYTES = MEGABYTES * 1024 * 1024;
/** A stream that stands still for so long has broken off. */
const STALL_MS = 30_000;
const OPEN_MS = 20_000;

/** Throws UserError with advice when asking again is of no use, another error when it may be. */
export function downloader(settings: Settings, api: Api, words: Words, signal: AbortSignal) {
  return async (file: FileRef): Promise<ReadableStream<Uint8Array>> => {
    const downloadCode = file.ref.startsWith("dingtalk:") ? file.ref.slice("dingtalk:".length) : "";
    if (!downloadCode) throw new UserError(words.badFile);
    if ((file.bytes ?? 0) > MOST_BYTES) throw new UserError(words.tooBig(MEGABYTES));
    const url = await addressOf(downloadCode).catch((error: unknown) => {
      if (error instanceof DeliveryError && error.outcome === "refused") throw new UserError(words.goneFile);
      throw error;
    });
    const broken = new AbortController();
    const response = await open(url, AbortSignal.any([signal, broken.signal]), broken);
    const told = Number(response.headers.get("content-length") ?? Number.NaN);
    const page = /^text\/html/i.test(response.headers.get("content-type") ?? "") && file.kind === "image";
    if (!response.ok || !response.body || page || told > MOST_BYTES) {
      await response.body?.cancel();
      if (told > MOST_BYTES && response.ok) throw new UserError(words.tooBig(MEGABYTES));
      throw new Error(`dingtalk: the file's download answered ${response.status}${page ? " with a page" : ""}`);
    }
    return bounded(response.body, words, broken);
  };

  async function addressOf(downloadCode: string): Promise<string> {
    const body = { downloadCode, robotCode: settings.robotCode };
    const { downloadUrl } = await api.call("POST", "/v1.0/robot/messageFiles/download", body);
    const url = typeof downloadUrl === "string" ? URL.parse(downloadUrl) : null;
    const inner = url !== null && isLoopback(url.hostname) && !isLoopback(new URL(settings.apiBase).hostname);
    if (!url || inner || !/^https?:$/.test(url.protocol)) throw new Error("dingtalk: no address to download from");
    return url.href;
  }
}

/** The address is a credential of its own: neither it nor an error that quotes it leaves this function. */
async function open(url: string, signal: AbortSignal, broken: AbortController): Promise<Response> {
  const timer = setTimeout(() => broken.abort(), OPEN_MS);
  try {
    return await fetch(url, { headers: { connection: "close" }, redirect: "error", signal });
  } catch (error) {
    throw brokenOff(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Lengths that are told can be wrong: what arrives is counted. Fewer bytes than told end in an error by themselves. */
function bounded(
  source: ReadableStream<Uint8Array>,
  words: Words,
  broken: AbortController,
): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  let bytes = 0;
  const next = async () => {
    const stalled = setTimeout(() => broken.abort(), STALL_MS);
    try {
      return await reader.read();
    } catch (error) {
      throw brokenOff(error);
    } finally {
      clearTimeout(stalled);
    }
  };
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await next();
      if (done) return controller.close();
      bytes += value.length;
      if (bytes <= MOST_BYTES) return controller.enqueue(value);
      broken.abort();
      throw new UserError(words.tooBig(MEGABYTES));
    },
    cancel: () => broken.abort(),
  });
}

function brokenOff(error: unknown): Error {
  return new Error(`dingtalk: the file's download broke off (${whyOf(error).errno})`);
}
