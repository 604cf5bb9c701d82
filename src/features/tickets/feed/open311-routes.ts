/** The public feed's addresses, for the composition root to serve: /services and /requests, as .json and .xml. */
import { type Context, Hono } from "hono";
import type { Kit } from "#bot";
import { isNumber } from "../case/numbers.ts";
import { type Hazard, hazardNames } from "../intake/guess.ts";
import { withNames } from "../rules/names.ts";
import { en, zh } from "../words/index.ts";
import { type Names, requestsOf, services, xml } from "./open311.ts";
import { publicRows } from "./public-rows.ts";

const DAY_MS = 24 * 3600_000;
/** GeoReport v2: 90 days or 1000 requests when nothing else is asked for, and never more. */
const SPAN_MS = 90 * DAY_MS;
const MOST = 1000;

type Fault = { code: 400 | 404; description: string };

/** GET only, without a role: everything here was made public by a secretary. Mount it under /open311/v2. */
export function publicRoutes(kit: Kit): Hono {
  const w = withNames(kit.say({ zh, en }), kit.settings.locale);
  const routes = new Hono();
  const names = async (): Promise<Names> => {
    const units = new Map((await kit.members.units()).map((unit) => [unit.id, unit.name]));
    return {
      hazard: w.label.hazard,
      state: (state) => w.label.staffState[state] ?? w.label.state[state],
      unit: (id) => (id === null ? "" : (units.get(id) ?? "")),
    };
  };

  routes.get("/:file{services\\.(json|xml)}", async (c) =>
    said(c, "services", "service", services(await names(), w.label.kind.hazard)),
  );
  routes.get("/:file{requests\\.(json|xml)}", async (c) => {
    const wanted = asked(c, kit.now());
    if ("code" in wanted) return failed(c, wanted);
    const { from, to, codes, status, ids } = wanted;
    const over = status?.length === 1 ? status[0] === "closed" : undefined;
    const rows = await publicRows(kit.db, { from, to, ids, over, codes, most: MOST });
    return said(c, "service_requests", "request", requestsOf(kit.calendar, rows, await names()));
  });
  routes.get("/requests/:file{[^/]+\\.(json|xml)}", async (c) => {
    const id = c.req.param("file").replace(/\.\w+$/, "");
    const rows = isNumber(id) ? await publicRows(kit.db, { ids: [id], most: 1 }) : [];
    if (rows.length === 0) return failed(c, { code: 404, description: "service_request_id was not found" });
    return said(c, "service_requests", "request", requestsOf(kit.calendar, rows, await names()));
  });
  return routes;
}

interface Filters {
  from?: number;
  to?: number;
  ids?: string[];
  /** Left out: all. */
  codes?: Hazard[];
  status?: string[];
}

/** The standard's own filters; ids leave all others aside. */
function asked(c: Context, now: number): Filters | Fault {
  const list = (name: string): string[] =>
    (c.req.query(name) ?? "")
      .split(",")
      .map((one) => one.trim())
      .filter(Boolean);
  const ids = list("service_request_id");
  const services = list("service_code");
  const codes = hazardNames.filter((name) => services.includes(name));
  const status = [...new Set(list("status"))];
  const fault = (description: string): Fault => ({ code: 400, description });
  if (!ids.every(isNumber)) return fault("service_request_id is not valid");
  if (!services.every((code) => codes.some((name) => name === code))) return fault("service_code is not valid");
  if (!status.every((one) => one === "open" || one === "closed")) return fault("status must be open or closed");
  if (ids.length > 0) return { ids: ids.slice(0, MOST) };
  const [start, end] = [moment(c.req.query("start_date")), moment(c.req.query("end_date"))];
  if (Number.isNaN(start) || Number.isNaN(end)) return fault("start_date and end_date must be W3C dates");
  const to = end ?? (start === undefined ? now : start + SPAN_MS);
  const from = start ?? to - SPAN_MS;
  if (to - from > SPAN_MS) return fault("start_date and end_date must lie within 90 days");
  return { from, to, ...(codes.length > 0 ? { codes } : {}), ...(status.length > 0 ? { status } : {}) };
}

function moment(date: string | undefined): number | undefined {
  if (date === undefined) return undefined;
  return /^\d{4}-\d{2}-\d{2}/.test(date) ? Date.parse(date) : Number.NaN;
}

function said(c: Context, list: string, item: string, rows: readonly object[], status: 200 | 400 | 404 = 200) {
  // Anybody's page may read it: it is public, and no cookie opens anything here.
  const headers = { "access-control-allow-origin": "*", "cache-control": "public, max-age=300" };
  if (c.req.path.endsWith(".json")) return c.json(rows, status, headers);
  return c.body(xml(list, item, rows), status, { ...headers, "content-type": "text/xml; charset=utf-8" });
}

function failed(c: Context, fault: Fault) {
  return said(c, "errors", "error", [fault], fault.code);
}
