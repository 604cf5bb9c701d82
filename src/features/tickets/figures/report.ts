/**
 * 报表 2026-10: the counts that such reports carry (联席会议, 督导调度, 走访, 解决问题; PRODUCT.md §1.2 #22), and what people
 * said with their verdicts. What the office did itself is its own and exact; what speaks of people's cases hides small cells.
 */
import { type Answer, type Turn, UserError } from "#bot";
import { kindNames } from "../case/kinds.ts";
import { remarksIn, votesIn } from "../reporter/survey-rows.ts";
import { privately, type Room, today } from "../room.ts";
import { activitiesIn } from "../staff/activities.ts";
import { unitsBelow } from "../staff/units-below.ts";
import { verdictCounts } from "../staff/verdict.ts";
import { monthOf } from "./period.ts";
import { total } from "./statistics.ts";
import { cellText } from "./statistics-said.ts";
import { LEAST, suppress } from "./suppress.ts";
import { talliesOf } from "./tally.ts";

/** Remarks shown: more is not read on a phone. */
const REMARKS = 10;

export async function report(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const say = w.back.report;
  const places = await unitsBelow(kit, turn.by, w.back.figure.noUnit);
  const month = monthOf(turn.rest, today(kit));
  if (month === undefined) throw new UserError(say.noMonth);
  const units = places.map((place) => place.id ?? "");
  const [{ byKind }, done, verdicts, remarks] = await Promise.all([
    talliesOf(kit, turn.by, units, month, w.back.figure.later),
    activitiesIn(kit.db, units, month),
    verdictCounts(room, units, month),
    remarksOf(room, units, month),
  ]);
  const of = (count: "n" | "solved") =>
    suppress(kindNames.map((kind) => total(byKind, (one) => (one.key === kind ? one[count] : 0))));
  const [received, solved] = [of("n"), of("solved")];
  const { cells } = suppress(verdicts);
  const verdict = (i: number) => cellText(cells[i] ?? "kept");
  const text = [
    say.head(month, places[0]?.name ?? ""),
    say.activities(done.get("meeting") ?? 0, done.get("supervision") ?? 0, done.get("visit") ?? 0),
    say.cases(cellText(received.total), cellText(solved.total)),
    ...kindNames.map((kind, i) =>
      say.line(w.label.kind[kind], cellText(received.cells[i] ?? "kept"), cellText(solved.cells[i] ?? "kept")),
    ),
    w.verdict.report(verdict(0), verdict(1), verdict(2)),
    ...(remarks.length > 0 ? [say.remarks, ...remarks.map((remark) => `· ${remark}`)] : []),
    "",
    say.foot(LEAST),
  ].join("\n");
  return privately(room, turn, { text }, "报表");
}

/** Only of units with so many verdicts and so many remarks that none can be laid at one person's door. */
async function remarksOf({ kit }: Room, units: string[], month: string): Promise<string[]> {
  const votes = await votesIn(kit.db, "unit", units, month);
  const rated = votes.filter(({ n }) => n >= LEAST).map(({ key }) => key);
  const words = await remarksIn(kit.db, rated, month, LEAST, REMARKS);
  return words.map((text) => text.replace(/\s+/g, " "));
}
