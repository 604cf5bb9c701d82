/** Rudeness on demand: the next calls of a name meet a canned answer, a cut wire or a long wait. */
import type { ServerResponse } from "node:http";

export interface Answer {
  status: number;
  /** Bytes and strings go out as they are, anything else as JSON. */
  body: object | string | Buffer;
  type?: string;
  headers?: Record<string, string>;
  /** Told instead of the true length; with less to send, the connection is cut. */
  length?: number;
}

export type Fault =
  /** DingTalk says this; the work was not done (`done` left out) or was done all the same. */
  | { kind: "answer"; answer: Answer; done?: true }
  /** The connection is cut before or after the work. */
  | { kind: "drop"; when: "before" | "after" }
  /** The work is done, half of the answer arrives, then the connection is cut. */
  | { kind: "half" }
  /** The work is done, no answer ever comes. */
  | { kind: "silence" };

/** gateway, token, oldToken, group, person, download, file, upload, card, changeCard, answer; "*": any. */
export interface Faults {
  next(name: string, fault: Fault, times?: number): void;
  take(name: string): Fault | undefined;
  clear(): void;
}

export function faults(): Faults {
  const queue: { name: string; fault: Fault; left: number }[] = [];
  return {
    next: (name, fault, times = 1) => void queue.push({ name, fault, left: times }),
    take(name) {
      const at = queue.findIndex((one) => one.name === name || one.name === "*");
      const found = queue[at];
      if (found && --found.left <= 0) queue.splice(at, 1);
      return found?.fault;
    },
    clear: () => void queue.splice(0),
  };
}

/** Does the work and answers, as far as the fault lets it. */
export function answer(response: ServerResponse, fault: Fault | undefined, work: () => Answer): void {
  if (fault?.kind === "drop" && fault.when === "before") return void response.destroy();
  const worked = fault?.kind === "answer" && !fault.done ? undefined : work();
  if (fault?.kind === "drop") return void response.destroy();
  if (fault?.kind === "silence") return;
  const { status, body, type, headers, length } = fault?.kind === "answer" ? fault.answer : (worked as Answer);
  const raw = typeof body === "string" || Buffer.isBuffer(body);
  const bytes = Buffer.from(raw ? body : JSON.stringify(body));
  const usual = typeof body === "string" ? "text/html" : "application/json; charset=utf-8";
  const sized = headers?.["transfer-encoding"] ? {} : { "content-length": length ?? bytes.length };
  response.writeHead(status, { "content-type": type ?? usual, ...sized, ...headers });
  if (fault?.kind === "half")
    return void response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
  if (length !== undefined && length !== bytes.length) return void response.write(bytes, () => response.destroy());
  response.end(bytes);
}
