/** May this person file one more now? A flood is slowed down with kind words; nothing that was said is lost (PRODUCT.md P38). */
import { type Kit, type Member, UserError } from "#bot";
import type { Room } from "../room.ts";
import { banOf, filedSince, of, passUntil } from "./store.ts";

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
/** No honest day comes near: a rider who walks a street and reports every lid and wire files a dozen. */
export const USUAL = { hour: 20, day: 60 };

export type Limits = typeof USUAL;

export type Hindered = { why: "ban"; reason: string; by: string; unit: string | null } | { why: "pace"; until: number };

/** Anonymous filings are counted in memory alone: a row for them would say who filed. A new start forgets them. */
const anonymous = new WeakMap<Kit["files"], Map<string, number[]>>();

export async function limitsOf(kit: Kit): Promise<Limits> {
  const rows = await of(kit.db).selectFrom("ticket_pace").selectAll().execute();
  const set = (name: string, usual: number) => rows.find((row) => row.name === name)?.n ?? usual;
  return { hour: set("hour", USUAL.hour), day: set("day", USUAL.day) };
}

/** What stands in this person's way, if anything does. */
export async function hindrance(kit: Kit, { id }: Member): Promise<Hindered | undefined> {
  const ban = await banOf(kit.db, id);
  if (ban) return { why: "ban", reason: ban.reason, by: ban.by_person, unit: ban.unit };
  const now = kit.now();
  if ((await passUntil(kit.db, id)) > now) return undefined;
  const limits = await limitsOf(kit);
  for (const [span, most] of [
    [HOUR_MS, limits.hour],
    [DAY_MS, limits.day],
  ] as const) {
    const hidden = timesOf(kit, id).filter((at) => at >= now - span).length;
    if ((await filedSince(kit.db, id, now - span)) + hidden >= most) return { why: "pace", until: now + span };
  }
  return undefined;
}

/** Throws UserError with what to do instead; an open dialog stays as it is, so that what was written waits. */
export async function mayFile({ kit, w }: Room, by: Member): Promise<void> {
  const found = await hindrance(kit, by);
  if (!found) return;
  const { dutyPhone } = kit.settings;
  throw new UserError(found.why === "ban" ? w.pace.banned(found.reason, dutyPhone) : w.pace.slow(dutyPhone));
}

/** Counts an anonymous case, in this process alone. */
export function countHidden(kit: Kit, { id }: Member): void {
  const all = anonymous.get(kit.files) ?? new Map<string, number[]>();
  anonymous.set(kit.files, all);
  const now = kit.now();
  for (const [person, times] of all) if (times.every((at) => at < now - DAY_MS)) all.delete(person);
  all.set(id, [...timesOf(kit, id).filter((at) => at >= now - DAY_MS), now]);
}

function timesOf(kit: Kit, person: string): number[] {
  return anonymous.get(kit.files)?.get(person) ?? [];
}
