/** People as rows: how they are read, and what a row means. */
import type { Address, Database, Member, Role, Settings } from "#bot";
import type { MemberTables } from "./store.ts";

/** From the least to the most. */
export const ROLES: Role[] = ["member", "handler", "secretary", "admin"];

export interface Found {
  id: string;
  address: Address;
  name: string;
  own_name: number;
  role: string;
  unit: string | null;
  unit_name: string | null;
  parent: string | null;
  consent: string | null;
  noticed: string | null;
  met_at: number | null;
}

/** A person by the address they speak from: when it was last used, and when another of theirs was. */
export interface Known extends Found {
  used_at: number;
  /** Null for all who have one address. */
  elsewhere: number | null;
}

/** The reading half of the directory. `version`: of the notice in force. */
export function peopleRows(database: Database, settings: Settings, version: string) {
  const db = database.db.withTables<MemberTables>();
  const byAddress = database.compile<MemberTables, { address: string }, Known>((all, bind) =>
    all
      .selectFrom("addresses")
      .innerJoin("people", "people.id", "addresses.person")
      .leftJoin("units", "units.id", "people.unit")
      .select([
        "people.id",
        "addresses.address",
        "people.name",
        "people.own_name",
        "people.role",
        "people.unit",
        "people.consent",
        "people.noticed",
      ])
      .select(["units.name as unit_name", "units.parent", "addresses.met_at", "addresses.used_at"])
      .select((from) =>
        from
          .selectFrom("addresses as other")
          .select((e) => e.fn.max("other.used_at").as("at"))
          .whereRef("other.person", "=", "people.id")
          .whereRef("other.address", "!=", "addresses.address")
          .as("elsewhere"),
      )
      .where("addresses.address", "=", bind<string>("address")),
  );

  /** Roles come from the table, or from ADMINS, which stands above all units. */
  function asMember(row: Found): Member {
    const listed = settings.admins.includes(row.address);
    const role = listed ? "admin" : (ROLES.find((one) => one === row.role) ?? "member");
    const unit =
      row.unit !== null && row.unit_name !== null
        ? { id: row.unit, name: row.unit_name, ...(row.parent ? { parent: row.parent } : {}) }
        : undefined;
    return {
      id: row.id,
      address: row.address,
      name: row.name,
      role,
      met: row.met_at !== null && row.noticed === version,
      ...(unit ? { unit } : {}),
      ...(row.consent ? { consent: row.consent } : {}),
    };
  }

  const everybody = () =>
    db
      .selectFrom("people")
      .innerJoin("addresses", "addresses.person", "people.id")
      .leftJoin("units", "units.id", "people.unit")
      .select([
        "people.id",
        "people.name",
        "people.own_name",
        "people.role",
        "people.unit",
        "people.consent",
        "people.noticed",
      ])
      .select(["units.name as unit_name", "units.parent", "addresses.met_at", "addresses.address", "addresses.used_at"])
      .orderBy("addresses.used_at", "desc");

  /** One member a person, by the address last used. */
  function distinct(rows: (Omit<Found, "address"> & { address: string })[]): Member[] {
    const seen = new Map<string, Member>();
    for (const row of rows)
      if (!seen.has(row.id)) seen.set(row.id, asMember({ ...row, address: row.address as Address }));
    return [...seen.values()];
  }

  /** The person behind an address. */
  const found = async (address: Address): Promise<Known | undefined> =>
    (await database.run(undefined, byAddress, { address }))[0];

  return { found, asMember, everybody, distinct };
}
