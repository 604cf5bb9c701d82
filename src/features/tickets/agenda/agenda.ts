/** 议题: a draft for the joint meeting in which nobody can be told, read and approved by a second person. */
import { createHash } from "node:crypto";
import { type Answer, type Member, type Reply, type Turn, type Unit, UserError } from "#bot";
import { kinds } from "../case/kinds.ts";
import { seenInList } from "../case/seen.ts";
import type { AgendaItem } from "../figures/store-back.ts";
import { LEAST } from "../figures/suppress.ts";
import { accusedAmong } from "../intake/accused.ts";
import { hideName } from "../intake/mask.ts";
import { decent, inGroup, type Room, today } from "../room.ts";
import { readable } from "../staff/readable.ts";
import { unitsBelow } from "../staff/units-below.ts";
import { byNos } from "../store/read.ts";
import type { Ticket } from "../store/tables.ts";
import { remembered } from "../told/remembered.ts";
import { type Picked, pick } from "./agenda-pick.ts";
import { agendaBy, drawUp, editItem, setAgenda, type WithItems } from "./agenda-rows.ts";
import { deidentified, namesPerson } from "./deidentify.ts";
import { joinersIn, openIn } from "./open-rows.ts";

/** Cases looked through, the most overdue first; and how much of a case's words stands in its title. */
const MOST = 500;
const LETTERS = 40;

/** 议题, 议题 重拟, 议题 去 2, 议题 改 2 新的说法, 议题 送审. Approval is another's: see approve.ts. */
export async function agenda(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const { agenda: say } = w.back;
  if (inGroup(turn)) throw new UserError(say.private);
  const said = turn.rest.normalize("NFKC").trim();
  if (/^(重拟|重来|新的)$/.test(said)) return drafted(room, turn);
  const now = await agendaBy(kit.db, turn.by.id);
  if (said === "" && !now) return drafted(room, turn);
  if (!now) throw new UserError(say.none);
  if (said === "") return shown(room, now);
  if (/^送审$/.test(said)) return sent(room, turn, now);
  const edit = /^(去|删|改)\s*(\d{1,2})\s*(.*)$/su.exec(said);
  const item = now.items.find((one) => one.n === Number(edit?.[2]));
  if (!edit || !item) throw new UserError(say.how);
  const title = edit[1] === "改" ? decent(room, edit[3] ?? "") : null;
  if (title === "") throw new UserError(say.how);
  return async (tx) => {
    await kit.lock(tx, `agenda:${now.id}`);
    await editItem(tx, now.id, item.n, title === null ? null : cut(title), kit.now());
    const after = await agendaBy(tx, turn.by.id);
    return after ? shown(room, after) : { text: say.none };
  };
}

async function drafted(room: Room, turn: Turn): Promise<Answer> {
  const { kit, w } = room;
  const house = { ...kit, members: remembered(kit.members) };
  const places = await unitsBelow(house, turn.by, w.back.figure.noUnit);
  const here = places.map((place) => place.id);
  const [rows, joiners, units, staff] = await Promise.all([
    openIn(kit.db, here, MOST),
    joinersIn(kit.db, here, MOST),
    house.members.units(),
    house.members.staff("handler"),
  ]);
  const open = await readable(house, turn.by, rows, "secretary");
  // A letter is between its writer and the secretary: it is on no meeting's agenda.
  const seen = open.filter((row) => !kinds[row.kind].private);
  const joined = new Map([...joiners].map(([no, people]) => [no, people.length]));
  const picked = pick(seen, joined, today(kit));
  if (picked.length === 0) return { text: w.back.agenda.empty };
  const peopleOf = (row: Ticket) => [row.person ?? [], joiners.get(row.no) ?? []].flat();
  const known = await kit.members.byIds([...new Set(picked.flatMap(({ row }) => peopleOf(row)))]);
  const named = accusedAmong(staff);
  const items = picked.map((one): Omit<AgendaItem, "agenda" | "n"> => {
    const own = peopleOf(one.row).flatMap((id) => known.get(id)?.name ?? []);
    return { ticket: one.row.no, why: one.why, title: titled(w, one, own, { units, named }) };
  });
  return async (tx) => {
    await seenInList(
      room,
      tx,
      [turn.by],
      items.map((item) => item.ticket),
    );
    return shown(room, await drawUp(tx, { unit: turn.by.unit?.id ?? "", by_person: turn.by.id, at: kit.now() }, items));
  };
}

interface House {
  units: readonly Unit[];
  /** The staff whose names stand in a text. */
  named(text: string): Member[];
}

/**
 * Kind, unit, how many, and what may be read of the words: nothing where a person is named or the case is sealed. `own`: the
 * names of those whose case it is.
 */
function titled(w: Room["w"], { row, many }: Picked, own: readonly string[], { units, named }: House): string {
  const { agenda } = w.back;
  // Who names themselves accuses nobody.
  const others = own.reduce((text, name) => hideName(text, name, ""), row.text);
  const hidden = row.sealed === 1 || (kinds[row.kind].accuses && namesPerson(others, named(others)));
  const people = [...named(row.text).map((member) => member.name), ...own];
  const told = () => cut(deidentified(row.text, { people, units })) || agenda.picture;
  const where = row.unit === null ? "" : (units.find((unit) => unit.id === row.unit)?.name ?? "");
  const more = many < 2 ? "" : agenda.many(many < LEAST ? undefined : many);
  return [w.label.kind[row.kind], where, more, hidden ? agenda.hidden : told()].filter(Boolean).join("　");
}

function shown({ w }: Room, now: WithItems): Reply {
  const { agenda } = w.back;
  const text = [agenda.head(now.state === "in_review"), ...listed(w, now), "", agenda.how].join("\n");
  return { text, buttons: now.items.length > 0 ? [{ label: agenda.send, says: "议题 送审" }] : [] };
}

/** The lines for those who draw up and approve, with numbers; a meeting reads them without: a group may know whose one is. */
export function listed({ back }: Room["w"], { items }: WithItems, numbers = true): string[] {
  const line = (item: AgendaItem) => `${back.agenda.why[item.why]}　${item.title || back.agenda.gone}`;
  return items.map((item) => `${item.n}. ${numbers ? `${item.ticket}　` : ""}${line(item)}`);
}

/** What exactly is approved: any change makes another. */
export function stampOf({ id, items }: WithItems): string {
  const content = items.map(({ n, ticket, why, title }) => [n, ticket, why, title]);
  return createHash("sha256")
    .update(JSON.stringify([id, content]))
    .digest("hex")
    .slice(0, 8);
}

/** The cases on it, as they are now. */
export async function casesOn({ kit }: Room, now: WithItems): Promise<Ticket[]> {
  const nos = now.items.map((item) => item.ticket);
  return byNos(kit.db, nos);
}

/** May this person read every case on it? Whoever must recuse themselves from one approves none. */
export async function mayRead(
  { kit }: Room,
  member: Member,
  now: WithItems,
  rows: readonly Ticket[],
): Promise<boolean> {
  const known = new Set((await readable(kit, member, rows, "secretary")).map((row) => row.no));
  return now.items.every(({ ticket }) => known.has(ticket));
}

async function sent(room: Room, turn: Turn, now: WithItems): Promise<Answer> {
  const { kit, w } = room;
  const { agenda } = w.back;
  if (now.items.length === 0) throw new UserError(agenda.empty);
  const house = { ...room, kit: { ...kit, members: remembered(kit.members) } };
  const rows = await casesOn(room, now);
  const readers: Member[] = [];
  for (const one of await kit.members.staff("secretary", now.unit || undefined, ...(now.unit ? [true as const] : [])))
    if (one.id !== turn.by.id && (await mayRead(house, one, now, rows))) readers.push(one);
  if (readers.length === 0) throw new UserError(agenda.nobody);
  return async (tx) => {
    await kit.lock(tx, `agenda:${now.id}`);
    await setAgenda(tx, now.id, { state: "in_review", at: kit.now() });
    await seenInList(
      room,
      tx,
      readers,
      now.items.map((item) => item.ticket),
    );
    const text = [agenda.please(turn.by.name), ...listed(w, now)].join("\n");
    const buttons = [{ label: agenda.approve, says: `批准议题 ${now.id}-${stampOf(now)}` }];
    return [{ text: agenda.sent(readers.length) }, ...readers.map((one) => ({ text, buttons, to: one.address }))];
  };
}

function cut(text: string): string {
  const letters = [...text];
  return letters.length > LETTERS ? `${letters.slice(0, LETTERS).join("")}…` : text;
}
