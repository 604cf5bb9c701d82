/** Finds the open case that a new one is likely to be the same as. */
import type { Member } from "#bot";
import type { Room } from "../room.ts";
import { openLike } from "../store/read.ts";
import type { Ticket } from "../store/tables.ts";
import { unitFor } from "../told/route.ts";
import { accusing, type Draft, spokenOf } from "./draft.ts";
import { hazardOf } from "./guess.ts";
import { likelySame } from "./similar.ts";

const DAYS_30_MS = 30 * 24 * 3600_000;

/**
 * Only hazards, and complaints that their reporter signed: that somebody spoke in confidence must not be found out by
 * asking the same. Nor is staff offered other people's complaints (PRODUCT.md P12).
 */
export async function findSimilar(room: Room, by: Member, draft: Draft): Promise<Ticket | undefined> {
  const { kit } = room;
  if (draft.kind !== "hazard" && (draft.kind !== "complaint" || by.role !== "member")) return undefined;
  const unit = await unitFor(kit, draft.unit ?? by.unit?.id, accusing(draft), spokenOf(draft));
  if (!unit) return undefined;
  const mine = {
    kind: draft.kind,
    text: draft.text,
    where: draft.where,
    hazard: hazardOf(`${draft.text}${draft.where}`),
    lat: draft.place?.lat ?? null,
    lon: draft.place?.lon ?? null,
    datum: draft.place?.datum ?? null,
  };
  const rows = await openLike(kit.db, unit.id, draft.kind, kit.now() - DAYS_30_MS);
  return rows.find(
    (row) =>
      row.person !== by.id &&
      (row.kind === "hazard" || row.naming === "named") &&
      likelySame(mine, { ...row, where: row.where_text }),
  );
}
