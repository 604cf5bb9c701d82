/** Pictures and documents: up from the page into memory, down from memory or, for the bot's own, from the house. */
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { imageType, MOST_BYTES } from "../hub/pictures.ts";
import { type Desk, refuse } from "./desk.ts";

export function fileRoutes({ hub, words }: Desk): Hono {
  const routes = new Hono();
  const limit = bodyLimit({ maxSize: MOST_BYTES, onError: (c) => refuse(c, 413, words.tooBig) });

  /** The raw bytes as the body; `?name=` for a document. Answers `{id}`, to be named in what is said next. */
  routes.post("/files", limit, async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    if (bytes.length === 0) return refuse(c, 400, words.badRequest);
    const id = `f-${hub.id()}`;
    const picture = hub.pictures.put(id, bytes, c.req.query("name")?.slice(0, 120));
    return c.json({ id, kind: picture.type ? "image" : "file" });
  });

  routes.get("/files/:id", async (c) => {
    const id = c.req.param("id");
    const kept = hub.pictures.get(id);
    if (kept) return send(kept.bytes, kept.type);
    // Only what the bot has shown here: the house also keeps what people sent in confidence on other platforms.
    const url = `api/files/${id}`;
    const shown = hub.transcript.all().some((line) => line.files?.some((file) => file.url === url));
    const stream = shown && /^[0-9a-f]{64}$/.test(id) ? await hub.house.files.get(id) : undefined;
    if (!stream) return refuse(c, 404, words.fileGone);
    const [look, rest] = stream.tee();
    return send(rest, imageType(await firstBytes(look)));
  });

  return routes;
}

/** What is not surely an image is offered for download only. */
function send(bytes: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>, type: string | undefined): Response {
  return new Response(bytes as BodyInit, {
    headers: {
      "Content-Type": type ?? "application/octet-stream",
      "Content-Disposition": type ? "inline" : "attachment",
      "Cache-Control": "private, max-age=3600",
    },
  });
}

async function firstBytes(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = stream.getReader();
  const { value } = await reader.read();
  // Cancelling one half of a tee would wait for the other; letting it go is enough for a few bytes.
  void reader.cancel();
  return value ?? new Uint8Array();
}
