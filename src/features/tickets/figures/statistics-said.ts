/** 统计 [本月|上月|2026-10]: a secretary asks how their units do; the answer is private, and nothing is pushed by itself. */
import { type Answer, type Turn, UserError } from "#bot";
import { kindNames } from "../case/kinds.ts";
import { votesIn } from "../reporter/survey-rows.ts";
import { privately, type Room, today } from "../room.ts";
import { unitsBelow } from "../staff/units-below.ts";
import { monthOf } from "./period.ts";
import { type Figures, figures, type Line } from "./statistics.ts";
import { type Cell, LEAST, type Share } from "./suppress.ts";
import { talliesOf } from "./tally.ts";

export async function statistics(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const { figure } = w.back;
  const places = await unitsBelow(kit, turn.by, figure.noUnit);
  const month = monthOf(turn.rest, today(kit));
  if (month === undefined) throw new UserError(figure.noMonth);
  const ids = places.map((place) => place.id ?? "");
  const [tallies, unitVotes, kindVotes] = await Promise.all([
    talliesOf(kit, turn.by, ids, month, figure.later),
    votesIn(kit.db, "unit", ids, month),
    votesIn(kit.db, "kind", ids, month),
  ]);
  const byUnit = figures(ids, tallies.byUnit, unitVotes);
  const byKind = figures(kindNames, tallies.byKind, kindVotes);
  const names = places.map((place) => place.name || figure.nobodys);
  const kinds = kindNames.map((kind) => w.label.kind[kind]);
  const text = [
    figure.head(month),
    ...(places.length > 1 ? table(room, figure.byUnit, names, byUnit) : [figure.ofUnit(names[0] ?? "")]),
    ...table(room, figure.byKind, kinds, byKind),
    line(room, figure.total, byKind.total),
    "",
    figure.foot(LEAST),
  ].join("\n");
  return privately(room, turn, { text }, "统计");
}

/** "<5" for what is too small, "—" for what is held back with it. */
export function cellText(cell: Cell): string {
  return cell === "few" ? `<${LEAST}` : cell === "kept" ? "—" : String(cell);
}

function table(room: Room, head: string, names: readonly string[], { lines }: Figures): string[] {
  const rows = lines.flatMap((one, i) => line(room, names[i] ?? "", one));
  return [`**${head}**`, ...rows, ""];
}

function line({ w: { back } }: Room, name: string, one: Line): string {
  const { figure } = back;
  return [
    `${name}　${figure.received} ${cellText(one.received)}`,
    `${figure.response} ${shareText(one.response)}`,
    `${figure.solution} ${shareText(one.solution)}`,
    `${figure.satisfaction} ${shareText(one.satisfaction)}`,
    `${figure.onTime} ${shareText(one.onTime)}`,
    one.days === undefined ? `${figure.median} —` : figure.days(one.days),
  ].join("　");
}

function shareText(share: Share): string {
  if (typeof share === "string") return cellText(share);
  if ("is" in share) return `${share.is}%`;
  return "least" in share ? `≥${share.least}%` : `≤${share.most}%`;
}
