/** The long connection: one a bot, JSON frames, an answer to every command. */
import type { Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Fault, Faults } from "../wire/faults.ts";
import { type Command, NAMES } from "./commands.ts";
import { Refusal } from "./refusal.ts";
import type { World } from "./world.ts";

export interface Request {
  name: string;
  reqId: string;
  body: Record<string, unknown>;
  /** Epoch ms by the real clock. */
  at: number;
}

export interface Line {
  /** Every command that arrived. */
  requests: Request[];
  /** Log-ins that were let in. */
  logins(): number;
  /** Sockets that were opened. */
  connections(): number;
  /** The bot is logged in. */
  online(): boolean;
  /** False when nobody is there: then the message is lost. */
  push(frame: object | string): boolean;
  /** Bytes that are no frame at all. */
  garble(): void;
  /** What a second connection of the same bot does to the first. */
  kick(): void;
  /** Cuts every socket without a goodbye. */
  cut(): void;
  close(): void;
}

interface Parts {
  server: Server;
  world: World;
  faults: Faults;
  commands: Record<string, Command>;
  botId: string;
  secret: string;
}

export function longConnection({ server, world, faults, commands, botId, secret }: Parts): Line {
  const sockets = new WebSocketServer({ server });
  const requests: Request[] = [];
  let current: WebSocket | undefined;
  let wire: Duplex | undefined;
  let connections = 0;
  let logins = 0;

  sockets.on("connection", (socket: WebSocket, request) => {
    connections += 1;
    wire = request.socket;
    world.changed();
    socket.on("error", () => {});
    socket.on("close", () => {
      if (current === socket) current = undefined;
      world.changed();
    });
    socket.on("message", (data: Buffer) => hear(socket, data));
  });

  function hear(socket: WebSocket, data: Buffer): void {
    const frame = JSON.parse(data.toString()) as { cmd: string; headers: { req_id: string }; body?: object };
    const name = NAMES[frame.cmd] ?? frame.cmd;
    const body = (frame.body ?? {}) as Record<string, unknown>;
    requests.push({ name, reqId: frame.headers.req_id, body, at: Date.now() });
    obey(socket, frame.headers.req_id, faults.take(name), () => run(socket, frame.cmd, body, frame.headers.req_id));
    world.changed();
  }

  function run(socket: WebSocket, cmd: string, body: Record<string, unknown>, reqId: string): object {
    try {
      if (cmd === "aibot_subscribe") logIn(socket, body);
      else if (socket !== current) throw new Refusal(846600, "not subscribed");
      const command = commands[cmd];
      if (!command && cmd !== "aibot_subscribe") throw new Refusal(40008, `unknown cmd ${cmd}`);
      const answer = command?.(body, reqId);
      return { errcode: 0, errmsg: "ok", ...(answer && { body: answer }) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { errcode: error.code, errmsg: error.message };
    }
  }

  function logIn(socket: WebSocket, body: Record<string, unknown>): void {
    if (body.bot_id !== botId) throw new Refusal(93019, "invalid bot_id");
    if (body.secret !== secret) throw new Refusal(853000, "invalid bot_id or secret");
    if (current && current !== socket) kick();
    current = socket;
    logins += 1;
  }

  /** Does the work and answers, as far as the fault lets it. */
  function obey(socket: WebSocket, req_id: string, fault: Fault | undefined, work: () => object): void {
    if (fault?.kind === "drop" && fault.when === "before") return void socket.terminate();
    const result = fault?.kind === "answer" ? (fault.answer.body as object) : work();
    if (fault?.kind === "drop") return void socket.terminate();
    const text = JSON.stringify({ headers: { req_id }, ...result });
    const send = () => socket.readyState === socket.OPEN && socket.send(text);
    if (fault?.kind === "half") socket.send(text.slice(0, text.length >> 1));
    else if (fault?.kind === "late") setTimeout(send, fault.ms).unref();
    else send();
  }

  function kick(): void {
    const old = current;
    current = undefined;
    const event = { eventtype: "disconnected_event" };
    const body = { msgid: `k${world.next()}`, aibotid: botId, msgtype: "event", event };
    old?.send(JSON.stringify({ cmd: "aibot_event_callback", headers: { req_id: `e${world.next()}` }, body }));
    old?.close();
    world.changed();
  }

  return {
    requests,
    logins: () => logins,
    connections: () => connections,
    online: () => current !== undefined,
    push(frame) {
      current?.send(typeof frame === "string" ? frame : JSON.stringify(frame));
      return current !== undefined;
    },
    garble: () => void wire?.write(Buffer.alloc(8, 0xff)),
    kick,
    cut() {
      for (const socket of sockets.clients) socket.terminate();
      current = undefined;
    },
    close: () => sockets.close(),
  };
}
