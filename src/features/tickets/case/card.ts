/** What staff see of a case: the same lines as in the reporter's preview, telephone numbers hidden (PRODUCT.md P37). */
import type { Reply } from "#bot";
import { maskPhones } from "../intake/mask.ts";
import type { Naming, Ticket } from "../store/tables.ts";
import type { Around } from "../told/around.ts";
import type { Words } from "../words/index.ts";
import { isOver } from "./lifecycle.ts";
import { UNCLAIMED } from "./moves.ts";

export type Shown = Pick<Ticket, "kind" | "text" | "where_text" | "lat" | "lon" | "datum"> & {
  naming: Naming;
  alias: string;
  /** The reporter's name, used only where the case is named. */
  name: string;
  pictures: number;
};

/** What, where, photos, who: exactly what the preview promised. */
export function lines(w: Words, shown: Shown): string[] {
  const { intake, staff, label } = w;
  const point =
    shown.lat === null || shown.lon === null ? "" : intake.point(shown.lat, shown.lon, shown.datum ?? "gcj02");
  const where = [maskPhones(shown.where_text), point].filter(Boolean).join("　");
  return [
    `${intake.lineWhat}：${shown.text === "" ? intake.pictureOnly : maskPhones(shown.text)}`,
    ...(where ? [`${intake.lineWhere}：${where}`] : []),
    ...(shown.pictures > 0 ? [intake.linePhotos(shown.pictures)] : []),
    staff.cardWho(whoOf(w, shown), shown.naming === "anonymous" ? "" : label.naming[shown.naming]),
  ];
}

/** The living card `ticket:<no>`, without an address. `joined`: how many others met the same; `helps`: for who assists. */
export function card(w: Words, row: Ticket, near: Around, joined: number, helps = false): Reply {
  const { staff, label } = w;
  const living = `ticket:${row.no}`;
  if (row.state === "withdrawn") return { text: staff.cardGone(row.no), living };
  const erased = row.person === null && row.naming !== "anonymous" && row.text === "";
  const shown = { ...row, name: near.name, pictures: near.files.length };
  const text = [
    staff.cardHead(row.no, label.kind[row.kind]),
    ...(erased ? [staff.cardErased] : lines(w, shown)),
    ...(joined > 0 ? [staff.cardJoined(joined)] : []),
    ...(near.assisting.length > 0
      ? [
          staff.cardUnits(
            near.unit,
            near.assisting.map((one) => one.name),
          ),
        ]
      : []),
    staff.cardDue(label.day(row.due, row.provisional === 1)),
    staff.cardState([stateOf(w, row), standing(w, row, near)].filter(Boolean).join("，")),
  ];
  // Who assists tells the lead; who leads claims.
  const free = UNCLAIMED.includes(row.state) && !helps;
  const buttons = isOver(row.state)
    ? []
    : [
        ...(helps ? [{ label: staff.advise, says: `意见 ${row.no}` }] : []),
        ...(free ? [{ label: staff.claim, says: `认领 ${row.no}` }] : []),
        { label: staff.open, says: `查看 ${row.no}` },
      ];
  return {
    text: text.join("\n"),
    living,
    ...(buttons.length > 0 ? { buttons } : {}),
    ...(near.files.length > 0 && !erased ? { files: near.files } : {}),
  };
}

/** The state as staff is told it: "you" is somebody else here. */
export function stateOf(w: Words, { state }: Pick<Ticket, "state">): string {
  return w.label.staffState[state] ?? w.label.state[state];
}

/** "已由孙主任认领，督办" or "还没人认领". */
export function standing(w: Words, row: Ticket, near: Around): string {
  const claimed = row.handler !== null && near.handler ? w.staff.cardHandler(near.handler.name || w.label.someone) : "";
  const free = row.handler === null && UNCLAIMED.includes(row.state) ? w.staff.cardFree : "";
  const watched = row.supervised === 1 && row.state !== "supervised" ? w.staff.cardSupervised : "";
  return [claimed || free, watched].filter(Boolean).join("，");
}

/** What may be done next by the one who claimed it. */
export function workButtons(w: Words, row: Ticket): NonNullable<Reply["buttons"]> {
  const { staff, verdict } = w;
  const answers =
    row.kind === "suggestion"
      ? [
          { label: verdict.word.adopted, says: `采纳 ${row.no}` },
          { label: verdict.word.partly, says: `部分采纳 ${row.no}` },
          { label: verdict.word.declined, says: `不采纳 ${row.no}` },
        ]
      : [
          { label: staff.reply, says: `答复 ${row.no}` },
          { label: staff.resolve, says: `办结 ${row.no}` },
        ];
  return [
    ...answers,
    { label: staff.ask, says: `追问 ${row.no}` },
    ...(row.extended || row.reopened ? [] : [{ label: staff.extend, says: `延期 ${row.no}` }]),
    ...(row.returned || row.designated ? [] : [{ label: staff.giveBack, says: `退回 ${row.no}` }]),
  ];
}

function whoOf(w: Words, shown: Shown): string {
  if (shown.naming === "named") return shown.name || w.label.visitor;
  return shown.naming === "confidential" ? shown.alias : w.label.nobody;
}
