/** Rudeness on demand: the next calls of a kind meet a canned answer, a cut wire or a long wait. */
import type { ServerResponse } from "node:http";

export interface Answer {
  status: number;
  /** An object is sent as JSON; a string or bytes as they are. */
  body: object | string | Uint8Array;
  type?: string;
  headers?: Record<string, string>;
}

export type Fault =
  /** The platform says this and does nothing. */
  | { kind: "answer"; answer: Answer }
  /** The connection is cut: `before` the work (nothing was done) or `after` it (it was done, nobody is told). */
  | { kind: "drop"; when: "before" | "after" }
  /** The work is done, half of the answer arrives, then the connection is cut. */
  | { kind: "half" }
  /** The work is done at once, the answer comes after `ms`. */
  | { kind: "late"; ms: number };

export interface Faults {
  /** The next `times` calls whose name is `name` ("*": any) meet this fault; faults queue up in the order given. */
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
export async function answer(
  response: ServerResponse,
  fault: Fault | undefined,
  work: () => Promise<Answer> | Answer,
): Promise<void> {
  if (fault?.kind === "drop" && fault.when === "before") return void response.destroy();
  const { status, body, type, headers } = fault?.kind === "answer" ? fault.answer : await work();
  if (fault?.kind === "drop") return void response.destroy();
  const plain = typeof body === "string" || body instanceof Uint8Array;
  const bytes = Buffer.from(plain ? body : JSON.stringify(body));
  if (fault?.kind === "late") await new Promise((done) => setTimeout(done, fault.ms).unref());
  response.writeHead(status, {
    "content-type": type ?? (plain ? "text/html" : "application/json"),
    "content-length": bytes.length,
    ...headers,
  });
  if (fault?.kind !== "half") return void response.end(bytes);
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
}
