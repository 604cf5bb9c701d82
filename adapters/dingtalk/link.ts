/** One web socket of the stream: answers pings, hands frames on, and notices when it has gone dead. */
import { WebSocket } from "ws";
import { type Envelope, envelope, parsed } from "./frames.ts";

export interface Timing {
  /** How often we ping. The platform pings too, but nowhere says how often. */
  pingMs: number;
  /** Without any sign of life for so long the socket counts as dead. */
  silenceMs: number;
  /** After "disconnect" the platform falls silent and cuts the socket 10 s later; after this we do. */
  lingerMs: number;
}

export const TIMING: Timing = { pingMs: 30_000, silenceMs: 90_000, lingerMs: 12_000 };

const HANDSHAKE_MS = 10_000;
const MOST_FRAME_BYTES = 4 * 1024 * 1024;
/** A goodbye that is not answered. */
const GOODBYE_MS = 200;

/** What goes back on the socket; undefined: nothing. */
export type Hear = (frame: Envelope) => Promise<object | undefined>;

export interface Link {
  /** Resolves when frames may arrive; rejects when it came to nothing. */
  opened: Promise<void>;
  /** Resolves when another link is needed: the platform announced the end ("leaving"), or it came. */
  over: Promise<"leaving" | "closed">;
  gone: Promise<void>;
  /** Frames arrive, and no goodbye was said. */
  isOpen(): boolean;
  close(): void;
}

/** `odd` is told the kind of what could not be read, never its words. */
export function openLink(url: string, hear: Hear, odd: (kind: string) => void, timing: Timing): Link {
  const socket = new WebSocket(url, {
    handshakeTimeout: HANDSHAKE_MS,
    maxPayload: MOST_FRAME_BYTES,
    perMessageDeflate: false,
  });
  const opened = Promise.withResolvers<void>();
  const over = Promise.withResolvers<"leaving" | "closed">();
  const gone = Promise.withResolvers<void>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let heard = performance.now();
  let leaving = false;
  const alive = () => {
    heard = performance.now();
  };

  const watch = setInterval(() => {
    if (performance.now() - heard > timing.silenceMs) socket.terminate();
    else if (socket.readyState === WebSocket.OPEN) socket.ping();
  }, timing.pingMs);

  function cutIn(ms: number): void {
    timers.add(setTimeout(() => socket.terminate(), ms));
  }

  function reply(response: object): void {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(response));
  }

  async function take(data: unknown, isBinary: boolean): Promise<void> {
    alive();
    const { data: frame } = envelope.safeParse(isBinary ? undefined : parsed(String(data)));
    if (!frame) return odd(isBinary ? "binary frame" : "frame without envelope");
    const { type, headers } = frame;
    if (type === "SYSTEM" && headers.topic === "ping") {
      return reply({ code: 200, headers, message: "OK", data: frame.data });
    }
    if (type === "SYSTEM" && headers.topic === "disconnect") {
      leaving = true;
      cutIn(timing.lingerMs);
      return over.resolve("leaving");
    }
    const response = await hear(frame);
    if (response) reply(response);
  }

  socket.on("open", () => {
    alive();
    opened.resolve();
  });
  socket.on("ping", alive);
  socket.on("pong", alive);
  socket.on("message", (data, isBinary) => {
    // Nothing that arrives may end the process or the socket.
    take(data, isBinary).catch((error: unknown) => odd(error instanceof Error ? error.name : typeof error));
  });
  socket.on("error", (error) => opened.reject(error)); // "close" follows
  socket.on("close", () => {
    clearInterval(watch);
    for (const timer of timers) clearTimeout(timer);
    opened.reject(new Error("closed"));
    over.resolve("closed");
    gone.resolve();
  });
  opened.promise.catch(() => undefined); // who waits for it is told; nobody else need be

  return {
    opened: opened.promise,
    over: over.promise,
    gone: gone.promise,
    isOpen: () => !leaving && socket.readyState === WebSocket.OPEN,
    close() {
      if (socket.readyState === WebSocket.CONNECTING) return socket.terminate();
      socket.close(1000);
      cutIn(GOODBYE_MS);
    },
  };
}
