/** The list of what the bot did, and waiting for it. */
import type { Call, Message } from "./types.ts";

export interface Sent {
  method: string;
  body: Record<string, unknown>;
  /** Uploaded bytes. */
  file?: Buffer;
  /** The message as the platform made it, for sends and edits. */
  message?: Message;
  chat: number;
  /** The words that people see, markup taken out. */
  text: string;
  /** Epoch ms. */
  at: number;
}

export interface SentLog {
  list: Sent[];
  done(call: Call, result: unknown): void;
  waitFor(fits: (sent: Sent) => boolean, ms?: number): Promise<Sent>;
}

const DOES = /^(send|edit|delete(?!Webhook)|answer)/;

export function sentLog(now: () => number): SentLog {
  const list: Sent[] = [];
  const waiting = new Set<(sent: Sent) => void>();
  return {
    list,
    done({ method, body, files }, result) {
      if (!DOES.test(method)) return;
      const message = result === true ? undefined : (result as Message);
      const text = message?.text ?? message?.caption ?? "";
      const [file] = files.values();
      const sent = { method, body, chat: Number(message?.chat.id ?? body.chat_id), text, at: now() };
      list.push({ ...sent, ...(file && { file: file.bytes }), ...(message && { message }) });
      for (const look of waiting) look(list[list.length - 1] as Sent);
    },
    waitFor(fits, ms = 5_000) {
      const { promise, resolve, reject } = Promise.withResolvers<Sent>();
      const old = list.find(fits);
      if (old) return Promise.resolve(old);
      const look = (sent: Sent) => {
        if (fits(sent)) settle(() => resolve(sent));
      };
      const timer = setTimeout(
        () => settle(() => reject(new Error(`not sent within ${ms} ms; sent: ${told(list)}`))),
        ms,
      );
      const settle = (how: () => void) => {
        clearTimeout(timer);
        waiting.delete(look);
        how();
      };
      waiting.add(look);
      return promise;
    },
  };
}

function told(list: Sent[]): string {
  return list.map(({ method, chat, text }) => `\n  ${method} ${chat}: ${text.slice(0, 80)}`).join("") || "nothing";
}
