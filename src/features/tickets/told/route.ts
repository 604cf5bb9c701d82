/** Which unit is responsible, and who there is told. Nothing is ever without an owner. */
import type { Address, Kit, Member, Unit } from "#bot";
import { cases, type Kind, kinds } from "../case/kinds.ts";
import { accusedUnits } from "../intake/accused.ts";
import { categoryOf } from "../intake/guess.ts";
import { placed, upward } from "../rules/place.ts";

export interface Desk {
  /** Handlers' groups. */
  groups: Address[];
  /** People told one by one, where no group may or can be. */
  people: Member[];
  /** Somebody who sits in the group must not see the case. */
  sealed: boolean;
}

/** What decides where a case belongs, beside who it accuses. */
export interface Spoken {
  kind: Kind;
  text: string;
  where: string;
  /** The unit of the group where it was spoken. */
  group: string | null;
}

export interface Owners {
  lead: Unit | undefined;
  assist: Unit[];
}

/** The responsible unit alone; see `ownersFor`. */
export async function unitFor(
  kit: Kit,
  start: string | undefined,
  accusing: string | undefined,
  spoken?: Spoken,
): Promise<Unit | undefined> {
  return (await ownersFor(kit, start, accusing, spoken)).lead;
}

/**
 * Who leads and who assists: by the responsibility map of the cases file. Where that is silent: the unit of the group where
 * it was spoken, else the person's own, else the root; always above whoever is accused. `start`: the group's unit, else the
 * person's own. No lead: only the admins may place it.
 */
export async function ownersFor(
  kit: Kit,
  start: string | undefined,
  accusing: string | undefined,
  spoken?: Spoken,
): Promise<Owners> {
  const units = await kit.members.units();
  const accused = new Set(accusing === undefined ? [] : accusedUnits(accusing, units).map((unit) => unit.id));
  const matter = spoken && {
    ...spoken,
    category: categoryOf(spoken.kind, `${spoken.text}${spoken.where}`),
    group: spoken.group ?? undefined,
    own: start,
  };
  return (
    (matter && placed(cases(), units, matter, accused)) ?? {
      lead: await nearest(kit, units, start, accused),
      assist: [],
    }
  );
}

async function nearest(
  kit: Kit,
  units: Unit[],
  start: string | undefined,
  accused: ReadonlySet<string>,
): Promise<Unit | undefined> {
  const roots = units.filter((unit) => unit.parent === undefined);
  const first = start ?? (roots.length === 1 ? roots[0]?.id : undefined);
  const path = first === undefined ? [] : upward(units, first);
  // Nor whoever stands below the accused: what their own desk cannot take would go up to them.
  const free = (unit: Unit) => upward(units, unit.id).every((one) => !accused.has(one.id));
  const lead = path.find(free);
  if (start !== undefined) return lead;
  // Nobody knows where the person belongs: the only handlers' group there is must be the one that takes it in.
  const groups = await kit.members.groups("handlers");
  if (lead && groups.some((group) => group.unit.id === lead.id)) return lead;
  const taking = new Map(groups.map((group) => [group.unit.id, group.unit]));
  const [only] = taking.size === 1 ? [...taking.values()] : [];
  return only && free(only) ? only : lead;
}

/**
 * Who is told of a unit's case: its handlers' group, else the nearest above, else staff, else the admins. Of a kind that is
 * private (信箱) the unit's secretaries alone, one by one.
 */
export async function deskOf(
  kit: Kit,
  unit: string | null,
  recused: ReadonlySet<string>,
  kind: Kind = "complaint",
): Promise<Desk> {
  const { members } = kit;
  if (kinds[kind].private) return { groups: [], people: await chiefsOf(kit, unit, recused), sealed: true };
  const fit = (people: Member[]) => people.filter((member) => !recused.has(member.id));
  if (unit === null) return alone(fit(await headsOf(kit)));
  const groups = await members.groups("handlers");
  let sealed = false;
  for (const { id } of upward(await members.units(), unit)) {
    const chats = groups.filter((group) => group.unit.id === id).map((group) => group.chat);
    if (chats.length === 0) continue;
    const staff = await members.staff("handler", id);
    if (!staff.some((member) => recused.has(member.id))) return { groups: chats, people: [], sealed };
    // A group cannot hide a card from one of its own: the others are told one by one.
    sealed = true;
    if (fit(staff).length > 0) return { groups: [], people: fit(staff), sealed };
  }
  const own = fit(await members.staff("handler", unit));
  if (own.length > 0) return { ...alone(own), sealed };
  const above = fit(await members.staff("secretary", unit, true));
  return { ...alone(above.length > 0 ? above : fit(await headsOf(kit))), sealed };
}

/** The unit's secretaries, else those above, else the admins. */
export async function chiefsOf(kit: Kit, unit: string | null, recused: ReadonlySet<string>): Promise<Member[]> {
  const fit = (people: Member[]) => people.filter((member) => !recused.has(member.id));
  if (unit !== null) {
    const own = fit(await kit.members.staff("secretary", unit));
    if (own.length > 0) return own;
    const above = fit(await kit.members.staff("secretary", unit, true));
    if (above.length > 0) return above;
  }
  return fit(await headsOf(kit));
}

/** Who stands above all units: the admins without a unit; in a house without any, whoever comes nearest to it. */
export async function headsOf(kit: Kit): Promise<Member[]> {
  const admins = await kit.members.staff("admin");
  const heads = admins.filter((member) => member.unit === undefined);
  if (heads.length > 0) return heads;
  return admins.length > 0 ? admins : kit.members.staff("secretary");
}

function alone(people: Member[]): Desk {
  return { groups: [], people, sealed: false };
}
