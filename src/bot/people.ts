/** Who speaks, and where they belong. */
import type { Address } from "./message.ts";
import type { Tx } from "./tx.ts";

export type Role = "member" | "handler" | "secretary" | "admin";

export interface Member {
  /** The house's own id of the person; one person may have several addresses. Empty for a tick. */
  id: string;
  address: Address;
  name: string;
  role: Role;
  /** The unit (committee, branch, department) in which the role holds; undefined: none yet. */
  unit?: Unit;
  /** The version of the notice consented to; undefined: none. */
  consent?: string;
  /** Has been shown, in a direct chat, the notice that is in force. */
  met: boolean;
}

export interface Unit {
  id: string;
  name: string;
  /** The unit above it in the tree. */
  parent?: string;
}

/** A chat bound to a unit by a secretary's word. */
export interface Group {
  chat: Address;
  unit: Unit;
  purpose: "members" | "handlers";
}

/** A person who has written to the bot directly, one who has not, or else a group. */
export type Behind = "met" | "unmet" | "group";

/** Who is who. Reads are outside any transaction; a `tx` is passed where a write is meant. */
export interface Members {
  /** The person behind an address, made known if new; `name` is what the platform calls them now. */
  of(address: Address, name?: string): Promise<Member>;
  /** The same, without making anybody known. */
  find(address: Address): Promise<Member | undefined>;
  byId(id: string): Promise<Member | undefined>;
  /** Many at once, by id; whoever is not known is left out. */
  byIds(ids: readonly string[]): Promise<Map<string, Member>>;
  /** The bound chats of a unit and of all units below it; every bound chat when no unit is given. */
  groups(purpose: Group["purpose"], unit?: string): Promise<Group[]>;
  groupOf(chat: Address): Promise<Group | undefined>;
  /** People holding at least `role` in exactly this unit; with `up`, also in those above it. */
  staff(role: Role, unit?: string, up?: true): Promise<Member[]>;
  unit(name: string): Promise<Unit | undefined>;
  unitById(id: string): Promise<Unit | undefined>;
  units(): Promise<Unit[]>;
  /** True if `unit` is `above` or lies below it. An admin without a unit stands above all. */
  within(unit: string | undefined, above: string | undefined): Promise<boolean>;
  /** May this member act for that unit with at least this role? Doubt is no. */
  may(member: Member, role: Role, unit?: string): Promise<boolean>;
  /** The units for which `may` says yes. */
  unitsOf(member: Member, role: Role): Promise<Unit[]>;
  /** The person's address for private words: the one last written from. */
  addressOf(id: string): Promise<Address | undefined>;
  /** What stands behind each address, all of which are in the answer. */
  behind(tx: Tx, addresses: readonly Address[]): Promise<Map<Address, Behind>>;
  /** Records that the person consented to the notice now in force, by this act. */
  consent(tx: Tx, member: Member): Promise<void>;
}
