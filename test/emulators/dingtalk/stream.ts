/** The stream: web sockets opened with tickets, frames pushed down them, and account of every acknowledgement. */
import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import type { World } from "./world.ts";

/** A tap is answered within this [3RD]; a robot's message has no official time. */
export const CARD_ACK_MS = 2_000;
const TICKET_MS = 90_000;

export interface Ack {
  messageId: string;
  topic: string;
  code: number;
  delayMs: number;
  /** Too late to count; only taps have a deadline. */
  late: boolean;
  /** The response's data, read. */
  data: unknown;
}

interface Push {
  type: string;
  headers: Record<string, string>;
  data: string;
  at: number;
}

export interface Stream {
  acks: Ack[];
  /** Opaque words of pings that were answered as they should be. */
  pongs: string[];
  open(): number;
  /** How often a client has connected. */
  connections(): number;
  ticket(): string;
  /** One open socket, any, gets the frame; false when there is none. Returns the push's messageId. */
  push(type: string, topic: string, data: object, options?: { messageId?: string; fragments?: number }): string;
  /** The very same frame once more, at once. */
  again(messageId: string): void;
  /** Any bytes at all. */
  raw(bytes: string | Buffer): void;
  ping(): string;
  /** Announces the end and cuts the socket `ms` later (10 s in real life); no frame travels on it meanwhile. */
  disconnect(ms: number): void;
  /** Cuts every socket without a goodbye. */
  cut(): void;
  /** From now on nothing is sent and no ping is answered, and nothing is cut: a dead line. */
  deaden(): void;
  close(): void;
}

export function streamServer(server: Server, world: World): Stream {
  const sockets = new WebSocketServer({ noServer: true, autoPong: false });
  const tickets = new Map<string, number>();
  const acks: Ack[] = [];
  const pongs: string[] = [];
  const pushes = new Map<string, Push>();
  const ready = new Set<WebSocket>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const dead = new WeakSet<WebSocket>();
  let connections = 0;

  server.on("upgrade", (request, socket, head) => {
    const url = new URL(request.url ?? "/", "http://x");
    const ticket = url.searchParams.get("ticket") ?? "";
    const until = tickets.get(ticket) ?? 0;
    tickets.delete(ticket); // it opens one connection
    if (url.pathname !== "/connect" || until <= Date.now()) {
      return socket.end("HTTP/1.1 401 Unauthorized\r\nconnection: close\r\n\r\n");
    }
    sockets.handleUpgrade(request, socket, head, (open) => welcome(open));
  });

  function welcome(socket: WebSocket): void {
    connections += 1;
    ready.add(socket);
    socket.on("error", () => {});
    socket.on("ping", (data) => !dead.has(socket) && socket.pong(data));
    socket.on("close", () => {
      ready.delete(socket);
      world.changed();
    });
    socket.on("message", (data) => hear(JSON.parse(String(data))));
    world.changed();
  }

  function hear(response: { code: number; headers: { messageId: string }; data: string }): void {
    const push = pushes.get(response.headers.messageId);
    if (!push) return;
    const delayMs = Date.now() - push.at;
    const topic = push.headers.topic ?? "";
    if (push.type === "SYSTEM") pongs.push(JSON.parse(response.data).opaque);
    else {
      const late = topic.includes("/card/") && delayMs > CARD_ACK_MS;
      const data: unknown = JSON.parse(response.data);
      acks.push({ messageId: response.headers.messageId, topic, code: response.code, delayMs, late, data });
    }
    world.changed();
  }

  function write(push: Push, fragments: number): void {
    const [socket] = ready;
    if (!socket || dead.has(socket)) return;
    push.at = Date.now();
    const frame = { specVersion: "1.0", type: push.type, headers: push.headers, data: push.data };
    const bytes = Buffer.from(JSON.stringify(frame));
    const size = Math.ceil(bytes.length / fragments);
    // Pieces may end inside a character, as they do on the wire.
    for (let at = 0; at < bytes.length; at += size)
      socket.send(bytes.subarray(at, at + size), { binary: false, fin: at + size >= bytes.length });
  }

  return {
    acks,
    pongs,
    open: () => ready.size,
    connections: () => connections,
    ticket() {
      const ticket = `ticket-${world.next()}`;
      tickets.set(ticket, Date.now() + TICKET_MS);
      return ticket;
    },
    push(type, topic, data, { messageId = `push_${world.next()}`, fragments = 1 } = {}) {
      const time = String(world.now());
      const headers = { topic, messageId, contentType: "application/json", time, appId: "app" };
      const push = { type, headers, data: JSON.stringify(data), at: 0 };
      pushes.set(messageId, push);
      write(push, fragments);
      return messageId;
    },
    again(messageId) {
      const push = pushes.get(messageId);
      if (!push) throw new Error(`nothing was pushed as ${messageId}`);
      write(push, 1);
    },
    raw(bytes) {
      for (const socket of ready) socket.send(bytes);
    },
    ping() {
      const opaque = `opaque-${world.next()}`;
      this.push("SYSTEM", "ping", { opaque });
      return opaque;
    },
    disconnect(ms) {
      for (const socket of [...ready]) {
        const headers = { topic: "disconnect", contentType: "application/json" };
        const data = JSON.stringify({ reason: "connection is expired" });
        socket.send(JSON.stringify({ specVersion: "1.0", type: "SYSTEM", headers, data }));
        ready.delete(socket);
        timers.add(setTimeout(() => socket.terminate(), ms));
      }
    },
    cut() {
      for (const socket of sockets.clients) socket.terminate();
      ready.clear();
    },
    deaden() {
      for (const socket of ready) dead.add(socket);
      ready.clear();
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}
