/**
 * Files that people send. The platform keeps them for five minutes, so they are brought into the house at once, while
 * the message waits a moment; a slow one goes on behind it, under a name by which it can still be asked for.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { type FileRef, type House, UserError } from "#bot";
import { openMedia } from "./download.ts";
import type { Media } from "./frames.ts";
import type { Words } from "./words.ts";

const KEPT_MS = 5 * 60_000;
/** So long a message waits for its files. */
export const PATIENCE_MS = 3_000;
/** Pauses between tries. */
const PAUSES_MS = [300, 1_000, 3_000];
const MOST_KEPT = 1_000;

export interface Attachments {
  /** The file in the house (`file:<sha-256>`), or, when that takes too long or fails, `file` as it was. Never throws. */
  bring(file: FileRef, media: Media): Promise<FileRef>;
  /** Throws UserError with advice when the file can no longer be had. */
  fetch(file: FileRef): Promise<ReadableStream<Uint8Array>>;
}

export function attachments(house: House, words: Words, signal: AbortSignal, patienceMs = PATIENCE_MS): Attachments {
  const coming = new Map<string, Promise<FileRef>>();
  const named = (ref: string) => `file ${ref}`;

  async function keep(file: FileRef, media: Media): Promise<FileRef> {
    const { stream, name } = await openMedia(media, file.kind, words, signal);
    const { hash, bytes } = await house.files.put(stream);
    const called = file.kind === "image" ? undefined : name;
    return { kind: file.kind, ref: `file:${hash}`, bytes, ...(called && { name: called }) };
  }

  /** The secret that opens the file is worth nothing after the five minutes; until then another process may need it. */
  async function persist(file: FileRef, media: Media): Promise<FileRef> {
    await house.cache.set(named(file.ref), JSON.stringify(media), KEPT_MS).catch(() => undefined);
    for (const pause of PAUSES_MS) {
      try {
        return await keep(file, media);
      } catch (error) {
        if (signal.aborted || error instanceof UserError) throw error;
        await sleep(pause, undefined, { signal, ref: false });
      }
    }
    return keep(file, media);
  }

  /** A message that comes twice, at once or later, brings its files once. */
  function begun(file: FileRef, media: Media): Promise<FileRef> {
    const before = coming.get(file.ref);
    if (before) return before;
    const work = persist(file, media);
    coming.set(file.ref, work);
    const [oldest] = coming.keys();
    if (coming.size > MOST_KEPT && oldest !== undefined) coming.delete(oldest);
    work.catch((error) => {
      coming.delete(file.ref);
      house.log.warn({ file: file.ref, error: (error as Error).name }, "wecom: a file could not be brought in");
    });
    return work;
  }

  return {
    async bring(file, media) {
      const enough = new AbortController();
      const late = sleep(patienceMs, file, { signal: enough.signal }).catch(() => file);
      const brought = await Promise.race([begun(file, media).catch(() => file), late]);
      enough.abort();
      return brought;
    },

    async fetch(file) {
      const brought = await coming.get(file.ref)?.catch(() => undefined);
      const kept = brought && (await house.files.get(brought.ref.slice("file:".length)));
      if (kept) return kept;
      const secret = await house.cache.get(named(file.ref)).catch(() => undefined);
      if (!secret) throw new UserError(words.goneFile);
      const { stream } = await openMedia(JSON.parse(secret) as Media, file.kind, words, signal);
      return advised(stream, words);
    },
  };
}

/** A stream that breaks off becomes advice to the person: nobody else can send the file again. */
function advised(stream: ReadableStream<Uint8Array>, words: Words): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  return new ReadableStream({
    async pull(out) {
      const { done, value } = await reader.read().catch((error) => {
        throw error instanceof UserError ? error : new UserError(words.brokenFile);
      });
      if (done) out.close();
      else out.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
