/** The directory: `Members` over the tables. Nothing is cached, so that a role taken away is gone at once. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Address, Behind, Database, Group, Member, Members, Role, Settings, Tx, Unit } from "#bot";
import { acquaintances } from "./acquaintances.ts";
import { climb } from "./climb.ts";
import { peopleRows, ROLES } from "./people-rows.ts";
import type { MemberTables } from "./store.ts";
import { downward, upward } from "./tree.ts";

export interface DirectoryParts {
  database: Database;
  settings: Settings;
  now(): number;
  /** The version of the notice in force. */
  version: string;
}

/** What members.index and the set-up shortcuts may also do. */
export interface Directory extends Members {
  /** The unit of that name, made if it is new. */
  makeUnit(tx: Tx, name: string, parent?: string): Promise<Unit>;
  appoint(tx: Tx, person: string, role: Role, unit: string | undefined): Promise<void>;
  bind(tx: Tx, chat: Address, unit: string, purpose: Group["purpose"], by: string): Promise<void>;
  unbind(tx: Tx, chat: Address): Promise<void>;
  /** Those of these known people who have yet to be shown the notice in force; from now on they count as shown it. */
  meet(tx: Tx, addresses: readonly Address[]): Promise<Map<Address, { consented: boolean }>>;
  /** A person by exact name among the people of one adapter; undefined when none or several have it. */
  named(adapter: string, name: string): Promise<Member | undefined>;
}

/** So many values a statement: SQLite takes 32,766 of them, and plans must not depend on how many there are. */
const MOST = 500;

function* parts<T>(all: readonly T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += MOST) yield all.slice(from, from + MOST);
}

export function directory({ database, settings, now, version }: DirectoryParts): Directory {
  const db = database.db.withTables<MemberTables>();
  const tables = (tx: Tx) => tx.withTables<MemberTables>();
  const { found, asMember, everybody, distinct } = peopleRows(database, settings, version);
  const upFrom = climb(database);
  const { make, rename, touch } = acquaintances(database, now);

  async function find(address: Address): Promise<Member | undefined> {
    const row = await found(address);
    return row ? asMember(row) : undefined;
  }

  const asUnit = ({ id, name, parent }: MemberTables["units"]): Unit => (parent ? { id, name, parent } : { id, name });
  const units = async (): Promise<Unit[]> =>
    (await db.selectFrom("units").selectAll().orderBy("name").execute()).map(asUnit);
  const unitBy = async (what: "id" | "name", value: string): Promise<Unit | undefined> => {
    const row = await db.selectFrom("units").selectAll().where(what, "=", value).executeTakeFirst();
    return row && asUnit(row);
  };

  const within = async (unit: string | undefined, above: string | undefined): Promise<boolean> => {
    if (unit === undefined || above === undefined) return false;
    if (unit === above) return true;
    return (await upFrom(unit)).includes(above);
  };

  const byIds = async (ids: readonly string[]): Promise<Map<string, Member>> => {
    const found = new Map<string, Member>();
    for (const part of parts(ids)) {
      const people = distinct(await everybody().where("people.id", "in", part).execute());
      for (const member of people) found.set(member.id, member);
    }
    return found;
  };

  return {
    async of(address, name = "") {
      if (address.startsWith("clock:")) return { id: "", address, name: "", role: "member", met: true };
      let row = await found(address);
      if (!row) {
        await make(address, name.slice(0, 32));
        row = await found(address);
      }
      if (!row) throw new Error("a person could not be made known");
      if (row.elsewhere !== null && row.elsewhere >= row.used_at) await touch(row);
      // Names are shown to staff: cut, so that nobody speaks through them (ANSWERS.md A07).
      const called = name.slice(0, 32);
      if (called && !row.own_name && called !== row.name) {
        await rename(row, called);
        row = { ...row, name: called };
      }
      return asMember(row);
    },
    find,
    byId: async (id) => (await byIds([id])).get(id),
    byIds,
    async groups(purpose, unit) {
      const all = await units();
      const wanted = unit === undefined ? all : downward(all, unit);
      const rows = await db
        .selectFrom("bound_chats")
        .selectAll()
        .where("purpose", "=", purpose)
        .orderBy("bound_at")
        .orderBy("chat")
        .execute();
      return rows.flatMap((row) => {
        const owner = wanted.find((one) => one.id === row.unit);
        return owner ? [{ chat: row.chat as Address, unit: owner, purpose }] : [];
      });
    },
    async groupOf(chat) {
      const row = await db.selectFrom("bound_chats").selectAll().where("chat", "=", chat).executeTakeFirst();
      const unit = row && (await unitBy("id", row.unit));
      return row && unit ? { chat, unit, purpose: row.purpose === "handlers" ? "handlers" : "members" } : undefined;
    },
    async staff(role, unit, up) {
      const path = unit === undefined ? undefined : up ? upward(await units(), unit).map((one) => one.id) : [unit];
      const least = ROLES.slice(ROLES.indexOf(role));
      const people = everybody().where("people.role", "in", least);
      const ranked = role === "member" ? people : people.where("people.role", "<>", sql.lit("member"));
      const here =
        path === undefined
          ? ranked
          : ranked.where((e) =>
              e.or([e("people.unit", "in", [...path, ""]), ...(up ? [e("people.role", "=", "admin")] : [])]),
            );
      const above = path === undefined || up;
      const named = everybody().where("addresses.address", "in", settings.admins);
      const listed = above && settings.admins.length > 0 ? await named.execute() : [];
      const admins = distinct(listed);
      // One person with several addresses is told once; an admin where ADMINS names them.
      const others = distinct(await here.execute()).filter((one) => !admins.some((admin) => admin.id === one.id));
      const all = [...others, ...admins];
      // An admin named in ADMINS who never wrote is still somebody to write to.
      const silent = above
        ? settings.admins.filter(
            (address) => !all.some((one) => one.address === address) && !listed.some((row) => row.address === address),
          )
        : [];
      for (const address of silent) all.push({ id: "", address, name: "", role: "admin", met: false });
      const seen = new Set<Address>();
      return all.filter(({ address }) => seen.size < seen.add(address).size);
    },
    unit: (name) => unitBy("name", name.trim()),
    unitById: (id) => unitBy("id", id),
    units,
    within,
    async may(member, role, unit) {
      if (ROLES.indexOf(member.role) < ROLES.indexOf(role)) return false;
      if (member.role === "admin" && !member.unit) return true;
      return unit === undefined ? true : within(unit, member.unit?.id);
    },
    async unitsOf(member, role) {
      if (ROLES.indexOf(member.role) < ROLES.indexOf(role)) return [];
      const all = await units();
      if (member.role === "admin" && !member.unit) return all;
      return member.unit ? downward(all, member.unit.id) : [];
    },
    async addressOf(id) {
      const row = await db
        .selectFrom("addresses")
        .select("address")
        .where("person", "=", id)
        .orderBy("used_at", "desc")
        .executeTakeFirst();
      return row?.address as Address | undefined;
    },
    async behind(tx, addresses) {
      const found = new Map<Address, Behind>(addresses.map((address) => [address, "group"]));
      for (const part of parts(addresses)) {
        const rows = tables(tx).selectFrom("addresses").select(["address", "met_at"]).where("address", "in", part);
        for (const row of await rows.execute())
          found.set(row.address as Address, row.met_at === null ? "unmet" : "met");
      }
      return found;
    },
    async consent(tx, member) {
      await tables(tx)
        .updateTable("people")
        .set({ consent: version, consent_at: now() })
        .where("id", "=", member.id)
        .execute();
    },
    async makeUnit(tx, name, parent) {
      const known = await tables(tx).selectFrom("units").selectAll().where("name", "=", name).executeTakeFirst();
      if (known) return { id: known.id, name: known.name, ...(known.parent ? { parent: known.parent } : {}) };
      const unit = { id: randomUUID(), name, parent: parent ?? null };
      await tables(tx).insertInto("units").values(unit).execute();
      return { id: unit.id, name, ...(parent ? { parent } : {}) };
    },
    async appoint(tx, person, role, unit) {
      await tables(tx)
        .updateTable("people")
        .set({ role, unit: unit ?? null })
        .where("id", "=", person)
        .execute();
    },
    async bind(tx, chat, unit, purpose, by) {
      const row = { chat, unit, purpose, bound_by: by, bound_at: now() };
      await tables(tx)
        .insertInto("bound_chats")
        .values(row)
        .onConflict((conflict) => conflict.column("chat").doUpdateSet(row))
        .execute();
    },
    async unbind(tx, chat) {
      await tables(tx).deleteFrom("bound_chats").where("chat", "=", chat).execute();
    },
    async meet(tx, addresses) {
      const unmet = new Map<Address, { id: string; consented: boolean }>();
      for (const part of parts(addresses)) {
        const rows = tables(tx)
          .selectFrom("addresses")
          .innerJoin("people", "people.id", "addresses.person")
          .select(["people.id", "people.noticed", "people.consent", "addresses.address", "addresses.met_at"])
          .where("addresses.address", "in", part);
        for (const { id, noticed, consent, address, met_at } of await rows.execute()) {
          if (met_at === null || noticed !== version)
            unmet.set(address as Address, { id, consented: consent === version });
        }
      }
      for (const part of parts([...unmet])) {
        const ids = part.map(([, { id }]) => id);
        await tables(tx).updateTable("people").set({ noticed: version }).where("id", "in", ids).execute();
        await tables(tx)
          .updateTable("addresses")
          .set({ met_at: now(), used_at: now() })
          .where(
            "address",
            "in",
            part.map(([address]) => address),
          )
          .execute();
      }
      return unmet;
    },
    async named(adapter, name) {
      const rows = await everybody()
        .where("people.name", "=", name)
        .where("addresses.address", "like", `${adapter}:%`)
        .execute();
      const people = distinct(rows);
      return people.length === 1 ? people[0] : undefined;
    },
  };
}
