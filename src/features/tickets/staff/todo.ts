/** 我的待办 and 查看: what staff has to do, and the details of one case. Opening details is entered in the access log. */
import type { Answer, Turn, Tx, Unit } from "#bot";
import { card, stateOf, workButtons } from "../case/card.ts";
import { isOver } from "../case/lifecycle.ts";
import { UNCLAIMED } from "../case/moves.ts";
import { maskPhones } from "../intake/mask.ts";
import { inGroup, moment, type Room } from "../room.ts";
import { assistedBy } from "../store/assists.ts";
import { claimedBy, eventsOf, filesOf, joinersOf, waitingIn } from "../store/read.ts";
import type { Deed, Ticket } from "../store/tables.ts";
import { addAccess } from "../store/write.ts";
import { around, asFile } from "../told/around.ts";
import { assistedFor, onDesk } from "../told/desk.ts";
import { waiting } from "../wishes/review.ts";
import { readable } from "./readable.ts";

/** How much of a text stands in a list. */
const SHORT = 20;
/** Deeds that are about one of several units. */
const ABOUT_UNITS: readonly Deed[] = ["assist", "unassist", "advise"];
/** Buttons under a list: more do not fit a phone. */
const MOST_BUTTONS = 5;

export async function todo(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const { by } = turn;
  const group = inGroup(turn) ? await kit.members.groupOf(turn.message.chat) : undefined;
  if (inGroup(turn) && group?.purpose !== "handlers") return { text: w.staff.elsewhere };
  const units = await unitsOf(room, turn, group?.unit);
  const claimed = await claimedBy(kit.db, by.id);
  const own = await visible(room, turn, group ? claimed.filter((row) => units.includes(row.unit)) : claimed);
  const free = await visible(
    room,
    turn,
    (await waitingIn(kit.db, units, UNCLAIMED)).filter((row) => row.handler === null),
  );
  const chief = await kit.members.may(by, "secretary", group?.unit.id ?? by.unit?.id);
  const returned = chief ? await visible(room, turn, await waitingIn(kit.db, units, ["returned"])) : [];
  const watched = chief ? await visible(room, turn, await waitingIn(kit.db, units, ["supervised"])) : [];
  const helps = await visible(
    room,
    turn,
    await assistedBy(
      kit.db,
      units.filter((unit) => unit !== null),
    ),
    true,
  );
  const wishes = chief ? await waiting(room, turn.by) : [];
  const line = (row: Ticket, text: boolean) =>
    w.staff.todoLine(
      row.no,
      w.label.kind[row.kind],
      w.label.day(row.due, row.provisional === 1),
      text && !group ? [...maskPhones(row.text)].slice(0, SHORT).join("") : stateOf(w, row),
    );
  const part = (head: string, rows: Ticket[], text: boolean) =>
    rows.length > 0 ? [head, ...rows.map((row) => line(row, text))] : [];
  const text = [
    ...part(w.staff.todoMine, own, true),
    ...part(w.staff.todoFree, free, false),
    ...part(
      w.staff.todoAssisting,
      helps.filter((row) => !own.some((one) => one.no === row.no)),
      false,
    ),
    ...part(w.staff.todoReturned, returned, false),
    ...(wishes.length > 0
      ? [
          w.wish.reviewList,
          ...wishes.map((row) => w.wish.reviewLine(row.no, group ? "" : maskPhones(row.text).slice(0, SHORT))),
        ]
      : []),
    ...part(
      w.staff.todoSupervised,
      watched.filter((row) => row.handler !== null && row.handler !== by.id),
      false,
    ),
  ];
  if (text.length === 0) return { text: w.staff.todoNone };
  const buttons = [
    ...own.map((row) => ({ label: `${w.staff.open} ${row.no}`, says: `查看 ${row.no}` })),
    ...free.map((row) => ({ label: `${w.staff.claim} ${row.no}`, says: `认领 ${row.no}` })),
    ...returned.map((row) => ({ label: `${w.staff.designate} ${row.no}`, says: `指定 ${row.no}` })),
    ...wishes.map((row) => ({ label: `${w.wish.review} ${row.no}`, says: `审心愿 ${row.no}` })),
    ...helps.map((row) => ({ label: `${w.staff.open} ${row.no}`, says: `查看 ${row.no}` })),
  ].slice(0, MOST_BUTTONS);
  const said = { text: [w.staff.todoHead, ...text, ...(group ? [w.staff.todoInPrivate] : [])].join("\n"), buttons };
  return async (tx) => {
    if (!group) for (const row of own) await logged(room, tx, turn, row, "list");
    return said;
  };
}

/** 查看 NO: everything staff may see, with the case's past. */
export async function view(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const { row, assisting } = await onDesk(room, turn, "查看", "handler", true);
  const near = await around(kit, row);
  const events = await eventsOf(kit.db, row.no);
  const files = (await filesOf(kit.db, row.no)).map(asFile);
  const joined = (await joinersOf(kit.db, row.no)).length;
  const { living: _, ...sheet } = card(w, row, near, joined, assisting !== undefined);
  const units = new Map((await kit.members.units()).map((unit) => [unit.id, unit.name]));
  const hidden = row.state === "withdrawn";
  const past = events.map((event) => {
    const words = event.text && !hidden ? `：${maskPhones(event.text)}` : "";
    const what = w.label.staffDeed[event.deed] ?? w.reporter.deed[event.deed] ?? event.deed;
    const who = ABOUT_UNITS.includes(event.deed) ? `（${units.get(event.unit ?? "") ?? w.label.unit}）` : "";
    return w.reporter.deedLine(moment(kit, event.at), `${what}${who}${words}`);
  });
  const mine = row.handler === turn.by.id && !isOver(row.state);
  return async (tx) => {
    await logged(room, tx, turn, row, "open");
    return {
      ...sheet,
      text: [sheet.text, "", w.staff.openHead, ...past].join("\n"),
      ...(mine ? { buttons: workButtons(w, row) } : {}),
      ...(files.length > 0 && !hidden ? { files } : {}),
    };
  };
}

async function logged(room: Room, tx: Tx, turn: Turn, row: Ticket, what: "list" | "open"): Promise<void> {
  await room.kit.lock(tx, `ticket:${row.no}`);
  const { by } = turn;
  const at = room.kit.now();
  await addAccess(tx, { ticket: row.no, at, person: by.id, unit: by.unit?.id ?? null, role: by.role, what });
}

/** In a group nothing of a sealed case; anywhere nothing that this member must not see. */
async function visible(room: Room, turn: Turn, rows: Ticket[], helps = false): Promise<Ticket[]> {
  const open = rows.filter((row) => !inGroup(turn) || row.sealed === 0);
  if (!helps) return readable(room.kit, turn.by, open, "handler");
  const seen: Ticket[] = [];
  for (const row of open) if ((await assistedFor(room.kit, turn.by, row)) !== undefined) seen.push(row);
  return seen;
}

/** The units that this member answers for; in a handlers' group no more than that group's. */
async function unitsOf(room: Room, turn: Turn, group: Unit | undefined): Promise<(string | null)[]> {
  const { members } = room.kit;
  const own = (await members.unitsOf(turn.by, "handler")).map((unit) => unit.id);
  if (group !== undefined) {
    const here = await members.unitsOf({ ...turn.by, role: "handler", unit: group }, "handler");
    return own.filter((id) => here.some((unit) => unit.id === id));
  }
  const found: (string | null)[] = own;
  // Cases that no unit has; mayDo leaves them to the heads of the house.
  if (turn.by.role !== "handler") found.push(null);
  return found;
}
