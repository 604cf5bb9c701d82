/** What a document is on a given day. `unclear`: its front matter contradicts itself or cannot be read; never quoted. */
export type Status = "in-force" | "not-yet" | "repealed" | "unclear";

export interface Dates {
  /** "2025-09-01", local. */
  effective?: string;
  repealed?: string;
  /** The first day of these very words, where an amendment made it later than the document's own. */
  since?: string;
  /** Only when the text itself gives none of the two and is newer than the day asked about. */
  date?: string;
  status?: Exclude<Status, "unclear">;
}

/** "2025-09-01", "2025/9/1", "2025.9.1" and "2025年9月1日" to "2025-09-01"; undefined when it is no day of the calendar. */
export function readDay(text: string): string | undefined {
  const found = /^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*$/.exec(text.normalize("NFKC"));
  if (!found) return undefined;
  const day = `${found[1]}-${(found[2] ?? "").padStart(2, "0")}-${(found[3] ?? "").padStart(2, "0")}`;
  // 30 February would roll over into March.
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? undefined : day;
}

/**
 * The status on a day. The dates decide; a written status can only be stricter than they are, because it is written
 * once and the days go on: "in-force" does not outlive the day of repeal. On the day of repeal it is repealed.
 */
export function statusOn(dates: Dates, day: string): Exclude<Status, "unclear"> {
  if (dates.repealed !== undefined && dates.repealed <= day) return "repealed";
  const from = dates.since ?? dates.effective ?? dates.date;
  if (from !== undefined && from > day) return "not-yet";
  if (dates.status === undefined || dates.status === "in-force") return "in-force";
  // Written "repealed" without a date: when it ended is unknown, so no day can rely on it.
  if (dates.status === "repealed") return dates.repealed === undefined ? "repealed" : "in-force";
  // Written "not-yet": until the day it names; for ever when it names none.
  return from === undefined ? "not-yet" : "in-force";
}
