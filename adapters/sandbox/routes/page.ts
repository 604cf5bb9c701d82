/** The built page, or while it is being built a small one that looks again every second and a half. */
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { Hono } from "hono";
import type { zh } from "../words.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Where the built page is, and how the building goes. */
export interface Page {
  folder: string;
  state(): "idle" | "building" | "failed";
  /** Starts the building. */
  build(): Promise<unknown>;
}

export function pageRoutes(page: Page, words: typeof zh): Hono {
  const routes = new Hono();

  /** Names carry a hash of the content, so a browser may keep them for ever. */
  routes.get("/assets/:name{[A-Za-z0-9_.-]+}", async (c) => {
    const name = c.req.param("name");
    const type = TYPES[extname(name)];
    const bytes = type && (await readFile(join(page.folder, "assets", name)).catch(() => undefined));
    if (!type || !bytes) return c.notFound();
    return c.body(bytes, 200, { "Content-Type": type, "Cache-Control": "public, max-age=31536000, immutable" });
  });

  // The star is for the bare "/sandbox/": a mounted "/" answers only without the slash.
  routes.get("/*", async (c) => {
    if (!c.req.path.endsWith("/") && c.req.path.lastIndexOf("/") > 0) return c.notFound();
    c.header("Cache-Control", "no-store");
    const built =
      page.state() !== "building" && (await readFile(join(page.folder, "index.html"), "utf8").catch(() => ""));
    // A start builds the page; whoever serves these routes without one gets it at the first visit.
    if (!built && page.state() === "idle") page.build().catch(() => undefined);
    return c.html(built || waiting(words, page.state() === "failed"));
  });

  return routes;
}

function waiting(words: typeof zh, failed: boolean): string {
  const title = failed ? words.pageFailed : words.preparing;
  const more = failed ? words.pageFailedMore : words.preparingMore;
  const refresh = failed ? "" : '<meta http-equiv="refresh" content="1.5">';
  return `<!doctype html><html lang="${words.lang}"><meta charset="utf-8">${refresh}
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>
<style>body{margin:0;min-height:100vh;display:grid;place-content:center;text-align:center;background:#f5f1ea;color:#3b3630;
font:16px/1.7 -apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}p{margin:0;padding:0 24px}small{color:#6b645c}</style>
<main><p role="status">${title}<br><small>${more}</small></p></main></html>`;
}
