/** A process of its own: starts the adapter, stops it, and reports whether anything kept the process alive after. */
import { createServer } from "node:net";
import { larkAdapter } from "../../../adapters/lark/adapter.ts";
import { scene, testHouse } from "./house.ts";

const how = process.argv[2];
const STOP_MS = 3_000;
const LEAVE_MS = 1_000;

if (how === "connected") {
  await using s = await scene();
  await timed(() => s.lark.stop());
} else {
  // A port where nobody listens, one where nobody ever answers, or an endpoint whose socket never opens.
  const silent = createServer((socket) => {
    socket.on("error", () => {});
    if (how === "handshake") socket.on("data", (data) => answerEndpoint(String(data), (text) => socket.write(text)));
    socket.unref();
  });
  await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
  silent.unref();
  const { port } = silent.address() as { port: number };
  if (how === "refused") silent.close();
  const settings = { appId: "cli_0000000000000000", appSecret: "secret", domain: `http://127.0.0.1:${port}` };
  const lark = larkAdapter(settings, testHouse());
  await lark.start(async () => {});
  await new Promise((done) => setTimeout(done, 400)); // until the first attempt is under way
  await timed(() => lark.stop());

  function answerEndpoint(request: string, write: (text: string) => void): void {
    if (!request.startsWith("POST /callback/ws/endpoint")) return;
    const ClientConfig = { ReconnectCount: -1, ReconnectInterval: 120, ReconnectNonce: 30, PingInterval: 120 };
    const URL = `ws://127.0.0.1:${port}/ws/v2?a=1&device_id=1&service_id=1`;
    const body = JSON.stringify({ code: 0, msg: "", data: { URL, ClientConfig } });
    write(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
  }
}

async function timed(stop: () => Promise<void>): Promise<void> {
  const from = performance.now();
  await stop();
  const took = performance.now() - from;
  const stopped = performance.now();
  process.on("exit", () => {
    const left = performance.now() - stopped;
    const well = took < STOP_MS && left < LEAVE_MS;
    console.log(well ? "stopped and ended in time" : `stop took ${took} ms, then ${left} ms to end`);
  });
}
