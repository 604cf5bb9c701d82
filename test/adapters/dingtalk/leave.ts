/** A process of its own: starts the adapter, stops it, and reports whether anything kept the process alive after. */
import { createServer } from "node:net";
import { dingtalkAdapter } from "../../../adapters/dingtalk/adapter.ts";
import { scene, testHouse } from "./house.ts";

const how = process.argv[2];
const STOP_MS = 3_000;
const LEAVE_MS = 1_000;

if (how === "connected" || how === "sending") {
  const s = await scene();
  if (how === "sending") {
    s.dt.faults.next("group", { kind: "silence" }, 9);
    s.bot.send(s.at(s.g1), { text: "没有回音" }, "k1").catch(() => {});
    await s.dt.waitFor(() => s.dt.requests.some((one) => one.name === "group"));
  }
  await timed(() => s.bot.stop());
  await s.dt.close();
} else {
  // A port where nobody listens, one where nobody ever answers, or a gateway whose socket never opens.
  const silent = createServer((socket) => {
    socket.on("error", () => {});
    if (how === "handshake") socket.on("data", (data) => answerGateway(String(data), (text) => socket.write(text)));
    socket.unref();
  });
  await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
  silent.unref();
  const { port } = silent.address() as { port: number };
  if (how === "refused") silent.close();
  const base = `http://127.0.0.1:${port}`;
  const ids = { clientId: "ding", clientSecret: "secret", robotCode: "ding", cardTemplate: undefined };
  const bot = dingtalkAdapter({ ...ids, apiBase: base, oapiBase: base }, testHouse());
  await bot.start(async () => {});
  await new Promise((done) => setTimeout(done, 400)); // until the first attempt is under way
  await timed(() => bot.stop());

  function answerGateway(request: string, write: (text: string) => void): void {
    if (!request.startsWith("POST /v1.0/gateway")) return;
    const body = JSON.stringify({ endpoint: `ws://127.0.0.1:${port}/connect`, ticket: "t" });
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
