/** Queries about codes, tries, and the two sides of a link. All inside the transaction that holds the links' lock. */
import type { Kit, Member, Role, Tx } from "#bot";
import type { Side } from "./join.ts";
import { ROLES } from "./people-rows.ts";
import type { LinkCode, MemberTables } from "./store.ts";

/** One at a time: links are rare, and two that cross would otherwise each undo what the other relies on. */
export function hold(kit: Kit, tx: Tx): Promise<void> {
  return kit.lock(tx, "members.links");
}

export const tables = (tx: Tx) => tx.withTables<MemberTables>();

/** Who stands behind an address now, whatever a handler knew when it began to think. */
export async function sideOf(kit: Kit, tx: Tx, address: string): Promise<Side | undefined> {
  const row = await tables(tx)
    .selectFrom("addresses")
    .innerJoin("people", "people.id", "addresses.person")
    .leftJoin("units", "units.id", "people.unit")
    .selectAll("people")
    .select(["addresses.address", "units.name as unit_name"])
    .where("addresses.address", "=", address)
    .executeTakeFirst();
  return row && { ...row, listed: kit.settings.admins.some((one) => one === address) };
}

/** The side as other features know people. */
export function asMember(side: Side): Member {
  const role: Role = ROLES.find((one) => one === side.role) ?? "member";
  return {
    id: side.id,
    address: side.address as Member["address"],
    name: side.name,
    role: side.listed ? "admin" : role,
    met: true,
    ...(side.unit !== null ? { unit: { id: side.unit, name: side.unit_name ?? "" } } : {}),
    ...(side.consent !== null ? { consent: side.consent } : {}),
  };
}

/** A new code takes the place of the one before. */
export async function openCode(tx: Tx, code: LinkCode): Promise<void> {
  await tables(tx).deleteFrom("link_codes").where("person", "=", code.person).where("used", "=", 0).execute();
  await tables(tx).insertInto("link_codes").values(code).execute();
}

export function codeOf(tx: Tx, hash: string): Promise<LinkCode | undefined> {
  return tables(tx).selectFrom("link_codes").selectAll().where("hash", "=", hash).executeTakeFirst();
}

export async function changeCode(tx: Tx, hash: string, change: Partial<LinkCode>): Promise<void> {
  await tables(tx).updateTable("link_codes").set(change).where("hash", "=", hash).execute();
}

export async function dropCode(tx: Tx, hash: string): Promise<void> {
  await tables(tx).deleteFrom("link_codes").where("hash", "=", hash).execute();
}

/** Questions that wait for a tap at this address: of the one who said a code, or of the one whose code was confirmed. */
export function asked(tx: Tx, address: string, now: number): Promise<LinkCode[]> {
  return tables(tx)
    .selectFrom("link_codes")
    .selectAll()
    .where("until", ">", now)
    .where("used", "=", 0)
    .where((or) => or.or([or("asker", "=", address), or.and([or("address", "=", address), or("agreed", "=", 1)])]))
    .execute();
}

/** Codes that a person asked for or said, at whichever of these addresses, are over; those already used stay known. */
export async function dropCodes(tx: Tx, people: string[], addresses: string[]): Promise<void> {
  await tables(tx).deleteFrom("link_codes").where("person", "in", people).where("used", "=", 0).execute();
  if (addresses.length === 0) return;
  await tables(tx)
    .deleteFrom("link_codes")
    .where((or) => or.or([or("asker", "in", addresses), or("address", "in", addresses)]))
    .where("used", "=", 0)
    .execute();
}

/** A person's addresses, the one that keeps everything first. */
export function addressesOf(tx: Tx, person: string): Promise<MemberTables["addresses"][]> {
  return tables(tx)
    .selectFrom("addresses")
    .selectAll()
    .where("person", "=", person)
    .orderBy((order) => order.fn.coalesce("linked_at", order.val(0)))
    .orderBy("address")
    .execute();
}
