/**
 * Open311 GeoReport v2, read only, of hazards that a secretary made public (wiki.open311.org/GeoReport_v2): the thing, its
 * place and how far it is. No reporter, no words of theirs, no pictures, no time of day. Pure.
 */
import type { Calendar } from "#bot";
import { isOver } from "../case/lifecycle.ts";
import { type Hazard, hazardNames } from "../intake/guess.ts";
import type { Ticket } from "../store/tables.ts";

export type PublicRow = Pick<
  Ticket,
  "no" | "state" | "hazard" | "unit" | "lat" | "lon" | "datum" | "created_at" | "since" | "due"
> & { words: string };

/** What is said of a request besides its facts. */
export interface Names {
  hazard: Record<Hazard, string>;
  /** The state in words, as the public is told it. */
  state(state: Ticket["state"]): string;
  /** The unit's name by its id; empty when unknown. */
  unit(id: string | null): string;
}

export interface Service {
  service_code: string;
  service_name: string;
  description: string;
  metadata: false;
  type: "realtime";
  keywords: string;
  group: string;
}

export interface Request {
  service_request_id: string;
  status: "open" | "closed";
  status_notes: string;
  service_name: string;
  service_code: string;
  description?: string;
  agency_responsible: string;
  requested_datetime: string;
  updated_datetime: string;
  expected_datetime?: string;
  lat?: number;
  long?: number;
}

/** The service list: one for each kind of hazard. */
export function services(names: Names, group: string): Service[] {
  return hazardNames.map((code) => ({
    service_code: code,
    service_name: names.hazard[code],
    description: names.hazard[code],
    metadata: false,
    type: "realtime",
    keywords: "",
    group,
  }));
}

/**
 * The requests in the same order. Dates are beginnings of days in the configured time zone, in UTC; points only where they
 * are WGS 84.
 */
export function requestsOf(calendar: Calendar, rows: readonly PublicRow[], names: Names): Request[] {
  // A thousand requests speak of some dozens of days.
  const days = new Map<string, string>();
  const day = (date: string) => {
    const said = days.get(date) ?? new Date(calendar.moment(date, "00:00") ?? 0).toISOString();
    days.set(date, said);
    return said;
  };
  return rows.map((row) => requestOf(row, names, day, calendar.dateOf(row.created_at)));
}

function requestOf(row: PublicRow, names: Names, day: (date: string) => string, begun: string): Request {
  const code = row.hazard ?? "other";
  const four = (degrees: number) => Math.round(degrees * 10_000) / 10_000;
  const over = isOver(row.state);
  // The standard means WGS 84. What came in another datum would lie hundreds of metres off, so it is left out.
  const point = row.datum === "wgs84" && row.lat !== null && row.lon !== null;
  return {
    service_request_id: row.no,
    status: over ? "closed" : "open",
    status_notes: names.state(row.state),
    service_name: names.hazard[code],
    service_code: code,
    ...(row.words === "" ? {} : { description: row.words }),
    agency_responsible: names.unit(row.unit),
    requested_datetime: day(begun),
    updated_datetime: day(row.since),
    ...(over ? {} : { expected_datetime: day(row.due) }),
    ...(point ? { lat: four(row.lat ?? 0), long: four(row.lon ?? 0) } : {}),
  };
}

/** `list("services", "service", …)` as the standard's XML. Characters that XML 1.0 cannot hold are left out. */
export function xml(list: string, item: string, rows: readonly object[]): string {
  const tags = (row: object) =>
    Object.entries(row)
      .map(([name, value]) => `<${name}>${escaped(String(value))}</${name}>`)
      .join("");
  const items = rows.map((row) => `<${item}>${tags(row)}</${item}>`).join("");
  return `<?xml version="1.0" encoding="utf-8"?><${list}>${items}</${list}>`;
}

function escaped(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"']/g, (one) => entities[one] ?? one);
}
