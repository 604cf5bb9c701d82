/** Sealed originals: opened for a reason that the reporter reads, kept as evidence if they say so, else gone in time. */
import type { Answer, FileRef, Turn, Tx } from "#bot";
import { UserError } from "#bot";
import { isOver } from "../case/lifecycle.ts";
import { mine } from "../reporter/mine.ts";
import { decent, inGroup, privately, type Room } from "../room.ts";
import { accessOf, byNo, eventsOf } from "../store/read.ts";
import { addAccess } from "../store/write.ts";
import { onDesk } from "../told/desk.ts";
import { glance, isEvidence, of, originalsOf, waste } from "./store.ts";
import { streamOf, unlock } from "./vault.ts";

/** Days after closing for which an original stays (PRODUCT.md P9: "after N days"): time to say 没解决 and to complain. */
export const KEEP_DAYS = 30;
const DAY_MS = 24 * 3600_000;
const GLANCE_MS = 10 * 60_000;
/** Characters: "看看" is no reason. */
const LEAST_REASON = 4;

/** 看原图 NO reason */
export async function original(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const p = w.pictures;
  if (inGroup(turn)) return { text: p.inPrivate };
  const { row, text } = await onDesk(room, turn, "看原图", "secretary");
  const sealed = await originalsOf(kit.db, row.no);
  if (sealed.length === 0) return { text: p.noOriginal(row.no) };
  const reason = decent(room, text);
  if ([...reason].length < LEAST_REASON) throw new UserError(p.why(row.no));
  const files: FileRef[] = [];
  for (const one of sealed) {
    const content = await unlock(kit.files, one);
    if (!content) continue;
    const { hash, bytes } = await kit.files.put(streamOf(content));
    files.push({ kind: "image", ref: `file:${hash}`, bytes });
  }
  if (files.length === 0) return { text: p.noOriginal(row.no) };
  return async (tx) => {
    await kit.lock(tx, `ticket:${row.no}`);
    const { id, unit, role } = turn.by;
    const n = (await accessOf(tx, row.no)).length;
    await addAccess(tx, { ticket: row.no, at: kit.now(), person: id, unit: unit?.id ?? null, role, what: "original" });
    await of(tx).insertInto("ticket_reasons").values({ ticket: row.no, n, reason }).execute();
    for (const { ref } of files) await glance(tx, ref.slice("file:".length), kit.now() + GLANCE_MS);
    return { text: p.original(row.no), files };
  };
}

/** 留作证据 NO and 不留证据 NO, said by the reporter. */
export async function evidence(room: Room, turn: Turn, keep: boolean): Promise<Answer> {
  const { w } = room;
  const word = keep ? "留作证据" : "不留证据";
  const found = await mine(room, turn, word, () => true);
  if (Array.isArray(found)) return found;
  if (found.as === "joiner") throw new UserError(w.reporter.notFound);
  const { no } = found.row;
  return async (tx) => {
    if (keep) {
      const row = of(tx).insertInto("ticket_evidence").values({ ticket: no });
      await row.onConflict((conflict) => conflict.doNothing()).execute();
    } else await of(tx).deleteFrom("ticket_evidence").where("ticket", "=", no).execute();
    const text = keep ? w.pictures.evidence(no) : w.pictures.noEvidence(no, KEEP_DAYS);
    return privately(room, turn, { text }, `查进度 ${found.ref}`);
  };
}

/** What was put out to be looked at is taken away, and originals whose time is over. */
export async function tidy(room: Room, moment: number): Promise<Answer> {
  const { kit } = room;
  const db = of(kit.db);
  const shown = await db.selectFrom("ticket_glances").select("hash").where("until", "<=", moment).execute();
  return async (tx) => {
    // A case may have come to show it: then it is kept for that.
    await waste(
      tx,
      shown.map((one) => one.hash),
    );
    await of(tx).deleteFrom("ticket_glances").where("until", "<=", moment).execute();
    const due = await of(tx).selectFrom("ticket_originals").selectAll().where("look_at", "<=", moment).execute();
    for (const one of due) {
      const key = of(tx).updateTable("ticket_originals").where("ticket", "=", one.ticket);
      const row = key.where("seq", "=", one.seq).where("n", "=", one.n);
      if (!(await isUp(room, tx, one.ticket))) await row.set({ look_at: kit.now() + DAY_MS }).execute();
      else {
        const gone = of(tx).deleteFrom("ticket_originals").where("ticket", "=", one.ticket);
        await gone.where("seq", "=", one.seq).where("n", "=", one.n).execute();
        const others = of(tx).selectFrom("ticket_originals").select("hash").where("hash", "=", one.hash);
        if (!(await others.executeTakeFirst())) await waste(tx, [one.hash]);
      }
    }
    return undefined;
  };
}

async function isUp({ kit }: Room, tx: Tx, no: string): Promise<boolean> {
  const row = await byNo(tx, no);
  if (!row) return true;
  if (!isOver(row.state) || (await isEvidence(tx, no))) return false;
  const last = (await eventsOf(tx, no)).at(-1)?.at ?? row.created_at;
  return last + KEEP_DAYS * DAY_MS <= kit.now();
}
