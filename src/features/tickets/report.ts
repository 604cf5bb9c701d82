/**
 * 报表 2026-10: the counts that such reports carry (联席会议, 督导调度, 走访, 解决问题; PRODUCT.md §1.2 #22), and what people
 * said with their verdicts. What the office did itself is its own and exact; what speaks of people's cases hides small cells.
 */
import { type Answer, type Turn, UserError } from "#bot";
import { activitiesIn } from "./activities.ts";
import { factsOf } from "./facts.ts";
import { kindNames } from "./kinds.ts";
import { monthOf } from "./period.ts";
import { privately, type Room, today } from "./room.ts";
import { cellText } from "./statistics-said.ts";
import { LEAST, suppress } from "./suppress.ts";
import { ratingsIn, ratingWordsIn } from "./survey-rows.ts";
import { unitsBelow } from "./units-below.ts";

/** Remarks shown: more is not read on a phone. */
const REMARKS = 10;

export async function report(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const say = w.back.report;
  const places = await unitsBelow(kit, turn.by, w.back.figure.noUnit);
  const month = monthOf(turn.rest, today(kit));
  if (month === undefined) throw new UserError(say.noMonth);
  const ids = places.map((place) => place.id);
  const names = ids.map((id) => id ?? "");
  const facts = await factsOf(kit, turn.by, ids, month);
  const done = await activitiesIn(kit.db, names, month);
  const received = suppress(kindNames.map((kind) => facts.filter((fact) => fact.kind === kind).length));
  const solved = suppress(kindNames.map((kind) => facts.filter((fact) => fact.kind === kind && fact.solved).length));
  const remarks = await remarksOf(room, names, month);
  const text = [
    say.head(month, places[0]?.name ?? ""),
    say.activities(done.get("meeting") ?? 0, done.get("supervision") ?? 0, done.get("visit") ?? 0),
    say.cases(cellText(received.total), cellText(solved.total)),
    ...kindNames.map((kind, i) =>
      say.line(w.label.kind[kind], cellText(received.cells[i] ?? "kept"), cellText(solved.cells[i] ?? "kept")),
    ),
    ...(remarks.length > 0 ? [say.remarks, ...remarks.map((remark) => `· ${remark}`)] : []),
    "",
    say.foot(LEAST),
  ].join("\n");
  return privately(room, turn, { text }, "报表");
}

/** Only of units with so many verdicts and so many remarks that none can be laid at one person's door. */
async function remarksOf({ kit }: Room, units: string[], month: string): Promise<string[]> {
  const ratings = await ratingsIn(kit.db, units, month);
  const words = await ratingWordsIn(kit.db, units, month);
  const many = units.filter((unit) => {
    const own = ratings.filter((rating) => rating.unit === unit);
    const n = own.reduce((sum, rating) => sum + rating.n, 0);
    return n >= LEAST && words.filter((remark) => remark.unit === unit).length >= LEAST;
  });
  const shown = words.filter((remark) => many.includes(remark.unit));
  return shown.slice(0, REMARKS).map((remark) => remark.text.replace(/\s+/g, " "));
}
