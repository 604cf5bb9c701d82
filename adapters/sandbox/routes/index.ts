/** All routes of the sandbox, relative to where the house serves them. */
import type { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { page } from "../page.ts";
import { type Desk, refuse } from "./desk.ts";
import { fileRoutes } from "./files.ts";
import { guard } from "./guard.ts";
import { pageRoutes } from "./page.ts";
import { simulateRoutes } from "./simulate.ts";
import { speakRoutes } from "./speak.ts";
import { watchRoutes } from "./watch.ts";

/** The largest JSON: 4,000 characters of text and a few ids. */
const JSON_BYTES = 64 * 1024;

export function addRoutes(routes: Hono, desk: Desk, open: boolean): void {
  const { words } = desk;
  const small = bodyLimit({ maxSize: JSON_BYTES, onError: (c) => refuse(c, 413, words.tooBig) });
  routes.use("*", guard(words, open));
  // Files first: they bring their own, larger limit.
  routes.route("/api", fileRoutes(desk));
  routes.use("/api/*", small);
  routes.route("/api", speakRoutes(desk));
  routes.route("/api", simulateRoutes(desk));
  routes.route("/api", watchRoutes(desk));
  routes.route("/", pageRoutes(page, words));
}
