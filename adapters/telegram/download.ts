/** A file that a person sent, streamed from Telegram. */
import { type Api, GrammyError } from "grammy";
import { type FileRef, UserError } from "#bot";
import { reason } from "./outcome.ts";
import type { Settings } from "./settings.ts";

/** Bot API, getFile: "bots can download files of up to 20MB in size". */
const CAP_BYTES = 20 * 1024 * 1024;
/** The whole transfer: 20 MB at 1.4 Mbit/s. */
const TRANSFER_MS = 120_000;

/** Throws UserError(tooBig) over the cap, Error without address or token otherwise. */
export async function download(
  api: Api,
  { apiRoot, token }: Settings,
  file: FileRef,
  tooBig: string,
): Promise<ReadableStream<Uint8Array>> {
  const id = /^telegram:(.+)$/.exec(file.ref)?.[1];
  if (!id) throw new Error("telegram: this file is not Telegram's");
  if ((file.bytes ?? 0) > CAP_BYTES) throw new UserError(tooBig);
  const held = await api.getFile(id).catch((error) => {
    if (error instanceof GrammyError && /too big/i.test(String(error.description))) throw new UserError(tooBig);
    throw new Error(`telegram: ${reason(error)}`);
  });
  if ((held.file_size ?? 0) > CAP_BYTES) throw new UserError(tooBig);
  const path = (held.file_path ?? "").split("/").map(encodeURIComponent).join("/");
  // The address holds the token: neither it nor an error that quotes it may leave this function.
  const response = await fetch(`${apiRoot}/file/bot${token}/${path}`, {
    signal: AbortSignal.timeout(TRANSFER_MS),
    redirect: "error",
    headers: { connection: "close" }, // a reused connection may be closing at this very moment
  }).catch(() => {
    throw new Error("telegram: the file's download broke off");
  });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new Error(`telegram: the file's download answered ${response.status}`);
  }
  return response.body.pipeThrough(capped(tooBig));
}

/** Lengths that are told can be wrong: what arrives is counted. */
function capped(tooBig: string): TransformStream<Uint8Array, Uint8Array> {
  let total = 0;
  return new TransformStream({
    transform(chunk, out) {
      total += chunk.byteLength;
      if (total > CAP_BYTES) out.error(new UserError(tooBig));
      else out.enqueue(chunk);
    },
  });
}
