/** The process: opens everything, serves, and ends cleanly on a signal. */
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import type { House } from "#bot";
import { loadPlans } from "../adapters/index.ts";
import { openApp } from "./app.ts";
import { realClock } from "./bot/clock.ts";
import { type Env, readConfig } from "./config.ts";
import { http } from "./http.ts";
import { openLog } from "./log.ts";
import { prepareSandbox } from "./seed.ts";

/** However something hangs, the process is gone this long after the signal. */
const HARD_STOP_MS = 4_500;

/** Runs until SIGTERM or SIGINT. Resolves to the exit code. */
export async function start(env: Env): Promise<number> {
  const plans = await loadPlans();
  const config = readConfig(env, plans);
  const log = openLog(config.logLevel);
  const stopped = signalled();
  // The platforms' SDKs leave promises behind when a connection breaks; that must not end the process.
  process.on("unhandledRejection", (reason) =>
    log.error({ error: reason instanceof Error ? reason.name : typeof reason }, "an unhandled rejection"),
  );

  const routes = new Map<string, Hono>();
  const open = (houseOf: (name: string) => House) =>
    config.adapters.flatMap(({ name, settings }) => {
      const plan = plans.find((one) => one.name === name);
      if (!plan) return [];
      const house = houseOf(name);
      routes.set(name, house.routes);
      return [plan.open(settings as never, house)];
    });
  const app = await openApp(config, { clock: realClock, log, watch: true, adapters: open });
  routes.set("open311/v2", app.open311);
  const server = serve({
    fetch: http({ database: app.database, adapters: app.adapters, routes }).fetch,
    hostname: config.httpHost,
    port: config.httpPort,
  });
  await new Promise<void>((resolve, reject) => {
    server.once("listening", resolve);
    server.once("error", (error: NodeJS.ErrnoException) => reject(portFault(error, config.httpPort)));
  });
  if (routes.has("sandbox")) await prepareSandbox(app, log);
  await app.start();
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : config.httpPort;
  log.info({ adapters: [...app.adapters.keys()], database: app.database.engine }, "running");
  if (routes.has("sandbox"))
    process.stdout.write(
      `\n  驿站已启动，请用浏览器打开：http://${config.httpHost}:${port}/\n  Yizhan is running, open the address above in a browser.\n\n`,
    );

  await stopped;
  const hard = setTimeout(() => process.exit(0), HARD_STOP_MS);
  server.close();
  if ("closeAllConnections" in server) server.closeAllConnections();
  await app.stop();
  clearTimeout(hard);
  log.info({}, "stopped");
  // An SDK may still hold a timer; everything of ours is closed.
  setTimeout(() => process.exit(0), 200).unref();
  return 0;
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
}

class PortTaken extends Error {
  override name = "PortTaken";
}

function portFault(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== "EADDRINUSE" && error.code !== "EACCES") return error;
  return new PortTaken(
    `HTTP_PORT: 端口 ${port} 用不了（${error.code}），请换一个或停掉占用它的程序 / port ${port} cannot be used, choose another`,
  );
}
