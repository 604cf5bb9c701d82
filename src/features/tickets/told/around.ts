/** Everybody whom news of a case may concern, looked up before the transaction: nothing but `tx` is used inside it. */
import type { Address, FileRef, Kit, Member } from "#bot";
import { type Beside, besideOf } from "../store/beside.ts";
import type { Ticket, TicketFile } from "../store/tables.ts";
import { remembered } from "./remembered.ts";
import { chiefsOf, type Desk, deskOf } from "./route.ts";

/** A unit that helps, and who is told of it there. */
export interface Assisting {
  unit: string;
  name: string;
  desk: Desk;
}

export interface Around {
  desk: Desk;
  /** The units that assist (协办). */
  assisting: Assisting[];
  /** The responsible unit's name; empty when there is none. */
  unit: string;
  reporter?: Address;
  /** The reporter's name, only where they gave it. */
  name: string;
  /** Where those who joined are written to, by house id. */
  joiners: Map<string, Address>;
  /** Where cards hang, by what the store calls them. */
  holders: Map<string, Address>;
  handler?: { name: string; address: Address };
  chiefs: Member[];
  recused: Set<string>;
  /** The photos that the case came with. */
  files: FileRef[];
}

/** What is about to be: another unit, people who must recuse themselves. */
export interface Coming {
  unit?: string | null;
  recused?: string[];
  /** The units that will assist. */
  assists?: string[];
}

/** Looks everybody up, for the case as it will be. `known`: what was read for many cases at once, by whom `kit.members` is remembered. */
export async function around(kit: Kit, row: Ticket, coming: Coming = {}, known?: Beside): Promise<Around> {
  const beside = known ?? (await besideOf(kit.db, row.no));
  const unit = coming.unit === undefined ? row.unit : coming.unit;
  const recused = new Set([...beside.recused, ...(coming.recused ?? [])]);
  // The same units and staff are asked for several times; who looks at many cases remembers them already.
  const house = known ? kit : { ...kit, members: remembered(kit.members) };
  const { members } = house;
  const assisting = (coming.assists ?? beside.assists).filter((one) => one !== unit);
  const [desk, helping, name, handler, reporter, named, joiners, holders, chiefs] = await Promise.all([
    deskOf(house, unit, recused, row.kind),
    Promise.all(
      assisting.map(async (one) => ({
        unit: one,
        name: (await members.unitById(one))?.name ?? "",
        desk: await deskOf(house, one, recused),
      })),
    ),
    unit === null ? undefined : members.unitById(unit),
    row.handler === null ? undefined : members.byId(row.handler),
    row.person === null ? undefined : members.addressOf(row.person),
    row.naming === "named" && row.person !== null ? members.byId(row.person) : undefined,
    addresses(house, beside.joiners),
    addresses(house, beside.holders),
    chiefsOf(house, unit, recused),
  ]);
  return {
    desk,
    assisting: helping,
    unit: name?.name ?? "",
    name: named?.name ?? "",
    joiners,
    holders,
    chiefs,
    recused,
    files: beside.files.map(asFile),
    ...(reporter ? { reporter } : {}),
    ...(handler ? { handler: { name: handler.name, address: handler.address } } : {}),
  };
}

export function asFile({ kind, hash }: TicketFile): FileRef {
  return { kind, ref: `file:${hash}` };
}

/** What the store calls a holder: a group's address, or a person's house id (theirs is never kept). */
export function holderOf(member: Member): string {
  return member.id || member.address;
}

async function addresses(kit: Kit, ids: string[]): Promise<Map<string, Address>> {
  const all = await Promise.all(
    ids.map(async (id) => [id, isAddress(id) ? id : await kit.members.addressOf(id)] as const),
  );
  return new Map(all.flatMap(([id, address]) => (address ? [[id, address]] : [])));
}

/** House ids hold no colon. */
function isAddress(id: string): id is Address {
  return id.includes(":");
}
