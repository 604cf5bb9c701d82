/** The long connection: pushes event frames, answers pings, and keeps account of every acknowledgement. */
import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { envelope } from "./envelope.ts";
import { decodeFrame, encodeFrame } from "./frame.ts";
import type { World } from "./world.ts";

/** Feishu re-pushes what is not acknowledged with 200 within 3 s. */
export const ACK_WITHIN_MS = 3_000;

export interface Ack {
  eventId: string;
  code: number;
  delayMs: number;
  /** Too late to count. */
  late: boolean;
  /** What the handler returned, decoded; undefined when it returned nothing. */
  data?: unknown;
}

interface Push {
  eventId: string;
  type: string;
  envelope: string;
  settled: boolean;
}

export interface Line {
  acks: Ack[];
  /** Sockets open now. */
  open(): number;
  /** How often a client has connected. */
  connections(): number;
  push(type: string, event: object, eventId?: string, fragments?: number): string;
  /** The same event once more, at once, whatever became of the first. */
  again(eventId: string): void;
  /** Pushes everything that was not acknowledged with 200 in time, as Feishu does after 15 s; returns how many. */
  repush(): number;
  /** Cuts every socket without a goodbye. */
  cut(): void;
  close(): void;
}

export function longConnection(server: Server, world: World, appId: string, clientConfig: object): Line {
  const sockets = new WebSocketServer({ server, path: "/ws/v2" });
  const acks: Ack[] = [];
  const pushes: Push[] = [];
  const onTheWay = new Map<string, { push: Push; at: number }>();
  /** Have pinged: the client listens before it pings, and what comes earlier it may miss. */
  const ready = new Set<WebSocket>();
  let connections = 0;

  sockets.on("connection", (socket: WebSocket) => {
    connections += 1;
    socket.on("error", () => {});
    socket.on("close", () => {
      ready.delete(socket);
      world.changed();
    });
    socket.on("message", (data: Buffer) => hear(socket, data));
  });

  function hear(socket: WebSocket, data: Buffer): void {
    const frame = decodeFrame(data);
    if (frame.method === 0) {
      if (frame.headers.type !== "ping") return;
      ready.add(socket);
      world.changed();
      const payload = Buffer.from(JSON.stringify(clientConfig)); // all four fields, or the SDK counts with NaN
      socket.send(encodeFrame({ ...frame, headers: { type: "pong" }, payload }));
      return;
    }
    const sent = onTheWay.get(frame.headers.message_id ?? "");
    if (!sent) return;
    const { code, data: result } = JSON.parse(frame.payload.toString()) as { code: number; data?: string };
    const delayMs = Date.now() - sent.at;
    const late = delayMs > ACK_WITHIN_MS;
    const decoded = result === undefined ? {} : { data: JSON.parse(Buffer.from(result, "base64").toString()) };
    acks.push({ eventId: sent.push.eventId, code, delayMs, late, ...decoded });
    if (code === 200 && !late) sent.push.settled = true;
    world.changed();
  }

  /** One connection, any, gets an event: there is no broadcast. */
  function deliver(push: Push, fragments: number): void {
    const [socket] = ready;
    if (!socket) return;
    const id = `frame-${world.next()}`;
    onTheWay.set(id, { push, at: Date.now() });
    const payload = Buffer.from(push.envelope);
    const size = Math.ceil(payload.length / fragments);
    for (let seq = 0; seq < fragments; seq += 1) {
      const headers = {
        type: "event",
        message_id: id,
        sum: String(fragments),
        seq: String(seq),
        trace_id: `trace-${id}`,
      };
      const part = payload.subarray(seq * size, (seq + 1) * size);
      const timed = { ...headers, timestamp: String(Date.now()) };
      socket.send(
        encodeFrame({ seqId: world.next(), logId: 2 ** 40, service: 1, method: 1, headers: timed, payload: part }),
      );
    }
  }

  return {
    acks,
    open: () => ready.size,
    connections: () => connections,
    push(type, event, eventId = `evt-${world.next()}`, fragments = 1) {
      const push = { eventId, type, envelope: envelope(world, appId, type, event, eventId), settled: false };
      pushes.push(push);
      deliver(push, fragments);
      return eventId;
    },
    again(eventId) {
      const push = pushes.findLast((one) => one.eventId === eventId);
      if (!push) throw new Error(`no event ${eventId} was pushed`);
      deliver(push, 1);
    },
    repush() {
      const open = pushes.filter((push) => !push.settled);
      for (const push of open) deliver(push, 1);
      return open.length;
    },
    cut() {
      for (const socket of sockets.clients) socket.terminate();
      ready.clear();
    },
    close: () => sockets.close(),
  };
}
