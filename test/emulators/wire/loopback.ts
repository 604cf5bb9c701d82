/** A real HTTP server on 127.0.0.1 that can go away and come back on the same port, as platforms do. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export interface Loopback {
  /** "http://127.0.0.1:PORT", without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** For `upgrade` listeners (web sockets). */
  readonly server: Server;
  /** Stops listening and cuts every connection, upgraded ones too: new connections are refused. */
  refuse(): Promise<void>;
  /** Listens again on the same port. */
  accept(): Promise<void>;
  /** The end: like `refuse`, for good. */
  close(): Promise<void>;
}

/** Opens the server; `handle` answers each request, and a throw in it becomes a 500 with the error's text. */
export async function loopback(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void,
  port = 0,
): Promise<Loopback> {
  const open = new Set<Socket>();
  const server = createServer(async (request, response) => {
    try {
      await handle(request, response);
    } catch (error) {
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end(String(error));
    }
  });
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    socket.on("error", () => {}); // a peer that hangs up is no news to an emulator
  });
  const listen = (at: number) =>
    new Promise<void>((done, fail) => {
      server.once("error", fail);
      server.listen(at, "127.0.0.1", () => {
        server.off("error", fail);
        done();
      });
    });
  await listen(port);
  const bound = (server.address() as AddressInfo).port;
  const refuse = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      for (const socket of open) socket.destroy();
    });
  const accept = () => listen(bound);
  return { url: `http://127.0.0.1:${bound}`, port: bound, server, refuse, accept, close: refuse };
}
