/**
 * The wire between the bot and the service: every byte goes through here, so that connections can be cut in the middle
 * of a call, and refused, as a bad network does. (A gRPC server itself says a proper goodbye.)
 */
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

export interface Wire {
  port: number;
  /** How many connections there are now, and how many there ever were. */
  open(): number;
  ever(): number;
  /** Cuts every connection; new ones are let in. */
  cut(): void;
  /** Nothing arrives any more and nothing is said, as when a cable is pulled; until `cut`. */
  freeze(): void;
  refuse(): Promise<void>;
  accept(): Promise<void>;
}

/** `to`: the port of the service on this machine. */
export async function wire(to: number, port = 0): Promise<Wire> {
  const pairs = new Set<[Socket, Socket]>();
  let ever = 0;
  const server: Server = createServer((near) => {
    ever += 1;
    const far = connect(to, "127.0.0.1");
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const [from, into] of [pair, [far, near]] as const) {
      from.on("error", () => {}); // a peer that hangs up is no news here
      from.on("close", () => {
        into.destroy();
        pairs.delete(pair);
      });
      from.pipe(into);
    }
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
  const cut = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  return {
    port: bound,
    open: () => pairs.size,
    ever: () => ever,
    cut,
    freeze() {
      for (const pair of pairs) for (const socket of pair) socket.unpipe();
    },
    refuse: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        cut();
      }),
    accept: () => listen(bound),
  };
}

/** A port that is free at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
