/** Reading along: the whole state once, then the feed, and the transcript as a script. */
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { toScript } from "../toScript.ts";
import type { Desk } from "./desk.ts";

export function watchRoutes({ hub, hearing }: Desk): Hono {
  const routes = new Hono();

  routes.get("/state", (c) => c.json(hub.state(), 200, { "Cache-Control": "no-store" }));

  /** A browser that lost the line names the last id it saw by itself; a window that was asleep names it in `?after=`. */
  routes.get("/events", (c) =>
    streamSSE(c, async (stream) => {
      const left = new AbortController();
      stream.onAbort(() => left.abort());
      // Browsers wait three seconds by themselves before they ask again.
      await stream.write("retry: 1000\n\n");
      const after = c.req.header("last-event-id") ?? c.req.query("after");
      for await (const told of hub.feed.follow(after, AbortSignal.any([left.signal, hearing.signal])))
        if (told) await stream.writeSSE({ id: told.id, data: JSON.stringify(told.event) });
        else await stream.write(": alive\n\n");
    }),
  );

  /** One JSON object a line, ready for `yizhan talk --json`. Made on request, never written down. */
  routes.get("/export", (c) =>
    c.body(
      `${toScript(hub.heard)
        .map((line) => JSON.stringify(line))
        .join("\n")}\n`,
      200,
      {
        "Content-Type": "application/x-ndjson; charset=utf-8",
        "Content-Disposition": 'attachment; filename="talk.jsonl"',
        "Cache-Control": "no-store",
      },
    ),
  );

  return routes;
}
