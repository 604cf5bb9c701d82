/** Who is who, asked once: for work on many cases in one go, where the same units and staff come up again and again. */
import type { Member, Members, Role } from "#bot";

/**
 * Answers as `members` did the first time. Only for the length of one piece of work: people come and go. `known`: who
 * was asked for already, all at once.
 */
export function remembered(members: Members, known: ReadonlyMap<string, Member> = new Map()): Members {
  const byId = once(members.byId);
  const units = once(members.units);
  const unitsOf = once(members.unitsOf);
  const reach = once(async (member: Member, role: Role) => {
    const units = await unitsOf(member, role);
    return new Set(units.map((unit) => unit.id));
  });
  return {
    ...members,
    units,
    unitsOf,
    unitById: async (id) => (await units()).find((unit) => unit.id === id),
    groups: once(members.groups),
    staff: once(members.staff),
    byId: async (id) => known.get(id) ?? byId(id),
    addressOf: async (id) => (known.get(id) ?? (await byId(id)))?.address,
    within: once(members.within),
    // One walk down the tree instead of one up from each unit.
    may: async (member, role, unit) =>
      unit === undefined || (member.role === "admin" && !member.unit)
        ? members.may(member, role, unit)
        : (await reach(member, role)).has(unit),
  };
}

function once<A extends unknown[], R>(ask: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  const answers = new Map<string, Promise<R>>();
  return (...args) => {
    const key = JSON.stringify(args);
    const known = answers.get(key) ?? ask(...args);
    answers.set(key, known);
    return known;
  };
}
