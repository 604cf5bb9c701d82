/** A process of its own: starts the adapter, stops it, and reports whether anything kept the process alive after. */
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { wecomAdapter } from "../../../adapters/wecom/adapter.ts";
import { code } from "../../emulators/wecom/rude.ts";
import { scene, soon, testHouse } from "./house.ts";

const how = process.argv[2];
const STOP_MS = 3_000;
const LEAVE_MS = 1_000;

/** As in a real process: a wait is a timer, and ends when the signal says so. */
const house = testHouse();
house.wait = (ms, signal) => sleep(ms, undefined, signal && { signal }).catch(() => undefined);

if (how === "connected" || how === "kicked") {
  await using s = await scene({ house });
  if (how === "kicked") {
    s.wx.kick();
    await soon(() => s.wecom.health?.() !== undefined);
  }
  await timed(() => s.wecom.stop());
} else if (how === "auth") {
  await using s = await scene({ house, start: false });
  s.wx.faults.next("subscribe", code(853000));
  await s.wecom.start(async () => {});
  await soon(() => (s.wecom.health?.() ?? "").includes("WECOM_BOT_SECRET"));
  await timed(() => s.wecom.stop());
} else {
  // A port where nobody listens, or one where nobody ever answers.
  const silent = createServer((socket) => {
    socket.on("error", () => {});
    socket.unref();
  });
  await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
  silent.unref();
  const { port } = silent.address() as { port: number };
  if (how === "refused") silent.close();
  const wsUrl = `ws://127.0.0.1:${port}`;
  const settings = { wsUrl, botId: "b", secret: "s", webhookBase: "http://127.0.0.1:1", robots: { byChat: {} } };
  const wecom = wecomAdapter(settings, house);
  await wecom.start(async () => {});
  await sleep(400); // until the first attempt is under way
  await timed(() => wecom.stop());
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
