/** What the process serves: health, readiness, metrics, and each adapter's own routes. */
import { Hono } from "hono";
import { collectDefaultMetrics, Gauge, Registry as Metrics, register } from "prom-client";
import type { Adapter, Database } from "#bot";
import type { CoreTables } from "./bot/schema.ts";
import { countRows } from "./bot/shelf.ts";

export interface HttpParts {
  database: Database;
  adapters: ReadonlyMap<string, Adapter>;
  /** The adapters' routes, by adapter name. */
  routes: ReadonlyMap<string, Hono>;
}

export function http({ database, adapters, routes }: HttpParts): Hono {
  const app = new Hono();
  const metrics = new Metrics();
  collectDefaultMetrics({ register: metrics });
  gauge("yizhan_inbox_open", "messages stored and not yet answered", () => countRows(database, "inbox", "new"));
  gauge("yizhan_outbox_due", "replies not yet sent", () => countRows(database, "outbox", "due"));
  gauge("yizhan_inbox_parked", "messages that failed for good", () => countRows(database, "inbox", "parked"));
  gauge("yizhan_outbox_unknown", "deliveries nobody can be sure of", () => countRows(database, "outbox", "unknown"));

  app.get("/healthz", (c) => c.json({ ok: true }));
  app.get("/readyz", async (c) => {
    const store = await database.db
      .withTables<CoreTables>()
      .selectFrom("marks")
      .select("name")
      .limit(1)
      .execute()
      .then(
        () => undefined,
        () => "the database does not answer",
      );
    const platforms = Object.fromEntries(
      [...adapters.values()].map((adapter) => [adapter.name, adapter.health?.() ?? "ok"]),
    );
    const ok = store === undefined && Object.values(platforms).every((state) => state === "ok");
    return c.json({ ok, database: store ?? "ok", platforms }, ok ? 200 : 503);
  });
  // What belongs to the process rather than to one part (answers, the model) counts in the library's own register.
  const all = Metrics.merge([metrics, register]);
  app.get("/metrics", async (c) => c.text(await all.metrics(), 200, { "content-type": all.contentType }));
  for (const [name, own] of routes) app.route(`/${name}`, own);
  if (routes.has("sandbox")) {
    app.get("/", (c) => c.redirect("/sandbox/"));
    app.get("/sandbox", (c) => c.redirect("/sandbox/"));
  } else app.get("/", (c) => c.text("驿站在运行。Yizhan is running. /readyz /metrics\n"));
  return app;

  function gauge(name: string, help: string, read: () => Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: [metrics],
      async collect() {
        this.set(await read());
      },
    });
  }
}
